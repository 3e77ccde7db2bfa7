/**
 * A crew of workers, and the one that leads them: the leader steps the first share of the robots itself while the others step
 * theirs. One message each way per step; what a run's numbers are does not depend on how many there are.
 */
import { PlaygroundError } from '../core/errors.ts'
import type { SettingValues } from '../core/settings.ts'
import { actionSize } from '../core/space.ts'
import type { ControlRun } from '../training/control-run.ts'
import { type Crew, CrewMember, type CrewStep, type Placement, shares } from '../training/crew.ts'

export type ToMember =
  | {
      readonly type: 'open'
      readonly env: string
      readonly envSettings: SettingValues
      readonly robots: number
    }
  | { readonly type: 'step'; readonly placed: readonly Placement[]; readonly actions: Float32Array }

export type FromMember =
  | { readonly type: 'ready' }
  | { readonly type: 'stepped'; readonly step: CrewStep }
  | { readonly type: 'failed'; readonly code: string; readonly message: string }

/** As much of a `Worker` as is needed. */
export interface MemberWorker {
  postMessage(message: ToMember): void
  terminate(): void
  addEventListener(type: 'message', listener: (event: { data: FromMember }) => void): void
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void
}

/** One that steps elsewhere. At most one answer is ever waited for. */
class Correspondent {
  private readonly worker: MemberWorker
  private answer: (message: FromMember) => void = () => undefined

  constructor(worker: MemberWorker) {
    this.worker = worker
    worker.addEventListener('message', ({ data }) => this.answer(data))
    worker.addEventListener('error', ({ message }) =>
      this.answer({ type: 'failed', code: 'trainer-error', message: message ?? 'A helping worker stopped.' }),
    )
  }

  async ask(message: ToMember): Promise<FromMember> {
    const answer = await new Promise<FromMember>(resolve => {
      this.answer = resolve
      this.worker.postMessage(message)
    })
    if (answer.type === 'failed') throw new PlaygroundError(answer.code, answer.message)
    return answer
  }

  async step(placed: readonly Placement[], actions: Float32Array): Promise<CrewStep> {
    const answer = await this.ask({ type: 'step', placed, actions })
    if (answer.type !== 'stepped')
      throw new PlaygroundError('trainer-error', `A helping worker said '${answer.type}'.`)
    return answer.step
  }

  terminate(): void {
    this.worker.terminate()
  }
}

/**
 * Opens the world of a run in `helpers` more workers.
 * @throws PlaygroundError when one of them cannot; none is left then.
 */
export async function recruit(run: ControlRun, helpers: number, spawn: () => MemberWorker): Promise<Crew> {
  const { world, agent, config } = run
  const size = actionSize(world.actionSpace)
  const [own, ...others] = shares(agent.environments, helpers + 1)
  const first = new CrewMember(world, own!.to, size)
  const correspondents = others.map(() => new Correspondent(spawn()))
  const dispose = () => {
    for (const correspondent of correspondents) correspondent.terminate()
  }
  try {
    const { env, envSettings } = config
    await Promise.all(
      correspondents.map((correspondent, i) =>
        correspondent.ask({ type: 'open', env, envSettings, robots: others[i]!.to - others[i]!.from }),
      ),
    )
  } catch (error) {
    dispose()
    throw error
  }
  return {
    async step(placed, actions) {
      const elsewhere = correspondents.map((correspondent, i) => {
        const { from, to } = others[i]!
        return correspondent.step(placedAmong(placed, from, to), actions.slice(from * size, to * size))
      })
      // Whoever fails first is heard below; without this the others' failures would be nobody's.
      for (const step of elsewhere) step.catch(() => undefined)
      const here = first.step(placedAmong(placed, 0, own!.to), actions)
      return together([here, ...(await Promise.all(elsewhere))])
    },
    dispose,
  }
}

const placedAmong = (placed: readonly Placement[], from: number, to: number): Placement[] =>
  placed.filter(({ robot }) => robot >= from && robot < to).map(one => ({ ...one, robot: one.robot - from }))

function together(steps: readonly CrewStep[]): CrewStep {
  const robots = steps.reduce((sum, { rewards }) => sum + rewards.length, 0)
  const stateSize = steps[0]!.states.length / steps[0]!.rewards.length
  const states = new Float64Array(robots * stateSize)
  const rewards = new Float64Array(robots)
  const terminated = new Uint8Array(robots)
  let at = 0
  for (const step of steps) {
    states.set(step.states, at * stateSize)
    rewards.set(step.rewards, at)
    terminated.set(step.terminated, at)
    at += step.rewards.length
  }
  return { states, rewards, terminated }
}
