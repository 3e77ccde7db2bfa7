import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LabelKind } from '../../../../src/core/label.ts'
import { Rng } from '../../../../src/core/rng.ts'
import {
  calibrate,
  calibrationReport,
  type OutOfBag,
  statedPreference,
} from '../../../../src/feedback/control/out-of-bag.ts'
import { sigmoid } from '../../../../src/feedback/preference.ts'

const answer = (z: number, preferredLeft: boolean, variance = 1, kind: LabelKind = 'compare'): OutOfBag => ({
  id: '',
  kind,
  rater: '',
  logits: [z],
  variance,
  preferredLeft,
})
/** A hundred answers to pairs of z = 2. */
const rightIn = (share: number) => Array.from({ length: 100 }, (_, i) => answer(2, i < share))
/** Three members with mean 2 and variance 1. */
const PAIR = [1, 2, 3]

describe('stated preference', () => {
  it('is sure of what was always right and modest about what was often wrong', () => {
    expect(statedPreference(PAIR, calibrate(rightIn(100)))).toBeGreaterThan(0.95)
    expect(statedPreference(PAIR, calibrate(rightIn(80)))).toBeCloseTo(0.8, 1)
    expect(statedPreference(PAIR, calibrate(rightIn(50)))).toBeLessThan(0.6)
  })

  it('adds to one with the sides changed over, whatever the answers', () => {
    const logit = fc.double({ min: -50, max: 50, noNaN: true })
    const said = fc.array(fc.tuple(logit, fc.boolean()), { maxLength: 10 })
    fc.assert(
      fc.property(said, fc.array(logit, { minLength: 1, maxLength: 4 }), (answers, pair) => {
        const calibration = calibrate(answers.map(([z, left]) => answer(z, left)))
        const other = pair.map(z => -z)
        const sum = statedPreference(pair, calibration) + statedPreference(other, calibration)
        expect(sum).toBeCloseTo(1, 9)
      }),
      { numRuns: 40 },
    )
  })

  it('says the same however steep the likelihood', () => {
    const steep = (factor: number) =>
      calibrate(rightIn(75).map(one => answer(2 * factor, one.preferredLeft, factor * factor)))
    const usual = statedPreference(PAIR, steep(1))
    expect(
      statedPreference(
        PAIR.map(z => 30 * z),
        steep(30),
      ),
    ).toBeCloseTo(usual, 9)
  })

  it('is not moved by how large the numbers of ratings are', () => {
    const rated = (factor: number) =>
      Array.from({ length: 20 }, () => answer(factor, true, factor * factor, 'rate'))
    const among = (factor: number) => statedPreference(PAIR, calibrate([...rightIn(75), ...rated(factor)]))
    expect(among(100)).toBeCloseTo(among(1), 9)
  })

  it('needs no more than one member', () => {
    const alone = calibrate(rightIn(90).map(one => ({ ...one, variance: 0 })))
    expect(statedPreference([2], alone)).toBeCloseTo(0.9, 1)
  })
})

describe('calibration report', () => {
  it('finds little to mend in answers that come about as often as a slope and a lapse say', () => {
    const rng = Rng.fromSeed(4, 'answers')
    const answers = Array.from({ length: 2000 }, () => {
      const z = 3 * rng.normal()
      return answer(z, rng.uniform() < 0.8 * sigmoid(z) + 0.1)
    })
    expect(calibrationReport(answers, calibrate(answers))!.error).toBeLessThan(0.03)
  })

  it('counts predictions of one half as half right', () => {
    const answers = Array.from({ length: 10 }, (_, i) => answer(0, i % 3 === 0))
    const report = calibrationReport(answers, calibrate(answers))!
    expect(report.bins).toHaveLength(1)
    expect(report.bins[0]!.right).toBe(0.5)
    expect(report.error).toBeCloseTo(0, 9)
  })

  it('is null without answers', () => {
    expect(calibrationReport([], calibrate([]))).toBeNull()
  })
})
