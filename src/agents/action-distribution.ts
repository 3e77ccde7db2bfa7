/** What a policy network's outputs mean: a choice among actions, or a normal distribution over a box. */
import type { PolicyHead } from '../core/policy-snapshot.ts'
import type { Rng } from '../core/rng.ts'
import { actionSize, type Box, type Discrete, type Space } from '../core/space.ts'
import {
  categoricalLogProbabilities,
  categoricalPolicyLoss,
  likeliestActions,
  sampleAction,
  softmax,
} from '../nn/heads/categorical-policy.ts'
import {
  deviationsOf,
  gaussianLogProbabilities,
  gaussianPolicyLoss,
  sampleGaussian,
} from '../nn/heads/gaussian-policy.ts'
import type { Decisions, PolicyFigures, PolicyWeights } from '../nn/heads/policy-loss.ts'
import type { ParameterPart } from '../nn/parameters.ts'

/** `outputs` are the policy network's, one row per observation. */
export interface ActionDistribution {
  readonly head: PolicyHead
  /** Draws actions, which may lie outside a box. [rows x actionSize] */
  sample(outputs: Float32Array, rows: number, actions: Float32Array, rng: Rng): void
  /** The likeliest actions, cut to a box. [rows x actionSize] */
  mode(outputs: Float32Array, rows: number, actions: Float32Array): void
  /** Probabilities [rows x A], or means and deviations [rows x 2 D]. */
  describe(outputs: Float32Array, rows: number, policy: Float64Array): void
  /** ln pi of `actions`, as drawn. [rows] */
  logProbabilities(outputs: Float32Array, actions: Float32Array, rows: number, into: Float64Array): void
  /** Slopes of the mean loss by the outputs into `slopes`, by parameters of its own into their gradient. */
  loss(
    outputs: Float32Array,
    decisions: Decisions,
    rows: number,
    weights: PolicyWeights,
    slopes: Float32Array,
    figures: PolicyFigures,
  ): void
  /** Standard deviations in units of action; null where there are none. [D] */
  deviations(): Float64Array | null
}

/** Outputs that a policy network needs. */
export const policyOutputs = (space: Space): number =>
  space.kind === 'discrete' ? space.n : actionSize(space)

export function categorical({ n }: Discrete): ActionDistribution {
  let probabilities = new Float64Array(0)
  return {
    head: 'softmax',
    sample(outputs, rows, actions, rng) {
      if (probabilities.length < rows * n) probabilities = new Float64Array(rows * n)
      softmax(outputs, rows, n, probabilities)
      for (let row = 0; row < rows; row++) actions[row] = sampleAction(probabilities, row, n, rng)
    },
    mode: (outputs, rows, actions) => likeliestActions(outputs, rows, n, actions),
    describe: (outputs, rows, policy) => softmax(outputs, rows, n, policy),
    logProbabilities: (outputs, actions, rows, into) =>
      categoricalLogProbabilities(outputs, actions, rows, n, into),
    loss: (outputs, decisions, rows, weights, slopes, figures) =>
      categoricalPolicyLoss(outputs, decisions, rows, n, weights, slopes, figures),
    deviations: () => null,
  }
}

/** @param logDeviations ln sigma, learnt beside the network. [D] */
export function gaussian(space: Box, logDeviations: ParameterPart): ActionDistribution {
  const { weights, gradient } = logDeviations
  const dimensions = space.low.length
  const sigma = new Float64Array(dimensions)
  const refresh = () => {
    deviationsOf(weights, sigma)
    return sigma
  }
  return {
    head: 'gaussian',
    sample: (outputs, rows, actions, rng) => sampleGaussian(outputs, refresh(), rows, actions, rng),
    mode: (outputs, rows, actions) => cutToBox(space, outputs, rows, actions),
    describe(outputs, rows, policy) {
      refresh()
      for (let i = 0; i < rows * dimensions; i++) {
        const d = i % dimensions
        const at = 2 * (i - d) + d
        policy[at] = cut(space, d, outputs[i]!)
        policy[at + dimensions] = sigma[d]!
      }
    },
    logProbabilities: (outputs, actions, rows, into) =>
      gaussianLogProbabilities(outputs, weights, refresh(), actions, rows, into),
    loss: (outputs, decisions, rows, policyWeights, slopes, figures) =>
      gaussianPolicyLoss(
        outputs,
        weights,
        refresh(),
        decisions,
        rows,
        policyWeights,
        slopes,
        gradient,
        figures,
      ),
    deviations: () => refresh().slice(),
  }
}

/** `numbers` within the box. [rows x D] */
export function cutToBox(space: Box, numbers: Float32Array, rows: number, into: Float32Array): void {
  const dimensions = space.low.length
  for (let i = 0; i < rows * dimensions; i++) into[i] = cut(space, i % dimensions, numbers[i]!)
}

const cut = ({ low, high }: Box, dimension: number, value: number): number =>
  Math.min(high[dimension]!, Math.max(low[dimension]!, value))
