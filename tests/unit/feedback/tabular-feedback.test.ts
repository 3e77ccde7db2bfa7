import { describe, expect, it } from 'vitest'
import type { Label } from '../../../src/core/label.ts'
import { Rng } from '../../../src/core/rng.ts'
import { DEFAULT_FEEDBACK_SETTINGS, feedbackSettings } from '../../../src/feedback/settings.ts'
import { TabularFeedback } from '../../../src/feedback/tabular-feedback.ts'
import { parseTeacher } from '../../../src/feedback/teachers/simulated-teacher.ts'
import { clip, DOWN, given, RIGHT, smallGarden, uniformOver } from './small-garden.ts'

const world = smallGarden()
const policy = uniformOver(world)
const flowers = clip(0, RIGHT, RIGHT)
const floor = clip(0, DOWN, RIGHT)
const label = (index: number, answer: 'left' | 'right' | 'equal' | 'cant-tell'): Label => ({
  ...given(index),
  kind: 'compare',
  left: floor,
  right: flowers,
  swapped: false,
  answer,
  strength: null,
})

/** Labels as an oracle gives them to the session's own questions. */
async function taught(session: TabularFeedback, count: number, teacher = 'oracle'): Promise<Label[]> {
  const rng = Rng.fromSeed(1, 'rater')
  const labels: Label[] = []
  for (let i = 0; i < count; i++) {
    const { left, right } = session.nextQueries(1, 0)[0]!
    const query = { id: `${i}`, left, right, queryRule: 'information', modelVersion: i }
    const answer = parseTeacher(teacher).answer(query, world, rng)
    labels.push({ ...given(i), kind: 'compare', left, right, swapped: false, answer, strength: null })
    await session.setLabels(labels)
  }
  return labels
}

describe('TabularFeedback', () => {
  it('has no learned reward until a label says something', async () => {
    const session = new TabularFeedback(world, DEFAULT_FEEDBACK_SETTINGS, 1, { policy: () => policy })
    expect(session.learnedReward()).toBeNull()
    await session.setLabels([label(0, 'cant-tell')])
    expect(session.learnedReward()).toBeNull()
    await session.setLabels([label(0, 'cant-tell'), label(1, 'left')])
    expect(session.learnedReward()).not.toBeNull()
    await session.setLabels([])
    expect(session.learnedReward()).toBeNull()
  })

  it('penalises what is disliked, rewards nothing and leaves the goal alone', async () => {
    const session = new TabularFeedback(world, {}, 1, { policy: () => policy })
    await taught(session, 10)
    const learned = session.learnedReward()!
    world.model.kind.forEach((kind, k) => {
      if (world.model.kinds[kind] === 'flower') expect(learned[k]).toBeLessThan(-0.3)
      else expect(learned[k]).toBeCloseTo(0, 12)
    })
  })

  it('asks reproducible questions with ids of their own', () => {
    const ask = () => new TabularFeedback(world, {}, 4, { policy: () => policy }).nextQueries(6, 0)
    const queries = ask()
    expect(ask()).toEqual(queries)
    expect(new Set(queries.map(query => query.id)).size).toBe(6)
    expect(queries.every(query => query.queryRule === 'information' && query.modelVersion === 0)).toBe(true)
    expect(queries.every(query => query.left.start === query.right.start)).toBe(true)
  })

  it('reports cells, kinds, agreement and distance', async () => {
    const session = new TabularFeedback(world, {}, 1, { policy: () => policy })
    const before = session.report(3)
    await taught(session, 25)
    const report = session.report(3)
    expect(report.epoch).toBe(3)
    expect(report.labels).toBe(25)
    expect(report.mean[1]).toBeLessThan(-0.3)
    expect(report.mean[3]).toBeCloseTo(0, 12)
    expect(report.trueReward[1]).toBeCloseTo(-1.05, 12)
    expect(report.standardDeviation[1]).toBeGreaterThan(0)
    expect(report.kinds[0]!.kind).toBe('flower')
    expect(report.kinds.map(({ kind }) => kind).sort()).toEqual(['floor', 'flower', 'goal'])
    expect(report.epicDistance).toBeLessThan(before.epicDistance ?? 0 / 2)
    expect(report.agreement.of).toBeGreaterThan(15)
    expect(report.agreement.right / report.agreement.of).toBeGreaterThan(0.9)
  })

  it('does not count labels it has learnt from as predicted', async () => {
    const session = new TabularFeedback(world, {}, 1, { policy: () => policy })
    const random = await taught(session, 60, 'mistake:0.5')
    await session.setLabels(random)
    const { right, of } = session.report(0).agreement
    expect(right / of).toBeLessThan(0.75)
  })

  it('times fits by the clock it is given', async () => {
    let time = 0
    const session = new TabularFeedback(world, {}, 1, { policy: () => policy, now: () => (time += 5) })
    await session.setLabels([label(0, 'left')])
    expect(session.report(0).fitMilliseconds).toBe(5)
  })

  it('refuses unknown settings and clips of another world', async () => {
    expect(() => new TabularFeedback(world, { clipLenght: 3 }, 1, { policy: () => policy })).toThrow(
      "Did you mean 'clipLength'",
    )
    const session = new TabularFeedback(world, {}, 1, { policy: () => policy })
    const foreign: Label = { ...given(0), kind: 'rate', clip: clip(99, RIGHT), rating: 1 }
    await expect(session.setLabels([foreign])).rejects.toThrow('99')
  })

  it('explains every setting in one sentence', () => {
    for (const [key, setting] of Object.entries(feedbackSettings)) {
      expect(setting.help, key).toMatch(/^[A-Z].{15,150}\.$/)
    }
  })
})
