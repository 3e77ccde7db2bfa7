/**
 * The task of the running robots, as Gymnasium 1.3.0 pays it (https://gymnasium.farama.org/environments/mujoco/):
 *
 *   reward = forward weight * dx/dt + healthy reward while healthy - control weight * sum of the actions' squares
 *
 * over the whole step, with the actions as they came. The first three joints are x, height and angle of the torso. Observed:
 * the places of all joints but x, then their speeds.
 */
import type { PlanarRobot } from './planar-robot.ts'
import type { RobotTask, RowLayout } from './task.ts'

export interface RunnerRules {
  readonly id: string
  readonly robot: PlanarRobot
  readonly frameSkip: number
  /** Speeds are observed within this, either way (m/s, rad/s). */
  readonly observedSpeed: number
  readonly forwardRewardWeight: number
  readonly controlCostWeight: number
  /** Paid at every healthy step. */
  readonly healthyReward: number
  /** Null where nothing counts as a fall. */
  isHealthy: ((state: Float64Array, layout: RowLayout) => boolean) | null
  readonly terminatesWhenUnhealthy: boolean
  /** Places start within this of the model's pose, either way. */
  readonly resetNoiseScale: number
  /** Speeds at the start: uniform within the noise, or normal with it as standard deviation. */
  readonly speedNoise: 'uniform' | 'normal'
}

export function runnerTask(rules: RunnerRules): RobotTask {
  const joints = rules.robot.motors.length + 3
  const { observedSpeed, resetNoiseScale: noise } = rules
  return {
    id: rules.id,
    robot: rules.robot,
    frameSkip: rules.frameSkip,
    readingCount: 0,
    read: () => undefined,
    start(rng, positions, speeds) {
      for (let i = 0; i < joints; i++) positions[i]! += noise * (2 * rng.uniform() - 1)
      for (let i = 0; i < joints; i++) {
        speeds[i] = noise * (rules.speedNoise === 'normal' ? rng.normal() : 2 * rng.uniform() - 1)
      }
    },
    observationSize: 2 * joints - 1,
    observe(state, layout, into, offset) {
      let at = offset
      for (let i = 1; i < joints; i++) into[at++] = state[i]!
      for (let i = 0; i < joints; i++) {
        into[at++] = Math.min(Math.max(state[layout.speeds + i]!, -observedSpeed), observedSpeed)
      }
    },
    judge(before, actions, after, layout, stepSeconds, outcome) {
      let squares = 0
      for (let i = 0; i < actions.length; i++) squares += actions[i]! * actions[i]!
      const isHealthy = rules.isHealthy?.(after, layout) ?? true
      const speed = (after[0]! - before[0]!) / stepSeconds
      outcome.reward =
        rules.forwardRewardWeight * speed +
        (isHealthy ? rules.healthyReward : 0) -
        rules.controlCostWeight * squares
      outcome.terminated = !isHealthy && rules.terminatesWhenUnhealthy
    },
  }
}
