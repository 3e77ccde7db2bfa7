/**
 * A deterministic action a = tanh(u), dimension by dimension, and the policy's slopes through it: the deterministic policy
 * gradient, d loss / d u = d loss / d a (1 - a^2).
 *
 * David Silver et al., "Deterministic policy gradient algorithms", ICML 2014
 * (https://proceedings.mlr.press/v32/silver14.html).
 */
import tanh from '@stdlib/math-base-special-tanh'

/** @param outputs u. [length] @param actions in (-1, 1). [length] */
export function squash(outputs: Float32Array, length: number, actions: Float32Array): void {
  for (let i = 0; i < length; i++) actions[i] = tanh(outputs[i]!)
}

/** @param actionSlopes d loss / d a. [length] @param slopes gets d loss / d u. [length] */
export function squashSlopes(
  actions: Float32Array,
  actionSlopes: Float32Array,
  length: number,
  slopes: Float32Array,
): void {
  for (let i = 0; i < length; i++) slopes[i] = actionSlopes[i]! * (1 - actions[i]! * actions[i]!)
}

/**
 * Target policy smoothing: adds noise, cut to +-`most`, to actions and cuts them to [-1, 1], in place, so that similar
 * actions have similar values. Scott Fujimoto, Herke van Hoof and David Meger, "Addressing function approximation error in
 * actor-critic methods", ICML 2018, section 5.3 (https://arxiv.org/abs/1802.09477).
 * @param noise standard normal. [length]
 */
export function smoothActions(
  actions: Float32Array,
  noise: Float64Array,
  deviation: number,
  most: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    const shift = Math.max(-most, Math.min(most, deviation * noise[i]!))
    actions[i] = Math.max(-1, Math.min(1, actions[i]! + shift))
  }
}
