/**
 * What both mountain cars share: the slope, its bounds and the shaping terms over it. The height of the ground at p is
 * sin(3 p) up to scale, so with gravity 0.0025 a car keeps v^2 / 2 + 0.0025 sin(3 p) / 3 as long as nobody pushes.
 */
import sin from '@stdlib/math-base-special-sin'
import type { ControlShapingTerm, Quantity, StatePlane } from '../core/environment.ts'
import type { NumberSetting } from '../core/settings.ts'
import type { Box } from '../core/space.ts'
import { fromMinusOneToZero, potentialTerm } from './control-shaping.ts'

export const lowestPlace = -1.2
export const highestPlace = 0.6
export const topSpeed = 0.07
export const gravity = 0.0025

export const observationSpace: Box = {
  kind: 'box',
  shape: [2],
  low: [Math.fround(lowestPlace), Math.fround(-topSpeed)],
  high: [Math.fround(highestPlace), Math.fround(topSpeed)],
}

/** The world has no unit of time of its own: 30 steps a second is Gymnasium's rate of pictures, and only for showing. */
export const stepSeconds = 1 / 30

export const observations: readonly Quantity[] = [
  { label: 'Position', unit: 'm' },
  { label: 'Speed', unit: 'm per step' },
]

export const plane: StatePlane = {
  x: { index: 0, low: lowestPlace, high: highestPlace, ...observations[0]! },
  y: { index: 1, low: -topSpeed, high: topSpeed, ...observations[1]! },
}

export const goalVelocity: NumberSetting = {
  kind: 'number',
  label: 'Speed at the flag',
  plain: 'how fast it must arrive',
  help: 'How fast the car must be at the flag or beyond it (m per step) to have arrived; a slower one may speed up at the end of the track.',
  default: 0,
  min: 0,
  max: topSpeed,
  step: 0.005,
  unit: 'm per step',
}

export const slopeTerms = (goal: number, suggestedWeight: number): ControlShapingTerm[] => {
  const top = sin(3 * goal)
  const range = [-100, 100] as const
  return [
    potentialTerm({
      id: 'energy',
      title: 'Gathering swing',
      help: "Rewards every step that adds to the car's speed and height together (its energy) and takes it back when that is lost.",
      range,
      suggestedWeight,
      potential(state) {
        const energy = (1.5 / gravity) * (state[1]! * state[1]!) + sin(3 * state[0]!)
        return fromMinusOneToZero((energy - top) / (top + 1))
      },
    }),
    potentialTerm({
      id: 'distance',
      title: 'Getting closer to the flag',
      help: 'Rewards every step towards the flag and takes it back on the way out, though the way up begins with a run-up.',
      range,
      suggestedWeight,
      potential: state => fromMinusOneToZero((state[0]! - goal) / (goal - lowestPlace)),
    }),
  ]
}
