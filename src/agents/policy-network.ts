/**
 * What the policy-gradient learners stand on: a policy and an estimate of state values, each a network of its own, so that
 * neither spoils the other. The learners differ only in the advantages and value targets that they learn from.
 *
 * First weights are orthogonal, the policy's last layer next to 0, so that at first all actions are about as likely: Shengyi
 * Huang et al., "The 37 implementation details of proximal policy optimization", ICLR blog track 2022
 * (https://iclr-blog-track.github.io/2022/03/25/ppo-implementation-details/), detail 2.
 */
import ln from '@stdlib/math-base-special-ln'
import type { AgentShape, AgentState, Batch } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import { actionSize, policySize, type Space } from '../core/space.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../nn/dense-network.ts'
import { openKernelMemory } from '../nn/kernel-memory.ts'
import { Parameters } from '../nn/parameters.ts'
import {
  type ActionDistribution,
  categorical,
  cutToBox,
  gaussian,
  policyOutputs,
} from './action-distribution.ts'
import { loadArray, loadNumber } from './learner-state.ts'
import { activationOf, hiddenLayersOf } from './network-settings.ts'
import { loadParameters, saveParameters } from './parameter-state.ts'
import { RunningMoments } from './running-moments.ts'

export interface PolicyNetworkOptions {
  /** The most observations at a time. */
  readonly batch: number
  /** One optimizer and gradient length for both networks, or one each. */
  readonly optimizers: 'one' | 'two'
  /** Scale of the value network's last first weights. */
  readonly valueGain: number
  /** What every state is believed to be worth at first, as the network gives it. */
  readonly initialValue?: number
  /** See observations as deviations from their running mean, in units of their deviation. */
  readonly normalizeObservations?: boolean
}

interface Parts {
  readonly policy: DenseNetwork
  readonly value: DenseNetwork
  readonly policyParameters: Parameters
  /** The same as the policy's where they have one optimizer. */
  readonly valueParameters: Parameters
  readonly distribution: ActionDistribution
}

/** Normalised observations are cut to this. */
const LARGEST_OBSERVATION = 10

export class PolicyNetwork {
  readonly observationSize: number
  readonly actionSpace: Space
  readonly actionSize: number
  readonly environments: number
  readonly policy: DenseNetwork
  readonly value: DenseNetwork
  readonly policyParameters: Parameters
  readonly valueParameters: Parameters
  readonly distribution: ActionDistribution
  /** Of observations; null where they are seen as they are. */
  readonly normalizer: RunningMoments | null
  /** The value network's output times this is in units of reward. */
  valueScale = 1
  /** Environment steps learnt from. */
  steps = 0
  /** Actions as last drawn, which a box may have cut. [environments x actionSize] */
  private readonly drawn: Float32Array

  /** Two networks with first weights from the shape's seed. */
  static async open(
    shape: AgentShape,
    settings: SettingValues,
    options: PolicyNetworkOptions,
  ): Promise<PolicyNetwork> {
    const { observationSize, actionSpace, seed } = shape
    const hidden = hiddenLayersOf(settings)
    const activation = activationOf(settings)
    const outputs = policyOutputs(actionSpace)
    const deviations = actionSpace.kind === 'box' ? outputs : 0
    const policySpec = denseSpec(observationSize, hidden, activation, outputs)
    const valueSpec = denseSpec(observationSize, hidden, activation, 1)
    const [policyCount, valueCount] = [parameterCount(policySpec), parameterCount(valueSpec)]
    const together = options.optimizers === 'one'
    const built = await openKernelMemory(
      memory => {
        const policyParameters = new Parameters(
          memory,
          together ? [policyCount, deviations, valueCount] : [policyCount, deviations],
        )
        const valueParameters = together ? policyParameters : new Parameters(memory, [valueCount])
        const valuePart = valueParameters.part(together ? 2 : 0)
        const { batch } = options
        const policy = new DenseNetwork(memory, policySpec, policyParameters.part(0), { batch })
        const value = new DenseNetwork(memory, valueSpec, valuePart, { batch, input: policy.input })
        return { policyParameters, valueParameters, policy, value, valuePart }
      },
      { relaxed: flagOf(settings, 'relaxedArithmetic') },
    )
    const gains = hidden.map(() => Math.sqrt(2))
    built.policy.initialize([...gains, 0.01], Rng.fromSeed(seed, 'policy-weights'))
    built.value.initialize([...gains, options.valueGain], Rng.fromSeed(seed, 'value-weights'))
    built.valuePart.weights[valueCount - 1] = options.initialValue ?? 0
    const logDeviations = built.policyParameters.part(1)
    if (deviations > 0) logDeviations.weights.fill(numberOf(settings, 'initialLogDeviation'))
    const distribution =
      actionSpace.kind === 'box' ? gaussian(actionSpace, logDeviations) : categorical(actionSpace)
    return new PolicyNetwork(shape, settings, options, { ...built, distribution })
  }

  private constructor(
    shape: AgentShape,
    settings: SettingValues,
    options: PolicyNetworkOptions,
    parts: Parts,
  ) {
    this.observationSize = shape.observationSize
    this.actionSpace = shape.actionSpace
    this.actionSize = actionSize(shape.actionSpace)
    this.environments = numberOf(settings, 'environments')
    this.policy = parts.policy
    this.value = parts.value
    this.policyParameters = parts.policyParameters
    this.valueParameters = parts.valueParameters
    this.distribution = parts.distribution
    this.normalizer = options.normalizeObservations ? new RunningMoments(shape.observationSize) : null
    this.drawn = new Float32Array(this.environments * this.actionSize)
  }

  /** The most observations at a time. */
  get batch(): number {
    return this.policy.batch
  }

  act(observations: Float32Array, size: number, actions: Float32Array, rng: Rng): void {
    this.see(observations, 0, size, this.policy.input, 0)
    this.policy.forward(size)
    this.distribution.sample(this.policy.output, size, this.drawn, rng)
    if (this.actionSpace.kind === 'box') cutToBox(this.actionSpace, this.drawn, size, actions)
    else actions.set(this.drawn)
  }

  /** The batch's actions as they were drawn, before a box cut them; an action from elsewhere as it is. */
  drawnActions({ actions, size }: Batch): Float32Array {
    const { actionSpace, drawn } = this
    if (actionSpace.kind === 'discrete') return actions
    const { low, high } = actionSpace
    for (let i = 0; i < size * low.length; i++) {
      const d = i % low.length
      const cut = Math.fround(Math.min(high[d]!, Math.max(low[d]!, drawn[i]!)))
      if (cut !== actions[i]) drawn[i] = actions[i]!
    }
    return drawn
  }

  greedy(observations: Float32Array, size: number, actions: Float32Array): void {
    this.inChunks(observations, size, (first, rows) => {
      this.policy.forward(rows)
      this.distribution.mode(this.policy.output, rows, actions.subarray(first * this.actionSize))
    })
  }

  inspect(observations: Float32Array, size: number, policy: Float64Array, values: Float64Array): void {
    const width = policySize(this.actionSpace)
    this.inChunks(observations, size, (first, rows) => {
      this.policy.forward(rows)
      this.value.forward(rows)
      this.distribution.describe(this.policy.output, rows, policy.subarray(first * width))
      for (let i = 0; i < rows; i++) values[first + i] = this.value.output[i]! * this.valueScale
    })
  }

  /** Values as the network gives them, into `into` [size]. @param inputs as it sees them. [size x observationSize] */
  values(inputs: Float32Array, size: number, into: Float64Array): void {
    for (let first = 0; first < size; first += this.batch) {
      const rows = Math.min(this.batch, size - first)
      this.enter(inputs, first, rows)
      this.value.forward(rows)
      for (let i = 0; i < rows; i++) into[first + i] = this.value.output[i]!
    }
  }

  /**
   * ln pi of actions under the policy of now, into `into` [size].
   * @param inputs as it sees them. [size x observationSize] @param actions as drawn. [size x actionSize]
   */
  logProbabilities(inputs: Float32Array, actions: Float32Array, size: number, into: Float64Array): void {
    for (let first = 0; first < size; first += this.batch) {
      const rows = Math.min(this.batch, size - first)
      this.enter(inputs, first, rows)
      this.policy.forward(rows)
      const taken = actions.subarray(first * this.actionSize)
      this.distribution.logProbabilities(this.policy.output, taken, rows, into.subarray(first))
    }
  }

  /** Writes rows of observations from `first` on into `to`, from row `at` on, as the networks see them. */
  see(observations: Float32Array, first: number, rows: number, to: Float32Array, at: number): void {
    const width = this.observationSize
    const from = first * width
    const length = rows * width
    const offset = at * width - from
    if (!this.normalizer) {
      for (let i = from; i < from + length; i++) to[i + offset] = observations[i]!
      return
    }
    const { mean, deviation } = this.normalizer
    for (let i = from; i < from + length; ) {
      for (let k = 0; k < width; k++, i++) {
        const seen = (observations[i]! - mean[k]!) / deviation[k]!
        to[i + offset] = Math.min(LARGEST_OBSERVATION, Math.max(-LARGEST_OBSERVATION, seen))
      }
    }
  }

  /** Hands both networks rows of `inputs`, from `first` on, as they are. */
  enter(inputs: Float32Array, first: number, rows: number): void {
    const width = this.observationSize
    this.policy.input.set(inputs.subarray(first * width, (first + rows) * width))
  }

  snapshot(): PolicySnapshot {
    const { normalizer } = this
    return {
      head: this.distribution.head,
      actionSpace: this.actionSpace,
      normalizer: normalizer && {
        mean: normalizer.mean.slice(),
        deviation: normalizer.deviation.slice(),
        clip: LARGEST_OBSERVATION,
      },
      policy: this.policy.snapshot(),
      values: [this.value.snapshot()],
      valueInputs: 'observation',
      valueScale: this.valueScale,
      deviations: this.distribution.deviations(),
    }
  }

  /** @throws PlaygroundError `unsuitable-robot`. */
  adopt({ head, normalizer, policy, values, valueScale, deviations }: PolicySnapshot, steps: number): void {
    const [value] = values
    if (head !== this.distribution.head || !value || (normalizer === null) !== (this.normalizer === null)) {
      throw new PlaygroundError(
        'unsuitable-robot',
        `The robot's policy is '${head}' with ${values.length} values, observations ${normalizer ? '' : 'not '}normalised; expected '${this.distribution.head}' with one, observations ${this.normalizer ? '' : 'not '}normalised.`,
      )
    }
    this.policy.adopt(policy)
    this.value.adopt(value)
    if (normalizer) this.normalizer?.adopt(normalizer.mean, normalizer.deviation, steps)
    deviations?.forEach((deviation, i) => {
      this.policyParameters.part(1).weights[i] = ln(Math.max(deviation, Number.MIN_VALUE))
    })
    this.valueScale = valueScale
  }

  save(): AgentState {
    const together = this.policyParameters === this.valueParameters
    const parts = [
      saveParameters(together ? 'network' : 'policy', this.policyParameters),
      ...(together ? [] : [saveParameters('value', this.valueParameters)]),
      ...(this.normalizer ? [this.normalizer.save('observationMoments')] : []),
    ]
    const drawn = this.actionSpace.kind === 'box' ? { drawnActions: this.drawn.slice() } : {}
    return {
      arrays: Object.assign({}, ...parts.map(part => part.arrays), drawn),
      numbers: Object.assign({ steps: this.steps }, ...parts.map(part => part.numbers)),
    }
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    const together = this.policyParameters === this.valueParameters
    const steps = loadNumber(state, 'steps')
    loadParameters(together ? 'network' : 'policy', state, this.policyParameters)
    if (!together) loadParameters('value', state, this.valueParameters)
    this.normalizer?.load('observationMoments', state)
    if (this.actionSpace.kind === 'box') loadArray(state, 'drawnActions', this.drawn)
    this.steps = steps
  }

  private inChunks(
    observations: Float32Array,
    size: number,
    work: (first: number, rows: number) => void,
  ): void {
    for (let first = 0; first < size; first += this.batch) {
      const rows = Math.min(this.batch, size - first)
      this.see(observations, first, rows, this.policy.input, 0)
      work(first, rows)
    }
  }
}
