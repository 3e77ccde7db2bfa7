/**
 * Where the car is on the stage. State: position from -1.2 to 0.6, velocity. The hill is the task's own curve, height
 * sin(3 x) 0.45 + 0.55 (Moore, "Efficient Memory-based Learning for Robot Control", PhD thesis, Cambridge, 1990, as in
 * Gymnasium), drawn to the same scale both ways.
 */
import { type Bench, benchOf } from './bench-geometry.ts'
import type { Area } from './board-layout.ts'

export const LEFT_END = -1.2
export const RIGHT_END = 0.6
/** Position of the valley's lowest point. */
const VALLEY = -Math.PI / 6
/** The flag stands from here on, in either version of the task. */
const FLAG_FROM = 0.44
const LOWEST = 0.1
const HIGHEST = 1
/** Pip in its car, in units of the drawing, from the wheels' foot to the antenna. */
export const CAR_UNITS = 104
/** Top of the flag above its foot, in heights of the car. */
export const FLAG_REACH = 1.14

export interface MountainCarGeometry {
  readonly area: Area
  readonly bench: Bench
  /** Pixels per unit of position, and of height. */
  readonly scale: number
  /** Where position 0 is. */
  readonly zero: number
  /** Height on the stage of the valley's floor. */
  readonly valley: number
  /** Pixels per unit of the car's drawing. */
  readonly unit: number
  readonly map: Area | null
}

export function mountainCarGeometry(area: Area, hasMap: boolean): MountainCarGeometry {
  const bench = benchOf(area, true)
  const block = Math.max(14, Math.min(34, area.height * 0.045))
  const room = bench.floor - area.y - block
  // A small stage keeps the car readable; a flat one lowers the hill instead.
  const least = Math.max(36, Math.min(58, 0.17 * area.width, 0.18 * area.height))
  const car = Math.min(118, Math.max(least, Math.min(area.width, 1.5 * area.height) * 0.13))
  const scale = Math.min(
    (area.width - 36) / (RIGHT_END - LEFT_END + 0.06),
    (room - FLAG_REACH * car - 8) / (HIGHEST - LOWEST),
  )
  const zero = area.x + area.width / 2 - ((LEFT_END + RIGHT_END) / 2) * scale
  const valley = bench.floor - block
  const geometry = { area, bench, scale, zero, valley, unit: car / CAR_UNITS }
  return { ...geometry, map: hasMap ? mapPlace(geometry, car) : null }
}

export const hillHeight = (position: number): number => 0.45 * Math.sin(3 * position) + 0.55

export const trackX = (
  { zero, scale }: Pick<MountainCarGeometry, 'zero' | 'scale'>,
  position: number,
): number => zero + position * scale

export const trackY = (
  { valley, scale }: Pick<MountainCarGeometry, 'valley' | 'scale'>,
  position: number,
): number => valley - (hillHeight(position) - LOWEST) * scale

/** Clockwise turn of a car that stands on the slope. */
export const slope = (position: number): number => -Math.atan(1.35 * Math.cos(3 * position))

/** The map hangs over the valley, as large as the car that passes under it and the flag let it. */
function mapPlace(geometry: Omit<MountainCarGeometry, 'map'>, car: number): Area | null {
  const { area, zero, scale } = geometry
  const top = area.y + 6
  const flag = trackX(geometry, FLAG_FROM)
  const beyond = trackX(geometry, RIGHT_END) + 0.5 * car
  const side = Math.min(340, area.x + area.width - 10 - beyond)
  if (side >= 220)
    return {
      x: area.x + area.width - 10 - side,
      y: top,
      width: side,
      height: Math.min(0.78 * side, 0.6 * area.height),
    }
  let best: Area | null = null
  for (let width = Math.min(360, area.width - 12); width >= 132; width -= 6) {
    const free = area.x + area.width - 6 - width
    const x = Math.min(free, Math.max(area.x + 6, trackX(geometry, VALLEY) - width / 2))
    const ends = [x - 0.42 * car, x + width + 0.42 * car].map(end => clampTo((end - zero) / scale))
    const highest = Math.min(...ends.map(position => trackY(geometry, position)))
    const room = Math.min(
      highest - 1.04 * car,
      x + width < flag ? area.y + area.height : trackY(geometry, FLAG_FROM) - FLAG_REACH * car - 14,
    )
    const height = Math.min(0.78 * width, 250, room - top)
    if (height >= 84 && width <= 2 * height && (!best || width * height > best.width * best.height))
      best = { x, y: top, width, height }
  }
  return best
}

const clampTo = (position: number): number => Math.min(RIGHT_END, Math.max(LEFT_END, position))
