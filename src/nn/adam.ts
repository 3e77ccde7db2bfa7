/**
 * Adam: steps scaled by running moments of the gradient.
 *
 *   m <- b1 m + (1 - b1) g      v <- b2 v + (1 - b2) g^2
 *   w <- w - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)
 *
 * Diederik Kingma and Jimmy Ba, "Adam: a method for stochastic optimization", ICLR 2015
 * (https://arxiv.org/abs/1412.6980). Clipping by the global norm: Razvan Pascanu, Tomas Mikolov and Yoshua Bengio, "On the
 * difficulty of training recurrent neural networks", ICML 2013 (https://arxiv.org/abs/1211.5063).
 *
 * Epsilon is 1e-5 instead of 1e-8: a policy that has settled has next to no gradient, and with the smaller one the first odd
 * batch moves all weights by the full rate (REINFORCE threw a solved Four Rooms away in 1 of 10 seeds). Shengyi Huang et
 * al., "The 37 implementation details of proximal policy optimization", ICLR blog track 2022
 * (https://iclr-blog-track.github.io/2022/03/25/ppo-implementation-details/), detail 3.
 *
 * Plain loops over flat arrays: dispatching these few lines as tensor operations would take longer than the network itself.
 */
const B1 = 0.9
const B2 = 0.999
const EPSILON = 1e-5

export class Adam {
  readonly firstMoment: Float32Array
  readonly secondMoment: Float32Array
  /** b1^t and b2^t, kept as products. */
  firstPower = 1
  secondPower = 1

  constructor(length: number) {
    this.firstMoment = new Float32Array(length)
    this.secondMoment = new Float32Array(length)
  }

  /** Moves `weights` in place. @param scale factor on the gradient (clipping). */
  step(weights: Float32Array, gradient: Float32Array, scale: number, learningRate: number): void {
    const { firstMoment, secondMoment } = this
    this.firstPower *= B1
    this.secondPower *= B2
    const rate = learningRate / (1 - this.firstPower)
    const correction = 1 / (1 - this.secondPower)
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i]! * scale
      const first = B1 * firstMoment[i]! + (1 - B1) * slope
      const second = B2 * secondMoment[i]! + (1 - B2) * slope * slope
      firstMoment[i] = first
      secondMoment[i] = second
      weights[i] = weights[i]! - (rate * first) / (Math.sqrt(second * correction) + EPSILON)
    }
  }
}

/** Euclidean length. */
export function globalNorm(gradient: Float32Array): number {
  let sum = 0
  for (let i = 0; i < gradient.length; i++) sum += gradient[i]! * gradient[i]!
  return Math.sqrt(sum)
}

/** The factor that shortens a gradient of length `norm` to at most `maximum`. */
export const clipFactor = (norm: number, maximum: number): number => (norm > maximum ? maximum / norm : 1)
