/**
 * Where cart and pole are on the stage. State: x (m), its speed, angle of the pole (rad, to the right), its speed. Half
 * the track, the pole's length and the angle at which it has fallen are the task's (Barto, Sutton & Anderson, "Neuronlike
 * adaptive elements that can solve difficult learning control problems", IEEE Trans. SMC, 1983, as in Gymnasium).
 */
import { type Bench, benchOf } from './bench-geometry.ts'
import type { Area } from './board-layout.ts'

export const HALF_TRACK = 2.4
export const POLE_LENGTH = 1
export const FALLEN_ANGLE = (12 * Math.PI) / 180

/** Units of the rider's drawing from the wheels' foot to the hinge, which is the antenna's ball. */
export const RIDER_UNITS = 102.5

export interface CartPoleGeometry {
  readonly area: Area
  readonly bench: Bench
  /** Pixels per metre. */
  readonly metre: number
  /** Where x = 0 is. */
  readonly middle: number
  /** Pixels per unit of the rider's drawing. */
  readonly unit: number
  /** Height on the stage of the hinge. */
  readonly hinge: number
}

export function cartPoleGeometry(area: Area): CartPoleGeometry {
  const bench = benchOf(area, true)
  const room = bench.floor - area.y - 12
  // The rider is a little smaller than the pole, but never too small to read its face.
  const metre = Math.min((area.width - 24) / (2 * HALF_TRACK + 0.7), room / 2.05)
  const rider = Math.min(190, room - metre * POLE_LENGTH, Math.max(Math.min(88, 0.26 * area.width), metre))
  const unit = rider / RIDER_UNITS
  return { area, bench, metre, middle: area.x + area.width / 2, unit, hinge: bench.floor - rider }
}

export const cartX = ({ middle, metre }: CartPoleGeometry, x: number): number => middle + x * metre

export const tipX = (geometry: CartPoleGeometry, x: number, angle: number): number =>
  cartX(geometry, x) + POLE_LENGTH * geometry.metre * Math.sin(angle)

export const tipY = (geometry: CartPoleGeometry, angle: number): number =>
  geometry.hinge - POLE_LENGTH * geometry.metre * Math.cos(angle)
