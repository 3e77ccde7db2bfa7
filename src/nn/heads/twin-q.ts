/**
 * Two critics, of which the lower one counts, against values that are too high because they were chosen for being high.
 *
 *   y = R + b (min(Q'_1, Q'_2)(s', a') - temperature ln pi(a' | s'))
 *   loss of the critics = mean_i (Q_1 - y_i)^2 / 2 + mean_i (Q_2 - y_i)^2 / 2
 *
 * R and b as in temporal-difference.ts. Scott Fujimoto, Herke van Hoof and David Meger, "Addressing function approximation
 * error in actor-critic methods", ICML 2018 (https://arxiv.org/abs/1802.09477); with the temperature Tuomas Haarnoja et al.,
 * "Soft actor-critic algorithms and applications", 2018 (https://arxiv.org/abs/1812.05905).
 */

/** @param first, second the target critics' values of what follows. [size] @param targets gets y. [size] */
export function twinTargets(
  rewards: Float64Array,
  bootstraps: Float64Array,
  first: Float32Array,
  second: Float32Array,
  temperature: number,
  logProbabilities: Float64Array,
  size: number,
  targets: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    const next = Math.min(first[i]!, second[i]!) - temperature * logProbabilities[i]!
    targets[i] = rewards[i]! + bootstraps[i]! * next
  }
}

/** One critic's loss. @param slopes d loss / d values. [size] @returns mean of half the squared error. */
export function halfSquaredLoss(
  values: Float32Array,
  targets: Float64Array,
  size: number,
  slopes: Float32Array,
): number {
  let sum = 0
  for (let i = 0; i < size; i++) {
    const error = values[i]! - targets[i]!
    sum += error * error
    slopes[i] = error / size
  }
  return (0.5 * sum) / size
}

/** What an actor loses: -mean_i min(Q_1, Q_2). Slopes by each critic's values, ties to the first. [size] @returns the loss. */
export function leastOfTwinsLoss(
  first: Float32Array,
  second: Float32Array,
  size: number,
  firstSlopes: Float32Array,
  secondSlopes: Float32Array,
): number {
  let sum = 0
  for (let i = 0; i < size; i++) {
    const takesFirst = first[i]! <= second[i]!
    sum += takesFirst ? first[i]! : second[i]!
    firstSlopes[i] = takesFirst ? -1 / size : 0
    secondSlopes[i] = takesFirst ? 0 : -1 / size
  }
  return -sum / size
}

/** What an actor loses where one critic counts: -mean_i Q. @param slopes d loss / d values. [size] @returns the loss. */
export function meanValueLoss(values: Float32Array, size: number, slopes: Float32Array): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += values[i]!
  slopes.fill(-1 / size, 0, size)
  return -sum / size
}
