/** How good a policy is at the task alone: by episodes of its own random stream, or exactly. */
import type { TabularWorld } from '../core/environment.ts'
import { finiteHorizonReturn } from '../core/planning.ts'
import type { Rng } from '../core/rng.ts'
import type { Evaluation } from '../core/run-config.ts'
import { sampleOutcome, sampleStart } from '../core/tabular-model.ts'

/** Steps after which an evaluation episode is cut where the world has no time limit. */
export const EVALUATION_STEP_LIMIT = 1000

/** Steps an evaluation episode may take. */
export const evaluationLimit = (world: TabularWorld): number => world.maxEpisodeSteps ?? EVALUATION_STEP_LIMIT

/** @param actions one action by state. [S] */
export function evaluateGreedy(
  world: TabularWorld,
  actions: Int32Array,
  episodes: number,
  rng: Rng,
): Evaluation {
  const { model } = world
  const limit = evaluationLimit(world)
  const returns: number[] = []
  let steps = 0
  for (let episode = 0; episode < episodes; episode++) {
    let state = sampleStart(model, rng)
    let sum = 0
    for (let step = 0; step < limit; step++) {
      const outcome = sampleOutcome(model, state, actions[state]!, rng)
      sum += model.reward[outcome]!
      state = model.next[outcome]!
      steps++
      if (model.terminated[outcome]) break
    }
    returns.push(sum)
  }
  return evaluationOf(returns, steps)
}

/** @param steps of all episodes together. */
export function evaluationOf(returns: readonly number[], steps: number): Evaluation {
  const meanReturn = mean(returns)
  const variance = mean(returns.map(value => (value - meanReturn) ** 2))
  return {
    episodes: returns.length,
    meanReturn,
    standardDeviation: Math.sqrt(variance),
    returns,
    meanLength: returns.length > 0 ? steps / returns.length : 0,
  }
}

/**
 * Expected undiscounted task return of a policy within the time limit.
 * @param policy one action by state [S] as Int32Array, or probabilities [S x A].
 * @param reward another reward by outcome, such as task plus hidden. [K]
 */
export const exactReturn = (
  world: TabularWorld,
  policy: Int32Array | Float64Array,
  reward?: Float64Array,
): number => finiteHorizonReturn(world.model, evaluationLimit(world), policy, reward)

const mean = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0
