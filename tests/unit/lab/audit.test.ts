import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/settings.ts'
import { auditExperiment } from '../../../src/lab/audit.ts'
import { costOfBias } from '../../../src/lab/biased-teaching.ts'
import { areaUnderCurve } from '../../../src/lab/simulated-raters.ts'

const watch = { note: () => undefined, now: () => 0 }
const small = { ...defaultsOf(auditExperiment.settings), raters: 2, worlds: 1, worldAnswers: 40 }

describe('audit experiment', () => {
  it('fills in every figure it announces, the same ones again', async () => {
    const settings = { ...small, answers: 100 }
    const figures = await auditExperiment.run(settings, 3, watch)
    expect(Object.keys(figures).sort()).toEqual(Object.keys(auditExperiment.figures).sort())
    expect(await auditExperiment.run(settings, 3, watch)).toEqual(figures)
  })

  it('leaves worlds out on request', async () => {
    const figures = await auditExperiment.run({ ...small, answers: 60, worlds: 0 }, 3, watch)
    expect(figures.correction).toBeNull()
  })

  it('costs nothing where nobody leans', () => {
    const cost = costOfBias(0, 60, 5)
    expect(cost.biased).toBe(cost.unbiased)
    expect(cost.corrected).toBe(cost.unbiased)
  })

  it('finds a strong leaning from answers alone, near its size', () => {
    const found = [1, 2, 3, 4].map(seed => costOfBias(2, 200, seed).found)
    const mean = found.reduce((sum, side) => sum + side, 0) / found.length
    expect(mean).toBeGreaterThan(1)
    expect(mean).toBeLessThan(3)
  })
})

describe('area under the curve', () => {
  it('counts how often a positive is above a negative', () => {
    expect(areaUnderCurve([0, 1], [2, 3])).toBe(1)
    expect(areaUnderCurve([0, 1], [1, -1])).toBe(0.375)
    expect(areaUnderCurve([5], [5])).toBe(0.5)
  })
})
