/**
 * Pip's task: go forward along the bench.
 *
 *   reward = metres the hips moved forward during the step
 *
 * and nothing else, so that a return is the distance walked. A touch of the bench by head, torso or knees is a fall, as are hips
 * that sink below 0.45 m, and ends the episode.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import type { Quantity } from '../../core/environment.ts'
import type { RobotTask } from '../mujoco/task.ts'
import type { Bench } from './bench.ts'
import { Posture } from './pip-posture.ts'
import { motorNames, pipRobot, stride, strideHeight } from './pip-robot.ts'

/** Units in which speeds are observed, so that they are around 1: m/s and rad/s. */
const bodySpeedUnit = 2
const jointSpeedUnit = 10
/** How far ahead of the hips the height of the bench is seen (m). */
const lookAhead = [0.2, 0.4, 0.6, 0.8] as const
/** Joints before the motors' own: forward, up, lean. */
const root = 3

export interface PipStart {
  /** How far every joint may be from the stride (rad), and how fast (rad/s), when an episode begins. */
  readonly noise: number
}

export function pipTask(bench: Bench, { noise }: PipStart): RobotTask {
  const robot = pipRobot(bench.scenery)
  const posture = new Posture(robot, bench)
  const joints = root + motorNames.length
  return {
    id: 'PipBench-v0',
    robot,
    frameSkip: 4,
    readingCount: 0,
    read: () => undefined,
    start(rng, positions, speeds) {
      positions[1] = strideHeight
      const aheadLeg = rng.uniform() < 0.5 ? 0 : 1
      for (let leg = 0; leg < 2; leg++) {
        const { hip, knee, ankle } = leg === aheadLeg ? stride.ahead : stride.behind
        positions.set([hip, knee, ankle], root + 3 * leg)
      }
      for (let i = root - 1; i < joints; i++) {
        positions[i]! += noise * (2 * rng.uniform() - 1)
        speeds[i] = noise * (2 * rng.uniform() - 1)
      }
    },
    observationSize: pipObservations.length,
    observe(state, layout, into, offset) {
      posture.place(state, 0)
      const [x, y, lean] = [state[0]!, state[1]!, state[2]!]
      const top = bench.topAt(x)
      const speeds = layout.speeds
      let at = offset
      into[at++] = y - top
      into[at++] = posture.headHeight - top
      into[at++] = sin(lean)
      into[at++] = cos(lean)
      into[at++] = state[speeds]! / bodySpeedUnit
      into[at++] = state[speeds + 1]! / bodySpeedUnit
      into[at++] = state[speeds + 2]! / jointSpeedUnit
      for (let i = root; i < joints; i++) into[at++] = state[i]!
      for (let i = root; i < joints; i++) into[at++] = state[speeds + i]! / jointSpeedUnit
      for (let foot = 0; foot < 2; foot++) into[at++] = posture.stands(foot) ? 1 : 0
      for (const distance of lookAhead) into[at++] = bench.topAt(x + distance) - top
    },
    judge(before, _actions, after, _layout, _stepSeconds, outcome) {
      posture.place(after, 0)
      outcome.reward = after[0]! - before[0]!
      outcome.terminated = posture.hasFallen
    },
  }
}

const named = motorNames.map(joint => `${joint[0]!.toUpperCase()}${joint.slice(1)}`)

export const pipObservations: readonly Quantity[] = [
  { label: 'Height of the hips', unit: 'm' },
  { label: 'Height of the head', unit: 'm' },
  { label: 'Sine of the lean forward', unit: '' },
  { label: 'Cosine of the lean forward', unit: '' },
  { label: 'Speed forward', unit: `${bodySpeedUnit} m/s` },
  { label: 'Speed upward', unit: `${bodySpeedUnit} m/s` },
  { label: 'Turning speed forward', unit: `${jointSpeedUnit} rad/s` },
  ...named.map(joint => ({ label: `${joint} angle`, unit: 'rad' })),
  ...named.map(joint => ({ label: `${joint} turning speed`, unit: `${jointSpeedUnit} rad/s` })),
  { label: 'Right foot stands', unit: '' },
  { label: 'Left foot stands', unit: '' },
  ...lookAhead.map(distance => ({ label: `Bench ${distance} m ahead`, unit: 'm' })),
]

export const pipActions: readonly Quantity[] = motorNames.map(joint => ({
  label: `${joint} motor`,
  unit: '',
}))
