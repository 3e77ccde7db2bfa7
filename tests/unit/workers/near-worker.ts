/** A helping worker in this very thread, which hears and answers copies. */
import { CrewMember } from '../../../src/training/crew.ts'
import type { FromMember, MemberWorker, ToMember } from '../../../src/workers/worker-crew.ts'

export class NearWorker implements MemberWorker {
  terminated = false
  private member: CrewMember | null = null
  private listener: (event: { data: FromMember }) => void = () => undefined

  addEventListener(type: 'message' | 'error', listener: (event: never) => void): void {
    if (type === 'message') this.listener = listener as typeof this.listener
  }

  postMessage(message: ToMember): void {
    void this.answer(structuredClone(message)).then(data => this.listener({ data: structuredClone(data) }))
  }

  terminate(): void {
    this.terminated = true
  }

  protected async answer(message: ToMember): Promise<FromMember> {
    if (message.type === 'step')
      return { type: 'stepped', step: this.member!.step(message.placed, message.actions) }
    this.member = await CrewMember.open(message.env, message.envSettings, message.robots)
    return { type: 'ready' }
  }
}
