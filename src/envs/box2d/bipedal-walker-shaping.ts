/** Shaping terms of both BipedalWalkers. */
import cos from '@stdlib/math-base-special-cos'
import type { ControlShapingTerm } from '../../core/environment.ts'
import { freeTerm, fromMinusOneToZero, potentialTerm } from '../control-shaping.ts'
import { legLength, walkerPlaces } from './bipedal-walker.ts'

const { joints, legs, touching } = walkerPlaces
/** Middle of what a hip can do, rad. */
const middleHip = 0.15
const motors = 4

export const walkerShaping: readonly ControlShapingTerm[] = [
  potentialTerm({
    id: 'upright',
    title: 'Keeping the hull level',
    help: 'Rewards every step that turns the hull towards level and takes it back when it tips.',
    range: [-50, 50],
    suggestedWeight: 10,
    potential: state => fromMinusOneToZero(-Math.abs(state[walkerPlaces.angle]!)),
  }),
  freeTerm({
    id: 'effort',
    title: 'Using little effort',
    help: 'Counts the square of the four motors\u2019 effort at each step: below zero it asks for less, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: -0.1,
    amount(_before, actions, offset) {
      let sum = 0
      for (let i = 0; i < motors; i++) {
        const share = Math.min(1, Math.abs(actions[offset + i]!))
        sum += share * share
      }
      return sum / motors
    },
  }),
  freeTerm({
    id: 'smoothness',
    title: 'Smooth moves',
    help: 'Counts how much the joints\u2019 speeds change from step to step: below zero it asks for smooth moves, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: -0.1,
    amount(before, _actions, _offset, after) {
      let sum = 0
      for (let i = 0; i < motors; i++) sum += Math.abs(speedIn(after, i) - speedIn(before, i))
      return sum / (10 * motors)
    },
  }),
  freeTerm({
    id: 'soft-steps',
    title: 'Soft steps',
    help: 'Counts how fast a foot comes down at the step in which it meets the ground: below zero it asks for soft steps, which may change what is best.',
    range: [-5, 5],
    suggestedWeight: -0.5,
    amount(before, _actions, _offset, after) {
      let sum = 0
      for (let leg = 0; leg < 2; leg++) {
        if (before[touching + leg] || !after[touching + leg]) continue
        sum += Math.max(0, footHeight(before, leg) - footHeight(after, leg)) * 50
      }
      return sum / 5
    },
  }),
  freeTerm({
    id: 'foot-clearance',
    title: 'Lifting the feet',
    help: 'Counts how high one foot is lifted above the other while that stands: above zero it asks for high steps, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: 0.1,
    amount(_before, _actions, _offset, after) {
      const isFirst = Boolean(after[touching])
      if (isFirst === Boolean(after[touching + 1])) return 0
      const lift = footHeight(after, isFirst ? 1 : 0) - footHeight(after, isFirst ? 0 : 1)
      return Math.min(1, Math.max(0, lift / 0.5))
    },
  }),
  freeTerm({
    id: 'gait-symmetry',
    title: 'Even gait',
    help: 'Counts how far the thighs are from mirroring each other, one forward as far as the other is back: below zero it asks for an even gait, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: -0.05,
    amount: (_before, _actions, _offset, after) =>
      Math.abs((after[joints]! + after[joints + 4]!) / 2 - middleHip),
  }),
]

const speedIn = (state: Float64Array, joint: number): number => state[joints + 2 * joint + 1]!

/** Of the lower end of a shin, metres. */
function footHeight(state: Float64Array, leg: number): number {
  const shin = legs + 6 * leg + 3
  return state[shin + 1]! - (legLength / 2) * cos(state[shin + 2]!)
}
