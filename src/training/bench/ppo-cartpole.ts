/**
 * A whole run of PPO on CartPole-v1, 100,000 steps: 8 environments x 128 steps, minibatches of 64, 10 epochs, networks of
 * 64 x 64 tanh units. bench/peers/ runs other libraries on the same settings.
 */
import { NO_SHAPING } from '../../core/run-config.ts'
import { createRun } from '../run.ts'
import type { Benchmark } from './timing.ts'

const STEPS = 100_000
const SEEDS = [1, 2, 3]

export const ppoCartPoleSettings = {
  environments: 8,
  rolloutSteps: 128,
  minibatchSize: 64,
  epochs: 10,
  hiddenUnits: 64,
  hiddenLayers: 2,
  activation: 'tanh',
  learningRate: 0.0003,
  discount: 0.99,
  lambda: 0.95,
  clipRange: 0.2,
  entropyWeight: 0,
  valueWeight: 0.5,
  maxGradientNorm: 0.5,
} as const

export const ppoCartPoleBenchmark: Benchmark = {
  name: 'ppo_cartpole_100k',
  unit: 's',
  async measure(now) {
    const seconds: number[] = []
    for (const seed of SEEDS) {
      const start = now()
      const run = await createRun({
        env: 'CartPole-v1',
        envSettings: {},
        agent: 'ppo',
        agentSettings: ppoCartPoleSettings,
        reward: NO_SHAPING,
        seed,
      })
      run.advance(STEPS)
      seconds.push((now() - start) / 1000)
      run.dispose()
    }
    return seconds.sort((a, b) => a - b)[SEEDS.length >> 1]!
  },
}
