/** How fast things are, through the same code that trains. A file of benchmarks under `bench/` is one more line here. */
import { NO_SHAPING } from '../core/run-config.ts'
import { environmentBenchmarks } from './bench/environment-steps.ts'
import { refitBenchmarks } from './bench/feedback-refits.ts'
import { networkBenchmarks } from './bench/network-updates.ts'
import { PlainQLearning } from './bench/plain-q-learning.ts'
import { plainTensorflowBenchmarks } from './bench/plain-tensorflow.ts'
import { ppoCartPoleBenchmark } from './bench/ppo-cartpole.ts'
import { type Benchmark, medianMilliseconds, perSecond } from './bench/timing.ts'
import { createRun } from './run.ts'

export type { Benchmark }

const UPDATES = 1_000_000
const PLAIN_UPDATES = 200_000
const CALIBRATION_ROUNDS = 20_000_000

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'qlearning_updates',
    unit: '1/s',
    ratioTo: 'qlearning_updates_plain_objects',
    async measure(now) {
      const run = await createRun({
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
  ...environmentBenchmarks,
  ...networkBenchmarks,
  ...plainTensorflowBenchmarks,
  ppoCartPoleBenchmark,
  ...refitBenchmarks,
  {
    name: 'calibration_loop',
    unit: 'ms',
    async measure(now) {
      return medianMilliseconds(now, calibrate)
    },
  },
]

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
