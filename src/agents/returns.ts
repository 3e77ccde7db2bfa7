/**
 * Returns and advantages of a stretch of experience, pure functions of arrays after the manner of rlax
 * (https://github.com/google-deepmind/rlax).
 *
 * All take step-wise arrays [T] of one environment, oldest first; `terminated[t]` and `truncated[t]` say that the episode
 * ended with step t. `nextValues[t]` is the value of what followed step t, before any reset: the final observation where an
 * episode ended. Only `terminated` makes that future worthless; `truncated` merely starts a new sum. The stretch's own end
 * is bootstrapped like a truncation.
 */

/** What the functions below need to know of T steps. */
export interface Stretch {
  /** [T] */
  readonly rewards: ArrayLike<number>
  /** [T] */
  readonly terminated: ArrayLike<number>
  /** [T] */
  readonly truncated: ArrayLike<number>
  /** V(s_{t+1}). [T] */
  readonly nextValues: ArrayLike<number>
}

/** Sutton & Barto, 2nd ed., equation 3.9: G_t = r_{t+1} + discount G_{t+1}, bootstrapped where an episode was cut. [T] */
export function discountedReturns(stretch: Stretch, discount: number): Float64Array {
  return lambdaReturns(stretch, discount, 1)
}

/** One-step targets r_{t+1} + discount V(s_{t+1}), the future left out where the MDP ended. [T] */
export function tdTargets({ rewards, terminated, nextValues }: Stretch, discount: number): Float64Array {
  return Float64Array.from(rewards, (reward, t) => reward + (terminated[t] ? 0 : discount * nextValues[t]!))
}

/**
 * TD(lambda) targets, Sutton & Barto, 2nd ed., section 12.1:
 *
 *   G_t = r_{t+1} + discount [ (1 - lambda) V(s_{t+1}) + lambda G_{t+1} ]
 *
 * with G_{t+1} = V(s_{t+1}) behind a truncation and at the stretch's end. [T]
 */
export function lambdaReturns(
  { rewards, terminated, truncated, nextValues }: Stretch,
  discount: number,
  lambda: number,
): Float64Array {
  const returns = new Float64Array(rewards.length)
  for (let t = rewards.length - 1; t >= 0; t--) {
    const cut = truncated[t] || t === rewards.length - 1
    const value = nextValues[t]!
    const future = cut ? value : (1 - lambda) * value + lambda * returns[t + 1]!
    returns[t] = rewards[t]! + (terminated[t] ? 0 : discount * future)
  }
  return returns
}

/**
 * Generalised advantage estimates: A_t = delta_t + discount lambda A_{t+1} inside an episode, with
 * delta_t = r_{t+1} + discount V(s_{t+1}) - V(s_t). John Schulman et al., "High-dimensional continuous control using
 * generalized advantage estimation", ICLR 2016 (https://arxiv.org/abs/1506.02438), equation 16.
 *
 * Several environments at once: all arrays are [T x environments], step by step.
 *
 * @param values V(s_t). [T x environments]
 * @param advantages A_t is written here. [T x environments]
 */
export function generalisedAdvantages(
  { rewards, terminated, truncated, nextValues }: Stretch,
  values: ArrayLike<number>,
  environments: number,
  discount: number,
  lambda: number,
  advantages: Float64Array,
): void {
  for (let i = advantages.length - 1; i >= 0; i--) {
    const goesOn = !terminated[i] && !truncated[i] && i + environments < advantages.length
    const future = goesOn ? lambda * advantages[i + environments]! : 0
    const nextValue = terminated[i] ? 0 : nextValues[i]!
    advantages[i] = rewards[i]! + discount * (nextValue + future) - values[i]!
  }
}

/** Share of the returns' variance that the values foresaw: 1 - Var(returns - values) / Var(returns); 0 where they are all alike. */
export function explainedVariance(values: Float64Array, returns: Float64Array): number {
  const total = variance(returns, null)
  return total === 0 ? 0 : 1 - variance(returns, values) / total
}

/** Of `numbers`, less `others` where there are some. */
function variance(numbers: Float64Array, others: Float64Array | null): number {
  let mean = 0
  let squares = 0
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]! - (others === null ? 0 : others[i]!)
    const before = number - mean
    mean += before / (i + 1)
    squares += before * (number - mean)
  }
  return squares / numbers.length
}
