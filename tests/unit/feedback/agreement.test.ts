import { describe, expect, it } from 'vitest'
import { scorePredictions } from '../../../src/feedback/agreement.ts'
import { expectedCalibrationError } from '../../../src/feedback/calibration.ts'
import { clipFeatures, outcomeFeatures } from '../../../src/feedback/features.ts'
import { clip, DOWN, RIGHT, smallGarden } from './small-garden.ts'

describe('expected calibration error', () => {
  it('is 0 when 70 % confidence is right 70 % of the time', () => {
    const stated = Array.from({ length: 10 }, () => 0.7)
    const happened = stated.map((_, i) => i < 7)
    expect(expectedCalibrationError(stated, happened)).toBeCloseTo(0, 12)
  })

  it('measures overconfidence, whichever side is favoured', () => {
    const happened = [true, false, true, false]
    expect(expectedCalibrationError([0.9, 0.9, 0.9, 0.9], happened)).toBeCloseTo(0.4, 12)
    expect(expectedCalibrationError([0.1, 0.1, 0.1, 0.1], happened)).toBeCloseTo(0.4, 12)
  })

  it('keeps bins apart and says nothing of nothing', () => {
    expect(expectedCalibrationError([1, 0.6], [false, true])).toBeCloseTo((1 + 0.4) / 2, 12)
    expect(expectedCalibrationError([], [])).toBeNull()
  })
})

it('scores only what is right or wrong', () => {
  const world = smallGarden()
  const table = outcomeFeatures(world, 'none')
  const left = clipFeatures(world, table, clip(0, RIGHT))
  const right = clipFeatures(world, table, clip(0, DOWN))
  const pair = (target: number) => ({ left, right, target })
  const score = scorePredictions(
    [pair(1), pair(0), pair(0.5), pair(1), pair(0)],
    [
      { clip: left, rating: -2 },
      { clip: right, rating: 0 },
    ],
    { logits: Float64Array.of(2, 1, -3, Number.NaN, 0), points: Float64Array.of(-0.4, 2) },
  )
  expect(score).toEqual({ right: 2, of: 4 })
})
