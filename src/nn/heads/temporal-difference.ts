/**
 * Temporal-difference targets for networks of action values, and the Huber loss towards them.
 *
 *   y = R + b max_a Q'(s', a)                                  (Q-learning)
 *   y = R + b Q'(s', argmax_a Q(s', a))                        (double: one network chooses, the other judges)
 *   loss = mean_i w_i huber(Q(s_i, a_i) - y_i),   huber(d) = d^2 / 2 where |d| <= 1, else |d| - 1 / 2
 *
 * R is the reward, or the discounted sum of n of them, and b the discount left behind it: gamma^n, or 0 where the MDP ended.
 *
 * Volodymyr Mnih et al., "Human-level control through deep reinforcement learning", Nature 518, 2015
 * (https://doi.org/10.1038/nature14236). Hado van Hasselt, Arthur Guez and David Silver, "Deep reinforcement learning with
 * double Q-learning", AAAI 2016 (https://arxiv.org/abs/1509.06461).
 */

/** @param nextValues the target network's Q at what followed. [size x actions] @param targets [size] */
export function actionValueTargets(
  rewards: Float64Array,
  bootstraps: Float64Array,
  nextValues: Float32Array,
  size: number,
  actions: number,
  targets: Float64Array,
): void {
  doubleTargets(rewards, bootstraps, nextValues, nextValues, size, actions, targets)
}

/**
 * @param nextValues the target network's Q at what followed, which judges. [size x actions]
 * @param nextChoices the online network's Q there, whose largest is chosen; ties go to the lowest. [size x actions]
 * @param targets [size]
 */
export function doubleTargets(
  rewards: Float64Array,
  bootstraps: Float64Array,
  nextValues: Float32Array,
  nextChoices: Float32Array,
  size: number,
  actions: number,
  targets: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    const chosen = largestAction(nextChoices, i, actions)
    targets[i] = rewards[i]! + bootstraps[i]! * nextValues[i * actions + chosen]!
  }
}

/** The action of the largest value in `row`; ties go to the lowest. */
export function largestAction(values: Float32Array, row: number, actions: number): number {
  const start = row * actions
  let best = 0
  for (let action = 1; action < actions; action++) {
    if (values[start + action]! > values[start + best]!) best = action
  }
  return best
}

/**
 * @param values Q. [size x actions] @param taken the actions that were taken. [size] @param weights of each loss. [size]
 * @param slopes d loss / d values. [size x actions] @param errors gets y - Q(s, a). [size]
 * @returns the loss.
 */
export function huberLoss(
  values: Float32Array,
  taken: Float32Array,
  targets: Float64Array,
  weights: Float64Array,
  size: number,
  actions: number,
  slopes: Float32Array,
  errors: Float64Array,
): number {
  let loss = 0
  slopes.fill(0, 0, size * actions)
  for (let i = 0; i < size; i++) {
    const at = i * actions + taken[i]!
    const error = targets[i]! - values[at]!
    const weight = weights[i]! / size
    const distance = Math.abs(error)
    errors[i] = error
    loss += weight * (distance <= 1 ? 0.5 * error * error : distance - 0.5)
    slopes[at] = -weight * Math.max(-1, Math.min(1, error))
  }
  return loss
}
