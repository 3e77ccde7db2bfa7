/** Shaping terms that several robots share. */
import type { ControlShapingTerm } from '../../core/environment.ts'
import { freeTerm, potentialTerm } from '../control-shaping.ts'
import type { PlanarRobot } from './planar-robot.ts'
import { bodiesOf } from './planar-robot.ts'
import { lowestPoint, Skeleton } from './robot-figure.ts'
import type { RowLayout } from './task.ts'

/** Mean over the motors of (action / strongest)^2, each cut as the engine cuts it. */
export function effortTerm(robot: PlanarRobot): ControlShapingTerm {
  const { motors } = robot
  return freeTerm({
    id: 'effort',
    title: 'Using little power',
    help: 'Counts the squares of the motor commands at each step: below zero it asks for less, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: -0.2,
    amount(_before, actions, offset) {
      let sum = 0
      for (let i = 0; i < motors.length; i++) {
        const share = Math.min(1, Math.abs(actions[offset + i]!) / motors[i]!.strongest)
        sum += share * share
      }
      return sum / motors.length
    },
  })
}

/** Mean over the motors of (half the change of its command since the last step)^2, commands as shares of the strongest. */
export function smoothnessTerm(robot: PlanarRobot, layout: RowLayout): ControlShapingTerm {
  const { motors } = robot
  const cut = (action: number, strongest: number) => Math.max(-1, Math.min(1, action / strongest))
  return freeTerm({
    id: 'smoothness',
    title: 'Sudden changes',
    help: 'Counts how much the motor commands change from one step to the next: below zero it asks for smooth movement, which may change what is best.',
    range: [-5, 5],
    suggestedWeight: -0.5,
    amount(before, actions, offset) {
      let sum = 0
      for (let i = 0; i < motors.length; i++) {
        const { strongest } = motors[i]!
        const now = cut(actions[offset + i]!, strongest)
        const change = 0.5 * (now - cut(before[layout.lastAction + i]!, strongest))
        sum += change * change
      }
      return sum / motors.length
    },
  })
}

/** Height of the highest foot's lowest point, as a share of `height` (m), at most 1. */
export function footClearanceTerm(robot: PlanarRobot, height: number): ControlShapingTerm {
  const feet = bodiesOf(robot).flatMap(({ body }, number) =>
    body.parts.filter(({ role }) => role === 'foot').map(({ shape }) => ({ shape, number })),
  )
  const skeleton = new Skeleton(robot)
  return freeTerm({
    id: 'foot-clearance',
    title: 'Lifting the feet',
    help: 'Counts how high the highest foot is above the floor at each step: above zero it asks for big steps, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: 0.2,
    amount(_before, _actions, _offset, after) {
      skeleton.place(after, 0)
      let highest = 0
      for (const { shape, number } of feet) {
        highest = Math.max(highest, lowestPoint(shape, skeleton.poses, number))
      }
      return Math.min(1, highest / height)
    },
  })
}

/**
 * How much two joints turn against each other: with speeds a and b, (a - b)^2 / ((a - b)^2 + (a + b)^2), which is 1 for
 * opposite speeds, 0 for equal ones, and 1/2 when one is at rest.
 * @param joints numbers of the two.
 */
export const takingTurnsTerm = (layout: RowLayout, joints: readonly [number, number]): ControlShapingTerm =>
  freeTerm({
    id: 'gait-symmetry',
    title: 'Legs taking turns',
    help: 'Counts how much the two thighs swing against each other at each step: above zero it asks for a gait in which both legs do the same in turn, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: 0.3,
    amount(_before, _actions, _offset, after) {
      const a = after[layout.speeds + joints[0]]!
      const b = after[layout.speeds + joints[1]]!
      const against = (a - b) * (a - b)
      const both = against + (a + b) * (a + b)
      return both === 0 ? 0.5 : against / both
    },
  })

/** 1 upright, 0 at the angle at which it has failed. @param angle number of the joint. @param limit rad. */
export const uprightTerm = (
  words: { readonly title: string; readonly help: string },
  angle: number,
  limit: number,
): ControlShapingTerm =>
  potentialTerm({
    id: 'upright',
    range: [-50, 50],
    suggestedWeight: 5,
    potential: state => 1 - Math.min(1, Math.abs(state[angle]!) / limit),
    ...words,
  })
