/**
 * Single steps of policy and values, each network by its own optimizer, for the learners that use what they have seen once.
 * More rows than the networks take at a time are gone through in pieces, whose gradients add up.
 */
import { numberOf, type SettingValues } from '../core/settings.ts'
import type { DenseNetwork } from '../nn/dense-network.ts'
import { emptyFigures, type PolicyFigures } from '../nn/heads/policy-loss.ts'
import { valueError } from '../nn/heads/value-error.ts'
import type { Parameters } from '../nn/parameters.ts'
import type { PolicyNetwork } from './policy-network.ts'
import { linearSchedule } from './schedules.ts'

/** What an update reports. */
interface StepFigures extends PolicyFigures {
  valueLoss: number
  policyGradientNorm: number
  valueGradientNorm: number
}

export class GradientSteps {
  readonly figures: StepFigures = {
    ...emptyFigures(),
    valueLoss: 0,
    policyGradientNorm: 0,
    valueGradientNorm: 0,
  }
  private readonly network: PolicyNetwork
  private readonly pieceFigures = emptyFigures()
  private settings: SettingValues

  constructor(network: PolicyNetwork, settings: SettingValues) {
    this.network = network
    this.settings = settings
  }

  configure(settings: SettingValues): void {
    this.settings = settings
  }

  /**
   * One step of the policy along its gradient.
   * @param inputs [rows x observationSize] @param actions [rows x actionSize] @param advantages [rows]
   */
  improvePolicy(inputs: Float32Array, actions: Float32Array, advantages: Float64Array): void {
    const { network, settings, figures, pieceFigures } = this
    const { policy, policyParameters, distribution, actionSize } = network
    const rows = advantages.length
    const weights = { clipRange: Number.POSITIVE_INFINITY, entropyWeight: this.entropyWeight() }
    figures.policyLoss = figures.entropy = 0
    this.overPieces(policy, policyParameters, inputs, rows, (first, count) => {
      const decisions = {
        actions: actions.subarray(first * actionSize),
        advantages: advantages.subarray(first),
        oldLogProbabilities: null,
      }
      distribution.loss(policy.output, decisions, count, weights, policy.outputGradient, pieceFigures)
      figures.policyLoss += (pieceFigures.policyLoss * count) / rows
      figures.entropy += (pieceFigures.entropy * count) / rows
    })
    figures.policyGradientNorm = policyParameters.adam(this.step(numberOf(settings, 'learningRate')))
  }

  /** One step of the values towards `targets` [rows], by the mean of half the squared error. */
  improveValues(inputs: Float32Array, targets: Float64Array): void {
    const { network, settings, figures } = this
    const { value, valueParameters } = network
    const rows = targets.length
    figures.valueLoss = 0
    this.overPieces(value, valueParameters, inputs, rows, (first, count) => {
      const error = valueError(value.output, targets.subarray(first), count, 0.5, value.outputGradient)
      figures.valueLoss += (error * count) / rows
    })
    figures.valueGradientNorm = valueParameters.adam(this.step(numberOf(settings, 'valueLearningRate')))
  }

  /** Figures of the last steps by their names in the field. */
  report(): Record<string, number> {
    const { figures } = this
    return {
      entropy: figures.entropy,
      'entropy weight': this.entropyWeight(),
      'policy loss': figures.policyLoss,
      'value loss': figures.valueLoss,
      'policy gradient norm': figures.policyGradientNorm,
      'value gradient norm': figures.valueGradientNorm,
    }
  }

  private entropyWeight(): number {
    const { settings, network } = this
    const [weight, final] = [numberOf(settings, 'entropyWeight'), numberOf(settings, 'entropyFinal')]
    return linearSchedule(weight, final, numberOf(settings, 'entropyDecaySteps'), network.steps)
  }

  private step(learningRate: number) {
    return { learningRate, maxGradientNorm: numberOf(this.settings, 'maxGradientNorm') }
  }

  /** Leaves the gradient of the mean loss over all rows. @param loss of the piece's mean, by its place and length. */
  private overPieces(
    network: DenseNetwork,
    { gradient }: Parameters,
    inputs: Float32Array,
    rows: number,
    loss: (first: number, count: number) => void,
  ): void {
    const piece = network.batch
    const sum = rows > piece ? new Float32Array(gradient.length) : null
    for (let first = 0; first < rows; first += piece) {
      const count = Math.min(piece, rows - first)
      this.network.enter(inputs, first, count)
      network.forward(count)
      loss(first, count)
      network.backward(count)
      if (sum) for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + (gradient[i]! * count) / rows
    }
    if (sum) gradient.set(sum)
  }
}
