import { describe, expect, it } from 'vitest'
import type { Batch, BatchAgent } from '../../../src/core/agent.ts'
import type { PolicySnapshot } from '../../../src/core/policy-snapshot.ts'
import { NO_SHAPING } from '../../../src/core/run-config.ts'
import { EpisodeLog } from '../../../src/training/episode-log.ts'
import { rewardTables } from '../../../src/training/shaping.ts'
import { VectorLoop } from '../../../src/training/vector-loop.ts'
import { corridor } from './tiny-worlds.ts'

/** Goes right but where told otherwise, and keeps a copy of what it is given. */
class Recorder implements BatchAgent {
  readonly form = 'batch'
  readonly environments = 2
  readonly batches: Batch[] = []
  /** Of the second robot. */
  secondAction = 1
  configure(): void {
    this.batches.length = 0
  }
  act(_observations: Float32Array, _size: number, actions: Float32Array): void {
    actions.set([1, this.secondAction])
  }
  learn(batch: Batch): void {
    this.batches.push(structuredClone(batch))
  }
  greedy(_observations: Float32Array, _size: number, actions: Float32Array): void {
    actions.fill(1)
  }
  inspect(): void {
    this.batches.length = 0
  }
  snapshot(): PolicySnapshot {
    throw new Error('not asked for here')
  }
  diagnostics() {
    return {}
  }
  save() {
    return { arrays: {}, numbers: {} }
  }
  load(): void {
    this.batches.length = 0
  }
  dispose(): void {
    this.batches.length = 0
  }
}

function loopOver(limit: number | null, weights = {}) {
  const world = corridor(3, limit, [
    { id: 'visits', kind: 'visits', title: '', help: '', range: [0, 1], suggestedWeight: 1 },
  ])
  const agent = new Recorder()
  const log = new EpisodeLog(world, rewardTables(world, { ...NO_SHAPING, weights }, 0.9, null))
  return { agent, log, loop: new VectorLoop(world, agent, log, 1) }
}

const states = (observations: Float32Array) =>
  [0, 1].map(i => observations.subarray(4 * i, 4 * i + 4).indexOf(1))

describe('the batched loop', () => {
  it('rounds up to whole batches', () => {
    const { loop, agent } = loopOver(null)
    expect(loop.advance(3)).toBe(4)
    expect(loop.steps).toBe(4)
    expect(agent.batches).toHaveLength(2)
  })

  it('gives one-hot states before and after each step and begins again after an end', () => {
    const { loop, agent, log } = loopOver(null)
    agent.secondAction = 0
    loop.advance(8)
    expect(agent.batches.map(batch => states(batch.observations))).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 0],
    ])
    expect(agent.batches.map(batch => states(batch.nextObservations))).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
      [1, 0],
    ])
    expect(agent.batches.map(batch => [...batch.terminated])).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
      [0, 0],
    ])
    expect(agent.batches.map(batch => [...batch.rewards])).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
      [0, 0],
    ])
    expect(agent.batches[2]!.observations.reduce((a, b) => a + b)).toBe(2)
    expect(log.episode).toBe(1)
    expect(log.curves.curves(1).reward[0]).toBe(1)
  })

  it('cuts at the time limit with the final observation, and never where the MDP ends', () => {
    const { loop, agent } = loopOver(3)
    agent.secondAction = 0
    loop.advance(8)
    expect(agent.batches.map(batch => [...batch.truncated])).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
      [0, 0],
    ])
    expect([...agent.batches[2]!.terminated]).toEqual([1, 0])
    expect(states(agent.batches[2]!.nextObservations)).toEqual([3, 0])
    expect(loop.shown.tape.steps).toBe(1)
  })

  it('shows an ended episode until the next step', () => {
    const { loop } = loopOver(null)
    loop.advance(6)
    expect(loop.shown).toMatchObject({ state: 3, tape: { steps: 3, reward: 1 } })
    loop.advance(2)
    expect(loop.shown).toMatchObject({ state: 1, tape: { steps: 1, reward: 0 } })
  })

  it('counts the visits of all robots for a visit bonus', () => {
    const { loop, agent } = loopOver(null, { visits: 1 })
    loop.advance(2)
    expect([...agent.batches[0]!.rewards]).toEqual([1, 1 / Math.sqrt(2)])
  })

  it('goes on after saving', () => {
    const whole = loopOver(4)
    whole.loop.advance(30)
    const half = loopOver(4)
    half.loop.advance(14)
    const rest = loopOver(4)
    rest.loop.load(half.loop.save())
    rest.log.load(half.log.save())
    rest.loop.advance(16)
    expect(rest.loop.save()).toEqual(whole.loop.save())
    expect(rest.log.save()).toEqual(whole.log.save())
  })

  it('learns nothing when learning is off', () => {
    const { loop, agent } = loopOver(null)
    loop.learning = false
    loop.advance(10)
    expect(agent.batches).toHaveLength(0)
    expect(loop.steps).toBe(10)
  })
})
