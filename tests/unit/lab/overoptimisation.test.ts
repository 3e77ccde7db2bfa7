import { describe, expect, it } from 'vitest'
import { finiteHorizonReturn } from '../../../src/core/planning.ts'
import { Rng } from '../../../src/core/rng.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { bumpyWorld } from '../../../src/lab/bumpy-world.ts'
import { overoptimisationExperiment } from '../../../src/lab/overoptimisation.ts'
import { learnedFrom, simulatedComparisons } from '../../../src/lab/simulated-comparisons.ts'

const world = bumpyWorld({ side: 6, horizon: 12, noise: 0.3 }, Rng.fromSeed(1, 'world'))
const correlation = (a: Float64Array, b: Float64Array) => {
  const [ma, mb] = [a, b].map(values => values.reduce((sum, v) => sum + v, 0) / values.length)
  const cov = a.reduce((sum, v, i) => sum + (v - ma!) * (b[i]! - mb!), 0)
  const size = (values: Float64Array, m: number) => Math.sqrt(values.reduce((s, v) => s + (v - m) ** 2, 0))
  return cov / (size(a, ma!) * size(b, mb!))
}

describe('the bumpy world', () => {
  it('starts in the middle, has cells worth 0 on the mean and something to be gained', () => {
    const { model } = world
    expect([...model.startStates]).toEqual([3 * 6 + 3])
    const worth = new Map([...model.next].map((next, k) => [next, model.reward[k]!]))
    expect(worth.size).toBe(36)
    expect([...worth.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9)
    expect(finiteHorizonReturn(model, 12, 'optimal')).toBeGreaterThan(
      finiteHorizonReturn(model, 12, 'random') + 2,
    )
  })
})

describe('simulated comparisons', () => {
  const answers = (mistakes: number) =>
    simulatedComparisons(world, 300, 4, mistakes, Rng.fromSeed(2, 'rater'))

  it('teach the worth of cells, and its opposite when every answer is a mistake', () => {
    const right = learnedFrom(world, answers(0), 0)
    expect(correlation(right.mean, world.model.reward)).toBeGreaterThan(0.8)
    expect(right.draws.length).toBeGreaterThan(10)
    expect(correlation(learnedFrom(world, answers(1), 0).mean, world.model.reward)).toBeLessThan(-0.8)
  })

  it('compare clips from one state', () => {
    for (const { left, right } of answers(0.25)) {
      expect(left.start).toBe(right.start)
      expect([left.actions.length, right.actions.length]).toEqual([4, 4])
    }
  })
})

describe('the experiment', () => {
  const { settings, run, figures } = overoptimisationExperiment
  const small = { ...defaultsOf(settings), worlds: 3, moreLabels: 40 }
  const watch = { note: () => undefined, now: () => 0 }

  it('gives the figures it documents, the same for the same seed', async () => {
    const measured = await run(small, 4, watch)
    expect(Object.keys(measured).sort()).toEqual(Object.keys(figures).sort())
    expect(await run(small, 4, watch)).toEqual(measured)
    expect(await run(small, 5, watch)).not.toEqual(measured)
    expect(measured.lost).toBeCloseTo((measured.peak as number) - (measured.end as number), 12)
    expect(JSON.parse(JSON.stringify(measured))).toEqual(measured)
  })

  it('finds nothing lost and nothing to repair where the teacher never errs and much is known', async () => {
    const known = { ...small, mistakes: 0, labels: 2000 }
    const measured = (await run(known, 4, watch)) as { end: number; lost: number }
    expect(measured.end).toBeGreaterThan(0.9)
    expect(measured.lost).toBeLessThan(0.02)
  })
})
