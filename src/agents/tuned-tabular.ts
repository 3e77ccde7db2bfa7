/**
 * Settings that suit a world better than the defaults, by environment id. Found by hand and judged by the exact return of
 * the greedy policy over five to twenty seeds. Worlds with chance need a shrinking step size; learners that stay close to
 * what they do need an epsilon that falls; learners that lose their optimism early need more of it at first.
 */
import type { SettingValues } from '../core/settings.ts'

type Tuned = Readonly<Record<string, SettingValues>>

/** Epsilon falls in a straight line. */
const falling = (epsilon: number, epsilonFinal: number, epsilonDecaySteps: number) => ({
  epsilonSchedule: 'linear',
  epsilon,
  epsilonFinal,
  epsilonDecaySteps,
})

const smallLake = {
  learningRate: 0.2,
  learningRateDecay: 0.005,
  epsilon: 0.3,
  discount: 0.995,
  initialValue: 1,
}
const largeLake = { ...smallLake, learningRateDecay: 0.001, discount: 0.998 }
const slipperyCliff = { learningRateDecay: 0.02, epsilon: 0.2 }
/** Optimism: above what the far flag is worth, so the near one never satisfies before the far one was seen. */
const twoGoals = { initialValue: 3 }
/** Ways round are only found by trying. */
const pond = { epsilon: 0.5 }
const wind = { learningRate: 0.3, learningRateDecay: 0.01 }

/** Q-learning and Dyna-Q. */
export const tunedQLearning: Tuned = {
  'PondPath-v0': pond,
  'TwoGoals-v0': twoGoals,
  'FrozenLake-v1': smallLake,
  'FrozenLake8x8-v1': largeLake,
  'CliffWalkingSlippery-v1': slipperyCliff,
  'WindyCrossing-v0': wind,
}

/** SARSA and Expected SARSA. */
export const tunedOnPolicy: Tuned = {
  'TwoGoals-v0': twoGoals,
  'FrozenLake-v1': { ...smallLake, ...falling(0.3, 0, 50_000) },
  'FrozenLake8x8-v1': { ...largeLake, ...falling(0.3, 0, 400_000) },
  'CliffWalkingSlippery-v1': { ...slipperyCliff, ...falling(0.2, 0, 100_000) },
  'WindyCrossing-v0': wind,
}

/** SARSA samples its next action, so it needs smaller steps than its expectation does. */
export const tunedSarsa: Tuned = {
  ...tunedOnPolicy,
  'CliffWalking-v1': { learningRate: 0.1, ...falling(0.1, 0, 20_000) },
  'TwoGoals-v0': { ...twoGoals, learningRate: 0.2 },
  'FourRooms-v0': { learningRate: 0.1 },
  'Taxi-v4': { learningRate: 0.2, ...falling(0.1, 0, 200_000) },
}

export const tunedDoubleQLearning: Tuned = {
  ...tunedQLearning,
  'CliffWalking-v1': { learningRate: 1, discount: 1, ...falling(0.8, 0.1, 40_000) },
  'CliffWalkingSlippery-v1': { learningRate: 0.3, learningRateDecay: 0.002, discount: 1, epsilon: 0.3 },
  'FlowerPath-v0': { learningRate: 0.3, ...falling(0.5, 0.1, 20_000) },
  'TwoGoals-v0': { ...twoGoals, learningRate: 0.3, ...falling(1, 0.1, 50_000) },
  'Taxi-v4': falling(0.3, 0.05, 200_000),
  'WindyCrossing-v0': { ...wind, ...falling(0.5, 0.05, 20_000) },
}

export const tunedQLambda: Tuned = {
  ...tunedQLearning,
  'CliffWalking-v1': { lambda: 0.5, ...falling(0.8, 0.1, 20_000) },
  'FlowerPath-v0': falling(0.5, 0.1, 10_000),
  'TwoGoals-v0': { ...twoGoals, lambda: 0.4, learningRate: 0.3 },
  'FourRooms-v0': falling(0.5, 0.1, 20_000),
  'Taxi-v4': { learningRate: 1 },
  'WindyCrossing-v0': { ...wind, ...falling(0.5, 0.05, 20_000) },
}
