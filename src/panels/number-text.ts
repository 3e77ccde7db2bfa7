/** Numbers as the page prints them: a true minus sign, few digits, and `-` where there is no number. */
export const NO_NUMBER = '-'
const MINUS = '\u2212'

/** Digits after the point that a quantity of this size deserves. */
function digitsFor(value: number): number {
  const size = Math.abs(value)
  if (size >= 100) return 0
  return size >= 10 ? 1 : 2
}

/** `+0.37`, `−13.0`, `0.00`; `-` for null, NaN and infinities. */
export function signedText(value: number | null | undefined, digits?: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_NUMBER
  const text = Math.abs(value).toFixed(digits ?? digitsFor(value))
  if (Number(text) === 0) return text
  return `${value < 0 ? MINUS : '+'}${text}`
}

/** As short as it can be said: `0.05`, `−1`, `+20`. */
export function shortSigned(value: number): string {
  const rounded = Number(value.toFixed(3))
  if (rounded === 0) return '0'
  return `${rounded < 0 ? MINUS : '+'}${Math.abs(rounded)}`
}

/** Counts up to a million in full, then `1.23M`. */
export function countText(count: number): string {
  if (count < 1_000_000) return Math.round(count).toLocaleString('en-US')
  return count < 1e9 ? `${(count / 1e6).toPrecision(3)}M` : `${(count / 1e9).toPrecision(3)}B`
}

/** A rate in steps per second: `12`, `1.2k`, `3.4M`. */
export function rateText(perSecond: number): string {
  if (!(perSecond > 0)) return NO_NUMBER
  if (perSecond < 9.95) return perSecond.toFixed(perSecond < 0.95 || perSecond % 1 > 0.05 ? 1 : 0)
  if (perSecond < 999.5) return perSecond.toFixed(0)
  if (perSecond < 999_500) return `${trimmed(perSecond / 1000)}k`
  return `${trimmed(perSecond / 1e6)}M`
}

const trimmed = (value: number) => value.toFixed(value < 9.95 ? 1 : 0)

/** A setting's value with as many digits as its step has. */
export function settingText(value: number, step: number | undefined): string {
  if (step !== undefined && step >= 1) return String(Math.round(value))
  if (step !== undefined) return value.toFixed(Math.min(6, (String(step).split('.')[1] ?? '').length))
  return String(Number(value.toPrecision(3)))
}

export const percentText = (share: number): string => `${Math.round(share * 100)}%`

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
