/** Speed of the engine: acting, updates of PPO and SAC, and the matrix product they rest on. */
import { sac } from '../../agents/sac.ts'
import type { Batch } from '../../core/agent.ts'
import { Rng } from '../../core/rng.ts'
import { defaultsOf } from '../../core/settings.ts'
import type { Box } from '../../core/space.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../../nn/dense-network.ts'
import { categoricalPolicyLoss, sampleAction, softmax } from '../../nn/heads/categorical-policy.ts'
import { emptyFigures } from '../../nn/heads/policy-loss.ts'
import { valueError } from '../../nn/heads/value-error.ts'
import { openKernelMemory } from '../../nn/kernel-memory.ts'
import { Parameters } from '../../nn/parameters.ts'
import {
  type PolicySize,
  PPO_UPDATES,
  PPO_WEIGHTS,
  type PpoUpdate,
  SAC_UPDATES,
  SAC_WEIGHTS,
  type SacUpdate,
  SMALL,
} from './network-sizes.ts'
import { millisecondsPerCall } from './per-call.ts'
import type { Benchmark } from './timing.ts'

const PRODUCT_SIDE = 256

export const networkBenchmarks: readonly Benchmark[] = [
  {
    name: 'act_one_small',
    unit: 'us',
    ratioTo: 'tfjs_cpu/act_one_small',
    measure: async now => 1000 * millisecondsPerCall(now, await actOne(SMALL)),
  },
  ...PPO_UPDATES.map(
    (update): Benchmark => ({
      name: update.name,
      unit: 'ms',
      ratioTo: `tfjs_cpu/${update.name}`,
      measure: async now => millisecondsPerCall(now, await ppoUpdate(update)),
    }),
  ),
  ...SAC_UPDATES.map(
    (update): Benchmark => ({
      name: update.name,
      unit: 'ms',
      ratioTo: `tfjs_cpu/${update.name}`,
      measure: async now => millisecondsPerCall(now, await sacUpdate(update)),
    }),
  ),
  {
    name: 'gemm_gflops',
    unit: 'GFLOP/s',
    async measure(now) {
      const operations = 2 * PRODUCT_SIDE ** 3
      return operations / (1e6 * millisecondsPerCall(now, await matrixProduct(PRODUCT_SIDE)))
    },
  },
]

async function openPolicy({ observationSize, hidden, actions }: PolicySize, batch: number) {
  const policySpec = denseSpec(observationSize, hidden, 'tanh', actions)
  const valueSpec = denseSpec(observationSize, hidden, 'tanh', 1)
  const networks = await openKernelMemory(memory => {
    const lengths = [parameterCount(policySpec), parameterCount(valueSpec)]
    const parameters = new Parameters(memory, lengths)
    const policy = new DenseNetwork(memory, policySpec, parameters.part(0), { batch })
    const { input } = policy
    const value = new DenseNetwork(memory, valueSpec, parameters.part(1), { batch, input })
    return { parameters, policy, value }
  })
  const rng = Rng.fromSeed(1, 'bench')
  const gains = hidden.map(() => Math.sqrt(2))
  networks.policy.initialize([...gains, 0.01], rng)
  networks.value.initialize([...gains, 1], rng)
  return { ...networks, rng }
}

/** An observation in, an action drawn from the policy out. */
async function actOne(size: PolicySize): Promise<() => void> {
  const { policy, rng } = await openPolicy(size, 1)
  const observation = Float32Array.from({ length: size.observationSize }, () => rng.normal())
  const probabilities = new Float64Array(size.actions)
  return () => {
    policy.input.set(observation)
    policy.forward(1)
    softmax(policy.output, 1, size.actions, probabilities)
    sampleAction(probabilities, 0, size.actions, rng)
  }
}

async function ppoUpdate(update: PpoUpdate): Promise<() => void> {
  const { rows, observationSize, actions } = update
  const { policy, value, parameters, rng } = await openPolicy(update, rows)
  const observations = Float32Array.from({ length: rows * observationSize }, () => rng.normal())
  const normal = () => Float64Array.from({ length: rows }, () => rng.normal())
  const returns = normal()
  const decisions = {
    actions: Float32Array.from({ length: rows }, () => rng.integer(actions)),
    advantages: normal(),
    // As likely as the first policy, next to uniform, took each of four.
    oldLogProbabilities: new Float64Array(rows).fill(-1.386),
  }
  const figures = emptyFigures()
  return () => {
    policy.input.set(observations)
    policy.forward(rows)
    value.forward(rows)
    const slopes = policy.outputGradient
    categoricalPolicyLoss(policy.output, decisions, rows, actions, PPO_WEIGHTS, slopes, figures)
    valueError(value.output, returns, rows, PPO_WEIGHTS.valueWeight, value.outputGradient)
    policy.backward(rows)
    value.backward(rows)
    parameters.adam(PPO_WEIGHTS)
  }
}

/** Through the learner itself: it learns once from every step, its batch drawn from replay. */
async function sacUpdate({ units, rows, observationSize, dimensions }: SacUpdate): Promise<() => void> {
  const bound = (value: number) => new Array<number>(dimensions).fill(value)
  const actionSpace: Box = { kind: 'box', low: bound(-1), high: bound(1), shape: [dimensions] }
  const settings = {
    ...defaultsOf(sac.settings),
    hiddenUnits: units,
    hiddenLayers: 2,
    batchSize: rows,
    learningRate: SAC_WEIGHTS.learningRate,
    discount: SAC_WEIGHTS.discount,
    followShare: SAC_WEIGHTS.followShare,
    targetEntropy: SAC_WEIGHTS.targetEntropyPerDimension,
    environments: 1,
    trainFrequency: 1,
    gradientSteps: 1,
    learningStarts: rows,
  }
  const agent = await sac.create({ observationSize, actionSpace, seed: 1 }, settings)
  const rng = Rng.fromSeed(1, 'bench')
  const batch: Batch = {
    size: 1,
    observations: new Float32Array(observationSize),
    actions: new Float32Array(dimensions),
    rewards: new Float64Array(1),
    nextObservations: new Float32Array(observationSize),
    terminated: new Uint8Array(1),
    truncated: new Uint8Array(1),
  }
  return () => {
    for (let i = 0; i < observationSize; i++) batch.nextObservations[i] = rng.normal()
    for (let i = 0; i < dimensions; i++) batch.actions[i] = 2 * rng.uniform() - 1
    batch.rewards[0] = rng.normal()
    agent.learn(batch, rng)
    batch.observations.set(batch.nextObservations)
  }
}

async function matrixProduct(side: number): Promise<() => void> {
  const { memory, a, b, c, panel } = await openKernelMemory(memory => ({
    memory,
    a: memory.floats(side * side),
    b: memory.floats(side * side),
    c: memory.floats(side * side),
    panel: memory.floats(8 * side),
  }))
  const rng = Rng.fromSeed(1, 'bench')
  for (let i = 0; i < a.length; i++) {
    a[i] = rng.normal()
    b[i] = rng.normal()
  }
  const [from, by, to, room] = [a.byteOffset, b.byteOffset, c.byteOffset, panel.byteOffset]
  return () => memory.kernels.gemm(from, side, 1, by, side, 1, 0, to, side, side, side, 0, room)
}
