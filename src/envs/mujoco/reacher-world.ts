/** Reacher-v5: reach a point with a two-jointed arm. Equal to Gymnasium 1.3.0's
 * (https://gymnasium.farama.org/environments/mujoco/reacher/):
 *
 *   reward = -distance weight * |fingertip - target| - control weight * sum of the actions' squares
 *
 * The distance is the one the engine worked out in its last substep, a little behind the joints; it is part of the state.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import { numberOf, type SettingValues } from '../../core/settings.ts'
import { fromMinusOneToZero, potentialTerm } from '../control-shaping.ts'
import { fingertipBody, reacherRobot, targetBody } from './reacher-robot.ts'
import { effortTerm, smoothnessTerm } from './robot-shaping.ts'
import { type RobotWorld, robotWorld } from './robot-world.ts'
import type { RobotTask } from './task.ts'

/** Angles start within this of zero (rad), speeds within that (rad/s), the target within a disc (m). */
const startAngle = 0.1
const startSpeed = 0.005
const targetWithin = 0.2
/** The arm's reach and the target's are some 0.2 each (m). */
const farthest = 0.4

export function reacherWorld(settings: SettingValues, usual: boolean): RobotWorld {
  return robotWorld({
    task: reacherTask(numberOf(settings, 'reward_dist_weight'), numberOf(settings, 'reward_control_weight')),
    maxEpisodeSteps: 50,
    solvedReturn: usual ? -3.75 : null,
    // Measured over 1000 episodes of uniform actions, standard deviation 4.0.
    randomReturn: usual ? -42.941 : null,
    observations: [
      { label: 'Cosine of the shoulder angle', unit: '' },
      { label: 'Cosine of the elbow angle', unit: '' },
      { label: 'Sine of the shoulder angle', unit: '' },
      { label: 'Sine of the elbow angle', unit: '' },
      { label: 'Target, right', unit: 'm' },
      { label: 'Target, up', unit: 'm' },
      { label: 'Shoulder turning speed', unit: 'rad/s' },
      { label: 'Elbow turning speed', unit: 'rad/s' },
      { label: 'Target to fingertip, right', unit: 'm' },
      { label: 'Target to fingertip, up', unit: 'm' },
    ],
    actions: ['shoulder', 'elbow'].map(joint => ({ label: `${joint} motor`, unit: '' })),
    view: { width: 0.6, height: 0.56, bottom: -0.28, follows: false },
    shapingTerms: layout => [
      potentialTerm({
        id: 'closeness',
        title: 'Getting closer to the target',
        help: 'Rewards every step that brings the fingertip closer to the target and takes it back on the way out.',
        range: [-50, 50],
        suggestedWeight: 5,
        potential: state =>
          fromMinusOneToZero(-length(state[layout.readings]!, state[layout.readings + 1]!) / farthest),
      }),
      effortTerm(reacherRobot),
      smoothnessTerm(reacherRobot, layout),
    ],
  })
}

const reacherTask = (distanceWeight: number, controlWeight: number): RobotTask => ({
  id: 'Reacher-v5',
  robot: reacherRobot,
  frameSkip: 2,
  readingCount: 2,
  read({ bodyPlaces }, into, offset) {
    for (let axis = 0; axis < 2; axis++) {
      into[offset + axis] = bodyPlaces[3 * fingertipBody + axis]! - bodyPlaces[3 * targetBody + axis]!
    }
  },
  start(rng, positions, speeds) {
    for (let i = 0; i < 2; i++) positions[i] = startAngle * (2 * rng.uniform() - 1)
    do {
      for (let i = 2; i < 4; i++) positions[i] = targetWithin * (2 * rng.uniform() - 1)
    } while (length(positions[2]!, positions[3]!) >= targetWithin)
    for (let i = 0; i < 2; i++) speeds[i] = startSpeed * (2 * rng.uniform() - 1)
  },
  observationSize: 10,
  observe(state, { speeds, readings }, into, offset) {
    for (let i = 0; i < 2; i++) {
      into[offset + i] = cos(state[i]!)
      into[offset + 2 + i] = sin(state[i]!)
      into[offset + 4 + i] = state[2 + i]!
      into[offset + 6 + i] = state[speeds + i]!
      into[offset + 8 + i] = state[readings + i]!
    }
  },
  judge(_before, actions, after, { readings }, _stepSeconds, outcome) {
    const x = after[readings]!
    const y = after[readings + 1]!
    const squares = actions[0]! * actions[0]! + actions[1]! * actions[1]!
    outcome.reward = -distanceWeight * length(x, y) - controlWeight * squares
    outcome.terminated = false
  },
})

const length = (x: number, y: number): number => Math.sqrt(x * x + y * y)
