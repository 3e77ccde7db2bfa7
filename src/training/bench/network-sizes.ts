/** What the benchmarks of networks measure, so that the engine and plain TensorFlow.js do the same work. */

export interface PolicySize {
  readonly observationSize: number
  readonly hidden: readonly number[]
  readonly actions: number
}

export const SMALL: PolicySize = { observationSize: 8, hidden: [64, 64], actions: 4 }
export const LARGE: PolicySize = { observationSize: 24, hidden: [256, 256], actions: 4 }

/** One minibatch: both networks forward, clipped surrogate, squared value errors, backward, clip by norm, Adam. */
export interface PpoUpdate extends PolicySize {
  readonly name: string
  readonly rows: number
}

export const PPO_UPDATES: readonly PpoUpdate[] = [
  { name: 'ppo_update_64_small', rows: 64, ...SMALL },
  { name: 'ppo_update_256_small', rows: 256, ...SMALL },
  { name: 'ppo_update_64_large', rows: 64, ...LARGE },
  { name: 'ppo_update_256_large', rows: 256, ...LARGE },
]

/** One gradient step of critics, actor, temperature and targets. */
export interface SacUpdate {
  readonly name: string
  readonly units: number
  readonly rows: number
  readonly observationSize: number
  readonly dimensions: number
}

export const SAC_UPDATES: readonly SacUpdate[] = [
  { name: 'sac_update_64', units: 64, rows: 128, observationSize: 8, dimensions: 2 },
  { name: 'sac_update_256', units: 256, rows: 256, observationSize: 8, dimensions: 2 },
]

export const PPO_WEIGHTS = {
  clipRange: 0.2,
  valueWeight: 0.5,
  entropyWeight: 0.01,
  learningRate: 3e-4,
  maxGradientNorm: 0.5,
  epsilon: 1e-5,
} as const

export const SAC_WEIGHTS = {
  learningRate: 1e-3,
  discount: 0.99,
  followShare: 0.005,
  targetEntropyPerDimension: -1,
  epsilon: 1e-8,
} as const
