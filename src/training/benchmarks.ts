/**
 * How fast things are. The clock comes in as an argument, in milliseconds: training itself never reads one. Every figure
 * is the median of several repeats after a warm-up, taken through the same code that trains.
 */

import { Rng } from '../core/rng.ts'
import { NO_SHAPING } from '../core/run-config.ts'
import { defaultsOf } from '../core/settings.ts'
import { environments } from '../envs/registry.ts'
import { TabularEnvironment } from '../envs/tabular-environment.ts'
import { PlainQLearning } from './bench/plain-q-learning.ts'
import { Run } from './run.ts'

export interface Benchmark {
  readonly name: string
  readonly unit: '1/s' | 'ms' | 'us' | 's' | 'GFLOP/s'
  /** Name of the benchmark that this one is best read against. */
  readonly ratioTo?: string
  /** @param now milliseconds, monotonic. */
  measure(now: () => number): Promise<number>
}

const REPEATS = 11
const UPDATES = 1_000_000
const PLAIN_UPDATES = 200_000
const ENVIRONMENT_STEPS = 500_000
const CALIBRATION_ROUNDS = 20_000_000

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'qlearning_updates',
    unit: '1/s',
    ratioTo: 'qlearning_updates_plain_objects',
    async measure(now) {
      const run = await Run.create({
        env: 'CliffWalking-v1',
        envSettings: {},
        agent: 'q-learning',
        agentSettings: {},
        reward: NO_SHAPING,
        seed: 1,
      })
      return perSecond(now, UPDATES, () => run.advance(UPDATES))
    },
  },
  {
    name: 'qlearning_updates_plain_objects',
    unit: '1/s',
    async measure(now) {
      const plain = new PlainQLearning()
      return perSecond(now, PLAIN_UPDATES, () => plain.advance(PLAIN_UPDATES))
    },
  },
  ...environments.map(
    ({ id, settings, create }): Benchmark => ({
      name: `env_steps/${id}`,
      unit: '1/s',
      async measure(now) {
        const { model, maxEpisodeSteps } = create(defaultsOf(settings))
        const environment = new TabularEnvironment(model)
        const rng = Rng.fromSeed(1, 'bench')
        environment.reset(rng)
        return perSecond(now, ENVIRONMENT_STEPS, () => {
          stepAtRandom(environment, model.actions, maxEpisodeSteps ?? Infinity, rng)
        })
      },
    }),
  ),
  {
    name: 'calibration_loop',
    unit: 'ms',
    async measure(now) {
      return median(Array.from({ length: REPEATS }, () => millisecondsOf(now, calibrate)))
    },
  },
]

function stepAtRandom(environment: TabularEnvironment, actions: number, limit: number, rng: Rng): void {
  let left = limit
  for (let step = 0; step < ENVIRONMENT_STEPS; step++) {
    environment.step(rng.integer(actions), rng)
    if (environment.terminated || --left === 0) {
      environment.reset(rng)
      left = limit
    }
  }
}

/** A fixed arithmetic loop, so that absolute times can be compared between machines: xorshift32 and a running mean. */
export function calibrate(): number {
  let x = 2463534242
  let mean = 0
  for (let i = 1; i <= CALIBRATION_ROUNDS; i++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    mean += ((x >>> 0) * 2 ** -32 - mean) * 0.001
  }
  return mean
}

function perSecond(now: () => number, count: number, work: () => void): number {
  for (let i = 0; i < 2; i++) work() // the compiler's warm-up
  return median(Array.from({ length: REPEATS }, () => (1000 * count) / millisecondsOf(now, work)))
}

function millisecondsOf(now: () => number, work: () => void): number {
  const start = now()
  work()
  // A clock too coarse for the work would divide by zero.
  return Math.max(now() - start, 1e-3)
}

function median(values: number[]): number {
  values.sort((a, b) => a - b)
  return values[values.length >> 1]!
}
