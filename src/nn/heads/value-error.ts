/**
 * Squared errors of value estimates.
 *
 *   loss = weight mean (V - target)^2
 *   clipped: loss = weight mean max((V - target)^2, (V_old + clip(V - V_old, -clipRange, clipRange) - target)^2)
 *
 * Clipped values: Shengyi Huang et al., "The 37 implementation details of proximal policy optimization", ICLR blog track 2022
 * (https://iclr-blog-track.github.io/2022/03/25/ppo-implementation-details/), detail 9.
 */

/**
 * @param values V. [rows] @param targets [rows]
 * @param slopes is given the slopes of the loss by the values. [rows]
 * @returns the mean squared error, without the weight.
 */
export function valueError(
  values: Float32Array,
  targets: Float64Array,
  rows: number,
  weight: number,
  slopes: Float32Array,
): number {
  let sum = 0
  for (let i = 0; i < rows; i++) {
    const error = values[i]! - targets[i]!
    sum += error * error
    slopes[i] = (2 * weight * error) / rows
  }
  return sum / rows
}

/**
 * As `valueError`, but a value gains nothing by moving further than `clipRange` from the old one.
 * @param oldValues V_old. [rows] @param clipRange in units of value.
 */
export function clippedValueError(
  values: Float32Array,
  oldValues: Float64Array,
  targets: Float64Array,
  rows: number,
  clipRange: number,
  weight: number,
  slopes: Float32Array,
): number {
  let sum = 0
  for (let i = 0; i < rows; i++) {
    const change = values[i]! - oldValues[i]!
    const error = values[i]! - targets[i]!
    const clippedChange = Math.min(clipRange, Math.max(-clipRange, change))
    const clippedError = oldValues[i]! + clippedChange - targets[i]!
    const clipped = clippedChange !== change && clippedError * clippedError > error * error
    sum += clipped ? clippedError * clippedError : error * error
    slopes[i] = clipped ? 0 : (2 * weight * error) / rows
  }
  return sum / rows
}
