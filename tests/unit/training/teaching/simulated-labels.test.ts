import { describe, expect, it } from 'vitest'
import type { ControlWorld } from '../../../../src/core/environment.ts'
import type { Clip, LabelKind } from '../../../../src/core/label.ts'
import { environmentById } from '../../../../src/envs/registry.ts'
import { parseTeacher } from '../../../../src/feedback/teachers/simulated-teacher.ts'
import { SimulatedLabels } from '../../../../src/training/teaching/simulated-labels.ts'

const world = environmentById('CartPoleFixed-v0').create({}) as ControlWorld
const config = { env: 'CartPoleFixed-v0', envSettings: {}, seed: 7 }

const steps = (start: number[]): Clip => ({ start, seed: 1, actions: [0, 1, 0, 1] })
const upright = steps([0, 0, 0, 0])
const fallen = steps([0, 0, 1, 0])

/** Asks about the same two clips over and over. */
const feedback = {
  queryRule: 'uniform' as const,
  nextClip: () => upright,
  nextQueries: () => [
    {
      id: 'q',
      left: fallen,
      right: upright,
      swapped: false,
      queryRule: 'uniform',
      reason: 'why not',
      check: null,
      modelVersion: 0,
      policyStep: 0,
      traces: null,
    },
  ],
}

const open = (kinds: LabelKind[], teacher = 'oracle') =>
  SimulatedLabels.open(world, feedback, parseTeacher(teacher), kinds, config)

describe('simulated labels', () => {
  it('come by turns, and say who gave them, why and when', async () => {
    const labels = await open(['compare', 'rate'])
    labels.give(3, 500)
    labels.fitted()
    labels.give(2, 900)
    expect(labels.all.map(({ kind }) => kind)).toEqual(['compare', 'rate', 'compare', 'rate', 'compare'])
    expect(labels.all.map(({ modelVersion }) => modelVersion)).toEqual([0, 0, 0, 3, 3])
    expect(labels.all.map(({ policyStep }) => policyStep)).toEqual([500, 500, 500, 900, 900])
    expect(new Set(labels.all.map(({ id }) => id)).size).toBe(5)
    expect(labels.all[0]).toMatchObject({ rater: 'simulated:oracle', answer: 'right', reason: 'why not' })
    expect(labels.all[0]!.worldHash).toMatch(/^[0-9a-f]{16}$/)
  })

  it('are the same for the same seed, and depend on it', async () => {
    const answers = async (seed: number) => {
      const labels = await SimulatedLabels.open(world, feedback, parseTeacher('mistake:0.5'), ['compare'], {
        ...config,
        seed,
      })
      labels.give(40, 0)
      return labels.all.map(label => (label.kind === 'compare' ? label.answer : null))
    }
    expect(await answers(1)).toEqual(await answers(1))
    expect(await answers(1)).not.toEqual(await answers(2))
  })

  it('see differences against what the learner has lately reached, where that is known', async () => {
    const answerAt = async (recentReturn: number | null) => {
      const labels = await open(['compare'], 'equal:1')
      labels.give(1, 0, recentReturn)
      const [label] = labels.all
      return label?.kind === 'compare' ? label.answer : null
    }
    // The clips are 4 apart; 4 of 500 steps of a return of 500 is 4, too.
    expect(await answerAt(null)).toBe('right')
    expect(await answerAt(490)).toBe('right')
    expect(await answerAt(510)).toBe('equal')
  })

  it('praise what is good and scold what is not, all of the clip seen before', async () => {
    let asked = 0
    const both = { ...feedback, nextClip: () => (asked++ % 2 === 0 ? upright : fallen) }
    const labels = await SimulatedLabels.open(world, both, parseTeacher('oracle'), ['praise'], config)
    labels.give(20, 0)
    for (const label of labels.all.slice(1)) {
      if (label.kind !== 'praise') throw new Error('expected praise')
      expect(label.signal).toBe(label.clip === upright ? 1 : -1)
      expect(label.ages).toHaveLength(4)
      expect(label.ages[3]).toBeGreaterThanOrEqual(200)
      expect(label.ages[3]).toBeLessThan(600)
      expect(label.ages[2]! - label.ages[3]!).toBeCloseTo(20, 9)
    }
  })

  it('correct only what could have been better, if anything can', async () => {
    const tipping = { start: [0, 0, 0.15, 0.6], seed: 1, actions: Array.from({ length: 20 }, () => 0) }
    const clips = [fallen, fallen, tipping]
    let asked = 0
    const some = { ...feedback, nextClip: () => clips[asked++ % clips.length]! }
    const labels = await SimulatedLabels.open(world, some, parseTeacher('oracle'), ['correct'], config)
    labels.give(3, 0)
    for (const label of labels.all) expect(label.kind === 'correct' && label.clip).toBe(tipping)
  }, 60_000)
})
