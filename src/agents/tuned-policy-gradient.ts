/** Settings that suit a world better than the policy-gradient learners' defaults, by environment id. */
import type { SettingValues } from '../core/settings.ts'

type Tuned = Readonly<Record<string, SettingValues>>

// Where people teach, the robot must not have settled for good when its reward changes.
const taught: Tuned = { 'FlowerPath-v0': { entropyWeight: 0.05, entropyFinal: 0.05 } }

export const tunedReinforce: Tuned = { ...taught }
export const tunedActorCritic: Tuned = { ...taught }
export const tunedA2c: Tuned = { 'FlowerPath-v0': { entropyWeight: 0.05 } }
/** Robots walk by feeling far more than they are paid: senses and reward on one scale. */
const walking: SettingValues = { normalizeObservations: true, scaleRewards: true, initialLogDeviation: -0.5 }

const landing: SettingValues = {
  environments: 16,
  rolloutSteps: 1024,
  epochs: 4,
  discount: 0.999,
  lambda: 0.98,
  entropyWeight: 0.01,
  // Without it values reach for hundreds, and the lander hovers to the end of its time.
  scaleRewards: true,
  scheduleSteps: 1_000_000,
}

export const tunedPpo: Tuned = {
  'LunarLander-v3': landing,
  'LunarLanderContinuous-v3': landing,
  'BipedalWalker-v3': {
    ...walking,
    environments: 32,
    rolloutSteps: 512,
    minibatchSize: 256,
    scheduleSteps: 2_000_000,
  },
  // An arm's length is reached within a second: a short horizon.
  'Reacher-v5': { ...walking, environments: 16, discount: 0.9, scheduleSteps: 300_000 },
  'InvertedPendulum-v5': { ...walking, scheduleSteps: 200_000 },
  'InvertedDoublePendulum-v5': { ...walking, rolloutSteps: 256, scheduleSteps: 500_000 },
  // With less noise one seed in three stands still for good: that is paid for as well.
  'Hopper-v5': { ...walking, rolloutSteps: 256, scheduleSteps: 1_000_000, initialLogDeviation: 0 },
  'HalfCheetah-v5': { ...walking, rolloutSteps: 256, scheduleSteps: 1_000_000 },
  'PipBench-v0': {
    ...walking,
    environments: 16,
    rolloutSteps: 256,
    minibatchSize: 256,
    scheduleSteps: 1_000_000,
  },
  'Walker2d-v5': { ...walking, rolloutSteps: 256, scheduleSteps: 2_000_000 },
  // Without the schedule one seed in ten swings wildly again and stays there.
  'Acrobot-v1': { learningRate: 0.0006, scheduleSteps: 100_000 },
  // A pendulum up or down says it all within a second or two: a short horizon, few and long rollouts.
  'Pendulum-v1': {
    environments: 4,
    rolloutSteps: 1024,
    discount: 0.9,
    learningRate: 0.001,
    scheduleSteps: 100_000,
    settledShare: 0.5,
  },
}
