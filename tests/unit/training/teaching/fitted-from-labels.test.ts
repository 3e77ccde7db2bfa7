import { describe, expect, test } from 'vitest'
import type { Label } from '../../../../src/core/label.ts'
import { uniformPolicy } from '../../../../src/core/planning.ts'
import { tabularWorld } from '../../../../src/envs/registry.ts'
import { TabularFeedback } from '../../../../src/feedback/tabular-feedback.ts'
import { parseTeacher } from '../../../../src/feedback/teachers/simulated-teacher.ts'
import { fittedFromLabels } from '../../../../src/training/teaching/fitted-from-labels.ts'
import { SimulatedLabels } from '../../../../src/training/teaching/simulated-labels.ts'

const env = 'FlowerPath-v0'
const world = tabularWorld(env, {})

async function labelsBy(teacher: string, count: number): Promise<Label[]> {
  const policy = uniformPolicy(world.model)
  const settings = { queryRule: 'uniform', checkShare: 0 }
  const feedback = new TabularFeedback(world, settings, 1, { policy: () => policy })
  const config = { env, envSettings: {}, seed: 1 }
  const labels = await SimulatedLabels.open(world, feedback, parseTeacher(teacher), ['compare'], config)
  labels.give(count, 0)
  return labels.all
}

describe('a teacher fitted to labels', () => {
  test('has the leaning and the decisiveness of who gave them', async () => {
    const fitted = await fittedFromLabels(await labelsBy('fitted:slope=3,side=1.5', 400), null, 'x')
    expect(fitted.side).toBeGreaterThan(0.75)
    expect(fitted.side).toBeLessThan(3)
    expect(fitted.slope).toBeGreaterThan(1)
    expect(fitted.slope).toBeLessThan(9)
    expect(fitted.lapse).toBeLessThan(0.15)
  })

  test('of somebody who often does not look does not look either', async () => {
    const fitted = await fittedFromLabels(await labelsBy('fitted:slope=5,lapse=0.5', 400), null, 'x')
    expect(fitted.lapse).toBeGreaterThan(0.25)
    expect(Math.abs(fitted.side)).toBeLessThan(1)
  })

  test('needs labels, enough of them, and by whom', async () => {
    const labels = await labelsBy('oracle', 12)
    const other = labels.map((label): Label => ({ ...label, id: `${label.id}-b`, rater: 'person:Ada' }))
    const refused = (of: readonly Label[], rater: string | null) =>
      expect(fittedFromLabels(of, rater, 'mine.jsonl')).rejects
    await refused([], null).toThrow(/'mine.jsonl' holds no labels/)
    await refused(labels.slice(0, 9), null).toThrow(/holds 9 comparisons by 'simulated:oracle'.*at least 10/)
    await refused([...labels, ...other], null).toThrow(
      /2 raters \('simulated:oracle', 'person:Ada'\).*#simulated:oracle/,
    )
    await refused(labels, 'person:Ada').toThrow(/nothing by 'person:Ada', only by 'simulated:oracle'/)
    await refused([], null).toMatchObject({ code: 'bad-flag', path: '--teacher' })
    const ada = await fittedFromLabels([...labels, ...other], 'person:Ada', 'mine.jsonl')
    expect(ada).toEqual(await fittedFromLabels(labels, null, 'mine.jsonl'))
  })
})
