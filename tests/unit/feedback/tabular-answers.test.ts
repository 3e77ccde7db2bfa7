import { describe, expect, it } from 'vitest'
import type { Label, LabelContent } from '../../../src/core/label.ts'
import { Rng } from '../../../src/core/rng.ts'
import { TabularFeedback } from '../../../src/feedback/tabular-feedback.ts'
import { parseTeacher } from '../../../src/feedback/teachers/simulated-teacher.ts'
import { clip, DOWN, given, RIGHT, smallGarden, uniformOver } from './small-garden.ts'

const world = smallGarden()
const policy = uniformOver(world)
const flowers = clip(0, RIGHT, RIGHT)
const floor = clip(0, DOWN, RIGHT)
const kindOf = (k: number) => world.model.kinds[world.model.kind[k]!]!

const label = (content: LabelContent, index = 0): Label => ({ ...given(index), ...content })

async function flowerReward(labels: readonly Label[], settings = {}): Promise<number> {
  const feedback = new TabularFeedback(world, settings, 1, { policy: () => policy })
  await feedback.setLabels(labels)
  const learned = feedback.learnedReward()
  const flower = world.model.kind.findIndex((_, k) => kindOf(k) === 'flower')
  feedback.dispose()
  return learned?.[flower] ?? 0
}

const avoiding: readonly [string, LabelContent][] = [
  [
    'compare',
    { kind: 'compare', left: floor, right: flowers, swapped: false, answer: 'left', strength: null },
  ],
  ['rate', { kind: 'rate', clip: flowers, rating: -3 }],
  ['praise', { kind: 'praise', clip: flowers, ages: [900, 400], signal: -1 }],
  ['demo', { kind: 'demo', clip: floor, from: 'start' }],
  ['correct', { kind: 'correct', clip: flowers, at: 0, better: floor }],
]

describe('all five kinds teach a grid', () => {
  it.each(avoiding)('%s says that flowers are disliked', async (_, content) => {
    expect(await flowerReward([])).toBe(0)
    expect(await flowerReward([label(content)])).toBeLessThan(-0.05)
  })

  it.each(avoiding)('%s moves the ensemble the same way', async (_, content) => {
    const labels = [0, 1, 2, 3].map(index => label(content, index))
    expect(await flowerReward(labels, { rewardModel: 'ensemble' })).toBeLessThan(-0.05)
  })

  it('says nothing by a correction of what was already over', async () => {
    expect(await flowerReward([label({ kind: 'correct', clip: flowers, at: 2, better: floor })])).toBe(0)
  })
})

describe('questions of a grid', () => {
  async function asked(settings: Record<string, number>) {
    const feedback = new TabularFeedback(world, settings, 3, { policy: () => policy })
    const rng = Rng.fromSeed(2, 'rater')
    const teacher = parseTeacher('oracle')
    const labels: Label[] = []
    const queries = []
    for (let i = 0; i < 60; i++) {
      const [query] = feedback.nextQueries(1, i)
      const { left, right, swapped, check } = query!
      queries.push(query!)
      const answer = teacher.answer({ left, right, modelVersion: i }, world, rng)
      labels.push({ ...given(i), check, kind: 'compare', left, right, swapped, answer, strength: null })
      await feedback.setLabels(labels)
    }
    return { queries, labels, feedback }
  }

  it('hide checks among the others: repeats with their sides changed over, and plain ones', async () => {
    const { queries, labels } = await asked({ checkShare: 0.4 })
    const repeats = queries.filter(({ check }) => check?.kind === 'repeat')
    expect(repeats.length).toBeGreaterThan(3)
    expect(queries.some(({ check }) => check?.kind === 'control')).toBe(true)
    for (const { left, right, check } of repeats) {
      const first = labels.find(({ id }) => check?.kind === 'repeat' && id === check.of)
      expect(first).toMatchObject({ kind: 'compare', left: right, right: left })
    }
  })

  it('hide none where none are wanted, draw the sides, and say why they ask', async () => {
    const { queries } = await asked({ checkShare: 0 })
    expect(queries.every(({ check }) => check === null)).toBe(true)
    const swapped = queries.filter(query => query.swapped).length
    expect(swapped).toBeGreaterThan(15)
    expect(swapped).toBeLessThan(45)
    expect(queries[0]!.traces).toBeNull()
    expect(queries[30]!.traces![0].mean.length).toBeGreaterThan(0)
    expect(queries[0]!.reason).not.toBe(queries[30]!.reason)
  })

  it('are answered by a model that tells how sure it is and what one answer matters', async () => {
    const { feedback, labels } = await asked({ checkShare: 0 })
    const report = feedback.report(4)
    expect(report.agreementByKind.compare!.of).toBe(report.agreement.of)
    expect(report.calibration!.bins.reduce((sum, { count }) => sum + count, 0)).toBe(report.agreement.of)
    expect(report.stopping.expectedChange).toBeGreaterThanOrEqual(0)
    const before = feedback.learnedReward()
    const influence = await feedback.influence(labels[0]!.id, 4)
    expect(influence.rewardChange).toBeGreaterThanOrEqual(0)
    expect(feedback.learnedReward()).toEqual(before)
    await expect(feedback.influence('nobody', 4)).rejects.toThrow(/label is 'nobody'/)
    expect([...feedback.predictedReturns().keys()].length).toBeGreaterThan(30)
  })
})
