/** A helping worker's entry: opens a world and steps some of its robots as it is told. */
import { PlaygroundError } from '../core/errors.ts'
import { CrewMember } from '../training/crew.ts'
import type { FromMember, ToMember } from './worker-crew.ts'

const post = (message: FromMember) => postMessage(message)

let member: CrewMember | null = null

async function answer(message: ToMember): Promise<FromMember> {
  if (message.type === 'step') {
    if (!member) throw new Error('It was told to step before it had a world.')
    return { type: 'stepped', step: member.step(message.placed, message.actions) }
  }
  member = await CrewMember.open(message.env, message.envSettings, message.robots)
  return { type: 'ready' }
}

addEventListener('message', (event: MessageEvent<ToMember>) => {
  answer(event.data).then(post, error =>
    post({
      type: 'failed',
      code: error instanceof PlaygroundError ? error.code : 'trainer-error',
      message: error instanceof Error ? error.message : String(error),
    }),
  )
})
