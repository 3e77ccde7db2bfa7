/** Stops of the speed slider, in learning steps a second. */
import type { Speed } from '../core/run-config.ts'

export const SPEED_STOPS: readonly Speed[] = [1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 'max']

/** What keys 1 to 5 set. */
export const KEY_SPEEDS: readonly Speed[] = [1, 10, 100, 1000, 'max']

/** The stop nearest to a speed, by ratio. */
export function nearestStop(speed: Speed): number {
  if (speed === 'max') return SPEED_STOPS.length - 1
  const far = (stop: Speed) => (stop === 'max' ? Number.POSITIVE_INFINITY : Math.abs(Math.log(stop / speed)))
  return SPEED_STOPS.reduce<number>(
    (best, stop, index) => (far(stop) < far(SPEED_STOPS[best]!) ? index : best),
    0,
  )
}

export function speedName(speed: Speed): string {
  if (speed === 'max') return 'max'
  return speed >= 1000 ? `${speed / 1000}k` : String(speed)
}
