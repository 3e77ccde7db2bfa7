/** Shaping terms for Pip: its task pays distance alone, and these say how it might go. */
import type { ControlShapingTerm } from '../../core/environment.ts'
import { freeTerm } from '../control-shaping.ts'
import type { PlanarRobot } from '../mujoco/planar-robot.ts'
import {
  effortTerm,
  footClearanceTerm,
  smoothnessTerm,
  takingTurnsTerm,
  uprightTerm,
} from '../mujoco/robot-shaping.ts'
import type { RowLayout } from '../mujoco/task.ts'
import type { Bench } from './bench.ts'
import { Posture } from './pip-posture.ts'

/** Numbers of the joints at the hips. */
const hips = [3, 6] as const
/** A landing this fast counts 1 (m/s). */
const hardLanding = 1

export const pipShaping = (
  robot: PlanarRobot,
  bench: Bench,
  layout: RowLayout,
): readonly ControlShapingTerm[] => [
  uprightTerm(
    {
      title: 'Holding the body upright',
      help: 'Rewards every step that brings the body closer to upright and takes it back when it leans.',
    },
    2,
    1.5,
  ),
  takingTurnsTerm(layout, hips),
  footClearanceTerm(robot, 0.15),
  softLandingTerm(new Posture(robot, bench), new Posture(robot, bench)),
  effortTerm(robot),
  smoothnessTerm(robot, layout),
]

/**
 * For each foot that comes down during the step: (how fast the body sinks or the foot has sunk / 1 m/s)^2, at most 1, the
 * speed being the height that the foot lost during the step over its 0.02 s.
 */
function softLandingTerm(earlier: Posture, later: Posture): ControlShapingTerm {
  const stepSeconds = 0.02
  return freeTerm({
    id: 'landing',
    title: 'Hard landings',
    help: 'Counts how hard each foot comes down on the bench: below zero it asks for soft steps, which may change what is best.',
    range: [-5, 5],
    suggestedWeight: -0.1,
    amount(before, _actions, _offset, after) {
      earlier.place(before, 0)
      later.place(after, 0)
      let sum = 0
      for (let foot = 0; foot < 2; foot++) {
        if (earlier.stands(foot) || !later.stands(foot)) continue
        const lost = earlier.footClearance(foot) - later.footClearance(foot)
        const share = Math.max(0, lost) / stepSeconds / hardLanding
        sum += Math.min(1, share * share)
      }
      return sum
    },
  })
}
