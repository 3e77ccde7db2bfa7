/**
 * Two critics Q(s, a), and target networks that follow them slowly. Why there are two, and what they lose: heads/twin-q.ts.
 * A row of inputs is an observation, then an action in [-1, 1].
 */
import type { AgentState } from '../core/agent.ts'
import type { SnapshotNetwork } from '../core/policy-snapshot.ts'
import type { Rng } from '../core/rng.ts'
import { DenseNetwork, type DenseSpec, parameterCount } from '../nn/dense-network.ts'
import { halfSquaredLoss, leastOfTwinsLoss, meanValueLoss, twinTargets } from '../nn/heads/twin-q.ts'
import type { KernelMemory } from '../nn/kernel-memory.ts'
import { type AdamStep, Parameters } from '../nn/parameters.ts'
import { checkedAdam } from './checked-step.ts'
import { mergedState } from './merged-state.ts'
import { loadParameters, saveParameters } from './parameter-state.ts'
import type { ReplayBatch } from './replay/replay-batch.ts'
import { placeRows } from './rows.ts'

const BY_INPUTS = { weights: false, inputs: true }

export class TwinCritics {
  /** Numbers in a row of inputs. */
  readonly inputs: number
  /** Write observations and actions here. [batch x inputs] */
  readonly input: Float32Array
  /** The same, for the target critics. [batch x inputs] */
  readonly nextInput: Float32Array
  /** Of the last update: the loss, the means of |y - Q_1| and of Q_1, and the gradient's length. */
  readonly figures = { loss: 0, tdError: 0, value: 0, gradientNorm: 0 }
  private readonly first: DenseNetwork
  private readonly second: DenseNetwork
  private readonly firstTarget: DenseNetwork
  private readonly secondTarget: DenseNetwork
  private readonly dimensions: number
  private readonly parameters: Parameters
  private readonly targetParameters: Parameters

  /** @param spec one output. @param dimensions numbers in an action. */
  constructor(memory: KernelMemory, spec: DenseSpec, dimensions: number, batch: number) {
    const lengths = [parameterCount(spec), parameterCount(spec)]
    const parameters = new Parameters(memory, lengths)
    const targets = new Parameters(memory, lengths, false)
    const still = { batch, learning: false }
    this.parameters = parameters
    this.targetParameters = targets
    this.first = new DenseNetwork(memory, spec, parameters.part(0), { batch })
    this.input = this.first.input
    this.second = new DenseNetwork(memory, spec, parameters.part(1), { batch, input: this.input })
    this.firstTarget = new DenseNetwork(memory, spec, targets.part(0), still)
    this.nextInput = this.firstTarget.input
    this.secondTarget = new DenseNetwork(memory, spec, targets.part(1), { ...still, input: this.nextInput })
    this.inputs = spec.inputs
    this.dimensions = dimensions
  }

  initialize(rng: Rng): void {
    this.first.initializeUniform(rng)
    this.second.initializeUniform(rng)
    this.follow(1)
  }

  /** What to learn towards, from the first `size` rows of `nextInput`; as `twinTargets`. */
  targets(
    { returns, bootstraps, size }: ReplayBatch,
    temperature: number,
    logProbabilities: Float64Array,
    into: Float64Array,
  ): void {
    const { firstTarget, secondTarget } = this
    firstTarget.forward(size)
    secondTarget.forward(size)
    const [first, second] = [firstTarget.output, secondTarget.output]
    twinTargets(returns, bootstraps, first, second, temperature, logProbabilities, size, into)
  }

  /** Writes actions behind the observations in the rows of `input` or `nextInput`. [count x D] */
  enterActions(actions: Float32Array, count: number, into: Float32Array): void {
    const { inputs, dimensions } = this
    placeRows(actions, 0, dimensions, count, into, inputs, inputs - dimensions)
  }

  /** min(Q_1, Q_2) of `count` observations from `first` on and their actions, into `values[first ...]`. */
  leastValues(
    observations: Float32Array,
    first: number,
    actions: Float32Array,
    count: number,
    values: Float64Array,
  ): void {
    const { input, inputs, dimensions } = this
    const observationSize = inputs - dimensions
    placeRows(observations, first * observationSize, observationSize, count, input, inputs, 0)
    this.enterActions(actions, count, input)
    this.judge(count)
    for (let i = 0; i < count; i++) {
      values[first + i] = Math.min(this.first.output[i]!, this.second.output[i]!)
    }
  }

  /** One step of both towards `targets` [size] at the first `size` rows of `input`. */
  improve(targets: Float64Array, size: number, step: AdamStep): void {
    const { first, second, figures } = this
    this.judge(size)
    figures.tdError = figures.value = 0
    for (let i = 0; i < size; i++) {
      figures.tdError += Math.abs(targets[i]! - first.output[i]!) / size
      figures.value += first.output[i]! / size
    }
    figures.loss =
      halfSquaredLoss(first.output, targets, size, first.outputGradient) +
      halfSquaredLoss(second.output, targets, size, second.outputGradient)
    first.backward(size)
    second.backward(size)
    figures.gradientNorm = checkedAdam('the critics', this.parameters, step)
  }

  /** -mean min(Q_1, Q_2) of the first `size` rows of `input`. @param slopes gets its slopes by the actions. [size x D] */
  leastLoss(size: number, slopes: Float32Array): number {
    const { first, second } = this
    this.judge(size)
    const loss = leastOfTwinsLoss(
      first.output,
      second.output,
      size,
      first.outputGradient,
      second.outputGradient,
    )
    first.backward(size, BY_INPUTS)
    second.backward(size, BY_INPUTS)
    slopes.fill(0)
    this.addActionSlopes(first, size, slopes)
    this.addActionSlopes(second, size, slopes)
    return loss
  }

  /** The same for -mean Q_1. */
  firstLoss(size: number, slopes: Float32Array): number {
    const { first } = this
    first.forward(size)
    const loss = meanValueLoss(first.output, size, first.outputGradient)
    first.backward(size, BY_INPUTS)
    slopes.fill(0)
    this.addActionSlopes(first, size, slopes)
    return loss
  }

  /** The target networks move by `share` of the way. */
  follow(share: number): void {
    this.targetParameters.follow(this.parameters, share)
  }

  /** Takes over two networks; the targets follow at once. @throws PlaygroundError `unsuitable-robot`. */
  adopt([first, second]: readonly SnapshotNetwork[]): void {
    this.first.adopt(first!)
    this.second.adopt(second!)
    this.follow(1)
  }

  snapshot(): readonly SnapshotNetwork[] {
    return [this.first.snapshot(), this.second.snapshot()]
  }

  save(): AgentState {
    return mergedState(
      saveParameters('critics', this.parameters),
      saveParameters('criticTargets', this.targetParameters),
    )
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    loadParameters('critics', state, this.parameters)
    loadParameters('criticTargets', state, this.targetParameters)
  }

  private judge(size: number): void {
    this.first.forward(size)
    this.second.forward(size)
  }

  private addActionSlopes({ inputGradient }: DenseNetwork, size: number, slopes: Float32Array): void {
    const { inputs, dimensions } = this
    for (let i = 0; i < size; i++) {
      for (let d = 0; d < dimensions; d++) {
        slopes[i * dimensions + d]! += inputGradient[(i + 1) * inputs - dimensions + d]!
      }
    }
  }
}
