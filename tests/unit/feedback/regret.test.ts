import { describe, expect, it } from 'vitest'
import { replayClip } from '../../../src/core/clip-replay.ts'
import { valueIteration } from '../../../src/core/planning.ts'
import { Rng } from '../../../src/core/rng.ts'
import { flowerPath } from '../../../src/envs/flower-path.ts'
import { rollClip } from '../../../src/feedback/clips.ts'
import { clipSum, outcomeFeatures, toOutcomes } from '../../../src/feedback/features.ts'
import { reachable } from '../../../src/feedback/reachable.ts'
import { negativeRegret, successorsOf } from '../../../src/feedback/regret.ts'

const world = flowerPath.create({ layout: 3 })
const { model } = world
const reach = reachable(model)
const table = outcomeFeatures(world, 'none')
const learned = Float64Array.from({ length: table.rows }, (_, row) =>
  row === table.rowOf[model.kind.indexOf(model.kinds.indexOf('flower'))] ? -1 : 0,
)
const total = toOutcomes(table, learned).map((amount, k) => amount + model.reward[k]!)
const successors = successorsOf(world, reach, table, total)
const see = negativeRegret(world, table, successors)
const { values } = valueIteration(model, { discount: 0.99, reward: total })

it('is linear in the learned reward and equals what planning says', () => {
  const rng = Rng.fromSeed(1, 'clips')
  for (let i = 0; i < 200; i++) {
    const start = reach.states[rng.integer(reach.states.length)]!
    const { states, outcomes } = replayClip(model, rollClip(model, start, null, 4, rng))
    const seen = see({ states, outcomes })
    let expected = 0
    outcomes.forEach((k, t) => {
      expected += total[k]! + (model.terminated[k] ? 0 : 0.99 * values[states[t + 1]!]!) - values[states[t]!]!
    })
    expect(seen.taskReward + clipSum(seen, learned)).toBeCloseTo(expected, 5)
    expect(expected).toBeLessThan(1e-6)
  }
})

describe('the best behaviour', () => {
  it('has no regret', () => {
    const { greedy } = valueIteration(model, { discount: 0.99, reward: total })
    const states = [model.startStates[0]!]
    const outcomes: number[] = []
    for (let t = 0; t < 30; t++) {
      const k = model.offsets[states[t]! * model.actions + greedy[states[t]!]!]!
      outcomes.push(k)
      states.push(model.next[k]!)
      if (model.terminated[k]) break
    }
    const seen = see({ states, outcomes: Int32Array.from(outcomes) })
    expect(seen.taskReward + clipSum(seen, learned)).toBeCloseTo(0, 5)
  })
})
