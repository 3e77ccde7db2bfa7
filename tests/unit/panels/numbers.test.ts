import { describe, expect, test } from 'vitest'
import type { NumberSetting } from '../../../src/core/settings.ts'
import { firstClause } from '../../../src/panels/controls/setting-field.tsx'
import { sliderScale } from '../../../src/panels/controls/setting-scale.ts'
import { signedFill } from '../../../src/panels/controls/signed-slider.tsx'
import { countText, rateText, settingText, shortSigned, signedText } from '../../../src/panels/number-text.ts'
import { signedColor } from '../../../src/panels/signed-color.ts'
import { nearestStop, SPEED_STOPS } from '../../../src/panels/speed-stops.ts'
import { wilsonInterval } from '../../../src/panels/wilson-interval.ts'

describe('numbers in words', () => {
  test('signs are said, nothing is made up', () => {
    expect(signedText(0.374)).toBe('+0.37')
    expect(signedText(-13.04)).toBe('\u221213.0')
    expect(signedText(-0.001)).toBe('0.00')
    expect([null, undefined, Number.NaN, Number.NEGATIVE_INFINITY].map(value => signedText(value))).toEqual([
      '-',
      '-',
      '-',
      '-',
    ])
    expect(shortSigned(-0.05)).toBe('\u22120.05')
    expect(shortSigned(20)).toBe('+20')
  })

  test('counts and rates stay short', () => {
    expect(countText(1204)).toBe('1,204')
    expect(countText(1_234_567)).toBe('1.23M')
    expect([0, 0.5, 1, 12.4, 999, 1192, 25_300, 8_400_000].map(rateText)).toEqual([
      '-',
      '0.5',
      '1',
      '12',
      '999',
      '1.2k',
      '25k',
      '8.4M',
    ])
    expect(settingText(0.1, 0.01)).toBe('0.10')
    expect(settingText(40, 1)).toBe('40')
  })

  test('help is cut at its first colon only', () => {
    expect(firstClause('How far it looks: 0 near, 1 far.')).toBe('How far it looks.')
    expect(firstClause('How often it tries.')).toBe('How often it tries.')
  })
})

describe('sliders', () => {
  const log: NumberSetting = {
    kind: 'number',
    label: 'Rate',
    help: '',
    default: 0.1,
    min: 0.001,
    max: 1,
    scale: 'log',
  }

  test('a ratio slider has its middle at the geometric mean', () => {
    const scale = sliderScale(log)
    expect(scale.toValue(scale.min)).toBe(0.001)
    expect(scale.toValue(scale.max)).toBe(1)
    expect(scale.toValue((scale.min + scale.max) / 2)).toBeCloseTo(0.032, 3)
  })

  test('every position of a ratio slider comes back to itself', () => {
    const scale = sliderScale(log)
    for (let position = scale.min; position <= scale.max; position += 10) {
      expect(Math.abs(scale.toPosition(scale.toValue(position)) - position)).toBeLessThanOrEqual(1)
    }
  })

  test('a linear slider lands on steps, whole numbers stay whole', () => {
    const linear = sliderScale({ ...log, scale: 'linear', min: 0, max: 1, step: 0.05 })
    expect(linear.toValue(0.15000000000000002)).toBe(0.15)
    const whole = sliderScale({ ...log, min: 1, max: 1000, integer: true })
    expect(Number.isInteger(whole.toValue(77))).toBe(true)
  })

  test('signed sliders fill from zero', () => {
    expect(signedFill(-0.5, [-1, 1])).toEqual({ lo: 25, hi: 50, fill: 'var(--neg-3)' })
    expect(signedFill(0.5, [0, 2])).toEqual({ lo: 0, hi: 25, fill: 'var(--pos-3)' })
  })

  test('the nearest speed stop is nearest by ratio', () => {
    expect(SPEED_STOPS[nearestStop(55)]).toBe(100)
    expect(SPEED_STOPS[nearestStop(50)]).toBe(30)
    expect(SPEED_STOPS[nearestStop(5e6)]).toBe(10000)
    expect(SPEED_STOPS[nearestStop('max')]).toBe('max')
  })
})

test('the signed scale ends at its tokens and is neutral in the middle', () => {
  expect([-2, -1, 0, 1, 0.25].map(signedColor)).toEqual([
    'var(--neg-4)',
    'var(--neg-4)',
    'var(--zero)',
    'var(--pos-4)',
    'var(--pos-1)',
  ])
  expect(signedColor(0.3)).toBe('color-mix(in srgb, var(--pos-2) 20%, var(--pos-1))')
})

test('the Wilson interval agrees with published values', () => {
  const some = wilsonInterval(16, 19)
  expect(some.low).toBeCloseTo(0.6243, 4)
  expect(some.high).toBeCloseTo(0.9448, 4)
  expect(wilsonInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) })
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
})
