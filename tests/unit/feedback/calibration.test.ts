import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Rng } from '../../../src/core/rng.ts'
import {
  type Calibration,
  calibrationReport,
  fitCalibration,
  predictedPreference,
} from '../../../src/feedback/calibration.ts'
import { clipFeatures, outcomeFeatures } from '../../../src/feedback/features.ts'
import { LinearRewardModel } from '../../../src/feedback/linear-reward-model.ts'
import { sigmoid } from '../../../src/feedback/preference.ts'
import { clip, DOWN, RIGHT, smallGarden } from './small-garden.ts'

const world = smallGarden()
const table = outcomeFeatures(world, 'none')
const left = clipFeatures(world, table, clip(0, RIGHT))
const right = clipFeatures(world, table, clip(0, DOWN))
const likelihood = { slope: 1, noiseFloor: 0.2, taskWeight: 1 }
const model = new LinearRewardModel(table, likelihood, 1, 0)
model.fit([{ left, right, target: 1 }], [])

/** Answers with what was held of the left side before. */
const answers = (logits: readonly number[], leftTaken: readonly boolean[]) => ({
  comparisons: logits.map((_, i) => ({ left, right, target: leftTaken[i] ? 1 : 0 })),
  heldOut: { logits: Float64Array.from(logits), points: new Float64Array(0) },
})
/** A hundred answers to pairs of logit 1. */
const rightIn = (share: number): Calibration => {
  const { comparisons, heldOut } = answers(
    Array.from({ length: 100 }, () => 1),
    Array.from({ length: 100 }, (_, i) => i < share),
  )
  return fitCalibration(comparisons, heldOut, likelihood)
}
const stated = (calibration: Calibration) =>
  predictedPreference({ left, right }, model, likelihood, calibration)

describe('stated preference', () => {
  it('is sure of what was always right and modest about what was often wrong', () => {
    expect(stated(rightIn(100))).toBeGreaterThan(0.97)
    expect(stated(rightIn(80))).toBeLessThan(stated(rightIn(100)))
    expect(stated(rightIn(55))).toBeLessThan(0.65)
  })

  it('is modest where nothing is known of how right the model is', () => {
    const none = { logits: new Float64Array(0), points: new Float64Array(0) }
    const p = stated(fitCalibration([], none, likelihood))
    expect(p).toBeGreaterThan(0.5)
    expect(p).toBeLessThan(0.9)
  })

  it('adds to one with the sides changed over', () => {
    const calibration = rightIn(80)
    const other = predictedPreference({ left: right, right: left }, model, likelihood, calibration)
    expect(stated(calibration) + other).toBeCloseTo(1, 12)
  })

  it('counts a difference for more the better it is known, where answers bear that out', () => {
    // Small but well known differences were always right, large doubtful ones half of the time.
    const logits = Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? 0.5 : 3))
    const { comparisons, heldOut } = answers(
      logits,
      logits.map((z, i) => z < 1 || i % 4 === 1),
    )
    const deviations = Float64Array.from(logits, z => (z < 1 ? 0.05 : 6))
    const report = (seen: Parameters<typeof fitCalibration>[1]) =>
      calibrationReport(comparisons, seen, fitCalibration(comparisons, seen, likelihood))!
    expect(report({ ...heldOut, deviations }).logLoss).toBeLessThan(report(heldOut).logLoss - 0.1)
  })
})

describe('calibration report', () => {
  it('finds little to mend in answers that come about as often as a slope and a lapse say', () => {
    const rng = Rng.fromSeed(3, 'answers')
    const logits = Array.from({ length: 2000 }, () => 3 * rng.normal())
    const { comparisons, heldOut } = answers(
      logits,
      logits.map(z => rng.uniform() < 0.8 * sigmoid(2 * z) + 0.1),
    )
    const calibration = fitCalibration(comparisons, heldOut, likelihood)
    expect(calibrationReport(comparisons, heldOut, calibration)!.error).toBeLessThan(0.03)
  })

  it('leaves each answer out of the calibration it is judged by', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.boolean()), {
          minLength: 2,
          maxLength: 8,
        }),
        said => {
          const whole = answers(
            said.map(([z]) => z),
            said.map(([, taken]) => taken),
          )
          const report = calibrationReport(
            whole.comparisons,
            whole.heldOut,
            fitCalibration(whole.comparisons, whole.heldOut, likelihood),
          )!
          // One after another by actual refits.
          const losses = said.map((_, out) => {
            const rest = said.filter((_, i) => i !== out)
            const { comparisons, heldOut } = answers(
              rest.map(([z]) => z),
              rest.map(([, taken]) => taken),
            )
            const one = answers([said[out]![0]], [said[out]![1]])
            return predictionLoss(one, fitCalibration(comparisons, heldOut, likelihood))
          })
          const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length
          expect(report.logLoss).toBeCloseTo(mean, 2)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('is null without answers that took a side', () => {
    const { heldOut } = answers([1], [true])
    const tie = [{ left, right, target: 0.5 }]
    expect(calibrationReport(tie, heldOut, fitCalibration(tie, heldOut, likelihood))).toBeNull()
  })
})

/** Of one answer by a calibration that does not know it. */
function predictionLoss(
  { comparisons, heldOut }: ReturnType<typeof answers>,
  { points }: Calibration,
): number {
  const z = comparisons[0]!.target > 0.5 ? heldOut.logits[0]! : -heldOut.logits[0]!
  const p = points.reduce(
    (sum, { temperature, noiseFloor, weight }) =>
      sum + weight * ((1 - noiseFloor) * sigmoid(temperature * z) + noiseFloor / 2),
    0,
  )
  return -Math.log(p)
}
