/** Where a number setting's values lie on its slider: evenly, or by ratio where it says so. */
import type { NumberSetting } from '../../core/settings.ts'

/** Positions of a ratio slider. */
const RATIO_STEPS = 200

export interface SliderScale {
  readonly min: number
  readonly max: number
  readonly step: number
  toPosition(value: number): number
  toValue(position: number): number
}

/** A range that starts at 0 has no ratio; its slider grows with the third power instead. */
export function sliderScale(setting: NumberSetting): SliderScale {
  const { min, max } = setting
  if (setting.scale !== 'log') {
    return {
      min,
      max,
      step: stepOf(setting),
      toPosition: value => value,
      toValue: position => tidy(setting, position),
    }
  }
  const ratio = min > 0 ? Math.log(max / min) : 0
  const share = (value: number) =>
    ratio > 0 ? Math.log(Math.max(value, min) / min) / ratio : Math.cbrt((value - min) / (max - min))
  const at = (part: number) => (ratio > 0 ? min * Math.exp(part * ratio) : min + (max - min) * part ** 3)
  return {
    min: 0,
    max: RATIO_STEPS,
    step: 1,
    toPosition: value => Math.round(share(value) * RATIO_STEPS),
    toValue: position => tidy(setting, at(position / RATIO_STEPS)),
  }
}

/** The setting's own step, or a hundredth of its range rounded down to a power of ten. */
export function stepOf({ min, max, step, integer }: NumberSetting): number {
  if (step !== undefined) return step
  if (integer) return 1
  return 10 ** Math.floor(Math.log10((max - min) / 100))
}

/** The nearest value a person would write. */
function tidy(setting: NumberSetting, value: number): number {
  const { min, max, integer } = setting
  const rounded = integer
    ? Math.round(value)
    : setting.scale === 'log'
      ? Number(value.toPrecision(2))
      : Number((Math.round((value - min) / stepOf(setting)) * stepOf(setting) + min).toPrecision(12))
  return Math.min(max, Math.max(min, rounded))
}
