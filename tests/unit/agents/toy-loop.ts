/**
 * A little world to drive a batch learner through: two random numbers to see, reward for following the first, episodes that
 * end by chance, one in six by the time limit. Copies of it go on alike.
 */
import { agentById } from '../../../src/agents/registry.ts'
import type { Batch, BatchAgent } from '../../../src/core/agent.ts'
import { Rng, type RngState } from '../../../src/core/rng.ts'
import { decodeSettings, type SettingValues } from '../../../src/core/settings.ts'
import { actionSize, type Space } from '../../../src/core/space.ts'

export const choice: Space = { kind: 'discrete', n: 3 }
export const box: Space = { kind: 'box', shape: [2], low: [-0.5, -1], high: [0.5, 2] }

export async function openAgent(
  id: string,
  actionSpace: Space,
  settings: SettingValues,
): Promise<BatchAgent> {
  const definition = agentById(id)
  const decoded = decodeSettings(definition.settings, settings, 'agent')
  return (await definition.create({ observationSize: 2, actionSpace, seed: 1 }, decoded)) as BatchAgent
}

export class ToyLoop {
  readonly agent: BatchAgent
  readonly batch: Batch
  private readonly actionSpace: Space
  private readonly luck = Rng.fromSeed(7, 'luck')
  private readonly agentRng = Rng.fromSeed(7, 'agent')

  constructor(agent: BatchAgent, actionSpace: Space) {
    const size = agent.environments
    this.agent = agent
    this.actionSpace = actionSpace
    this.batch = {
      size,
      observations: new Float32Array(2 * size),
      actions: new Float32Array(size * actionSize(actionSpace)),
      rewards: new Float64Array(size),
      nextObservations: Float32Array.from({ length: 2 * size }, () => this.luck.normal()),
      terminated: new Uint8Array(size),
      truncated: new Uint8Array(size),
    }
  }

  /** The same place of the same world for another learner. */
  copyFor(agent: BatchAgent): ToyLoop {
    const copy = new ToyLoop(agent, this.actionSpace)
    for (const key of [
      'observations',
      'actions',
      'rewards',
      'nextObservations',
      'terminated',
      'truncated',
    ] as const) {
      copy.batch[key].set(this.batch[key])
    }
    copy.restore(this.luck.save(), this.agentRng.save())
    return copy
  }

  /** Acts for the robots where they are; `finish` takes the step. */
  act(): void {
    const { batch, luck } = this
    batch.observations.set(batch.nextObservations)
    for (let i = 0; i < batch.size; i++) {
      if (!batch.terminated[i] && !batch.truncated[i]) continue
      for (let k = 0; k < 2; k++) batch.observations[2 * i + k] = luck.normal()
    }
    this.agent.act(batch.observations, batch.size, batch.actions, this.agentRng)
  }

  finish(learning = true): void {
    const { batch, luck } = this
    const width = batch.actions.length / batch.size
    for (let i = 0; i < batch.size; i++) {
      const sign = batch.observations[2 * i]! > 0 ? 1 : 0
      batch.rewards[i] = 1 - Math.abs(batch.actions[i * width]! - sign)
      for (let k = 0; k < 2; k++) batch.nextObservations[2 * i + k] = luck.normal()
      const end = luck.integer(6)
      batch.terminated[i] = end === 0 ? 1 : 0
      batch.truncated[i] = end === 1 ? 1 : 0
    }
    if (learning) this.agent.learn(batch, this.agentRng)
  }

  step(count: number, learning = true): void {
    for (let i = 0; i < count; i++) {
      this.act()
      this.finish(learning)
    }
  }

  private restore(luck: RngState, agentRng: RngState): void {
    this.luck.load(luck)
    this.agentRng.load(agentRng)
  }
}
