/**
 * A Gaussian over u, squashed into (-1, 1) by a = tanh(u), dimension by dimension. A network's row of outputs holds D means,
 * then D log standard deviations, which are cut to [-20, 2].
 *
 *   u = mean + deviation noise,   noise ~ N(0, 1)
 *   ln pi(a) = sum_i ( -noise_i^2 / 2 - ln deviation_i - ln(2 pi) / 2 - ln(1 - tanh(u_i)^2) )
 *   ln(1 - tanh(u)^2) = 2 (ln 2 - |u| - ln(1 + exp(-2 |u|)))          (no cancellation where tanh saturates)
 *
 * Tuomas Haarnoja et al., "Soft actor-critic: off-policy maximum entropy deep reinforcement learning with a stochastic
 * actor", ICML 2018, appendix C (https://arxiv.org/abs/1801.01290).
 */
import exp from '@stdlib/math-base-special-exp'
import log1p from '@stdlib/math-base-special-log1p'
import tanh from '@stdlib/math-base-special-tanh'

export const LEAST_LOG_DEVIATION = -20
export const MOST_LOG_DEVIATION = 2

const LN_2 = Math.LN2
/** ln(2 pi) / 2 */
const NORMAL_CONSTANT = 0.9189385332046727

/** A log standard deviation within its bounds. */
export const cutLogDeviation = (output: number): number =>
  Math.max(LEAST_LOG_DEVIATION, Math.min(MOST_LOG_DEVIATION, output))

/**
 * Actions of the given noise and their log probabilities (densities).
 * @param outputs [size x 2 D] @param noise standard normal. [size x D]
 * @param actions in (-1, 1). [size x D] @param logProbabilities [size]
 * @returns the mean log probability.
 */
export function squashedGaussian(
  outputs: Float32Array,
  noise: Float64Array,
  size: number,
  dimensions: number,
  actions: Float32Array,
  logProbabilities: Float64Array,
): number {
  let total = 0
  for (let i = 0; i < size; i++) {
    let logProbability = 0
    for (let d = 0; d < dimensions; d++) {
      const mean = outputs[2 * i * dimensions + d]!
      const logDeviation = cutLogDeviation(outputs[(2 * i + 1) * dimensions + d]!)
      const z = noise[i * dimensions + d]!
      const u = mean + exp(logDeviation) * z
      const far = Math.abs(u)
      actions[i * dimensions + d] = tanh(u)
      logProbability -= 0.5 * z * z + logDeviation + NORMAL_CONSTANT
      logProbability -= 2 * (LN_2 - far - log1p(exp(-2 * far)))
    }
    logProbabilities[i] = logProbability
    total += logProbability
  }
  return total / size
}

/**
 * Slopes of the actor's loss through the sampled actions (the reparametrisation):
 *
 *   loss = mean_i temperature ln pi(a_i | s_i) + L(a_1, ..., a_size)
 *   d / d u = temperature 2 tanh(u) / size + dL/da (1 - tanh(u)^2)
 *   d / d mean = d / d u,   d / d ln deviation = deviation noise d / d u - temperature / size
 *
 * @param outputs, noise, actions as in `squashedGaussian`. @param actionSlopes dL / da. [size x D]
 * @param slopes d loss / d outputs; 0 where a log standard deviation was cut. [size x 2 D]
 */
export function squashedGaussianSlopes(
  outputs: Float32Array,
  noise: Float64Array,
  actions: Float32Array,
  actionSlopes: Float32Array,
  temperature: number,
  size: number,
  dimensions: number,
  slopes: Float32Array,
): void {
  const share = temperature / size
  for (let i = 0; i < size; i++) {
    for (let d = 0; d < dimensions; d++) {
      const at = i * dimensions + d
      const logAt = (2 * i + 1) * dimensions + d
      const output = outputs[logAt]!
      const action = actions[at]!
      const slope = 2 * share * action + actionSlopes[at]! * (1 - action * action)
      const inside = output >= LEAST_LOG_DEVIATION && output <= MOST_LOG_DEVIATION
      slopes[2 * i * dimensions + d] = slope
      slopes[logAt] = inside ? exp(output) * noise[at]! * slope - share : 0
    }
  }
}

/**
 * The temperature's loss, -ln(temperature) mean_i (ln pi(a_i | s_i) + target entropy), derived by ln(temperature).
 * Tuomas Haarnoja et al., "Soft actor-critic algorithms and applications", 2018, section 5
 * (https://arxiv.org/abs/1812.05905).
 */
export const temperatureSlope = (meanLogProbability: number, targetEntropy: number): number =>
  -(meanLogProbability + targetEntropy)
