/**
 * How good a deterministic policy is at the task of a world of real-valued states: undiscounted return over episodes that
 * each have a random stream of their own, so that an episode does not depend on how many are run or on those beside it.
 * They are run in lockstep: one batch for the policy, which shrinks as episodes end.
 */
import type { ControlWorld } from '../core/environment.ts'
import { Rng } from '../core/rng.ts'
import type { Evaluation } from '../core/run-config.ts'
import { actionSize } from '../core/space.ts'
import { evaluationOf } from './evaluation.ts'
import { notFinite } from './not-finite.ts'

/** Episodes in lockstep at most. */
const LANES = 128

export interface GreedyPolicy {
  /** @param observations [size x observationSize] @param actions [size x actionSize] */
  greedy(observations: Float32Array, size: number, actions: Float32Array): void
}

type Watch = (episode: number, state: Float64Array) => void

/** All of an examination at once. @throws PlaygroundError as `examineControl`. */
export function evaluateControl(
  world: ControlWorld,
  policy: GreedyPolicy,
  episodes: number,
  seed: number,
  watch?: Watch,
): Evaluation {
  const examination = examineControl(world, policy, episodes, seed, watch)
  let step = examination.next()
  while (!step.done) step = examination.next()
  return step.value
}

/**
 * One step of all lanes at a time, so that whoever has other work can do it in between.
 * @param watch is shown the state at the start of each episode and after each of its steps.
 * @throws PlaygroundError `not-finite` for a reward that is no finite number.
 */
export function* examineControl(
  world: ControlWorld,
  policy: GreedyPolicy,
  episodes: number,
  seed: number,
  watch?: Watch,
): Generator<void, Evaluation, void> {
  const lanes = Array.from({ length: Math.min(episodes, LANES) }, () => openLane(world))
  const perAction = actionSize(world.actionSpace)
  const perObservation = lanes[0]?.environment.observationSize ?? 0
  const observations = new Float32Array(lanes.length * perObservation)
  const actions = new Float32Array(lanes.length * perAction)
  const returns = new Array<number>(episodes).fill(0)
  let begun = 0
  const start = (lane: (typeof lanes)[number]): void => {
    begin(lane, begun++, seed)
    watch?.(lane.episode, lane.environment.state)
  }
  for (const lane of lanes) start(lane)
  let steps = 0
  while (lanes.length > 0) {
    for (let i = 0; i < lanes.length; i++) lanes[i]!.environment.observe(observations, i * perObservation)
    policy.greedy(observations, lanes.length, actions)
    // From the last on, so that a lane that closes moves none that is still to be stepped.
    for (let i = lanes.length - 1; i >= 0; i--) {
      const lane = lanes[i]!
      const { environment } = lane
      environment.step(actions, i * perAction, lane.rng)
      steps++
      watch?.(lane.episode, environment.state)
      returns[lane.episode]! += environment.reward
      if (!Number.isFinite(environment.reward))
        throw notFinite('the reward in evaluation', environment.reward)
      if (!environment.terminated && ++lane.steps < world.maxEpisodeSteps) continue
      if (begun < episodes) start(lane)
      else lanes.splice(i, 1)
    }
    yield
  }
  return evaluationOf(returns, steps)
}

const openLane = (world: ControlWorld) => ({
  environment: world.create(),
  rng: Rng.fromSeed(0, 'evaluation'),
  episode: 0,
  steps: 0,
})

function begin(lane: ReturnType<typeof openLane>, episode: number, seed: number): void {
  lane.episode = episode
  lane.steps = 0
  lane.rng.reseed(seed, `evaluation/${episode}`)
  lane.environment.reset(lane.rng)
}
