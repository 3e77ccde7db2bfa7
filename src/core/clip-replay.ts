/** Replays a clip: start state, seed and actions give the same steps everywhere. */
import type { ControlWorld } from './environment.ts'
import { PlaygroundError } from './errors.ts'
import type { Clip } from './label.ts'
import { Rng } from './rng.ts'
import { actionSize } from './space.ts'
import { sampleOutcome, type TabularModel } from './tabular-model.ts'

export interface ReplayedClip {
  /** States visited, the start first. [T + 1] */
  readonly states: Int32Array
  /** Outcome of each step, an index into the model's tables. [T] */
  readonly outcomes: Int32Array
}

/** @throws PlaygroundError `bad-clip` when the start or an action is outside the model. */
export function replayClip(model: TabularModel, clip: Clip): ReplayedClip {
  const { start } = clip
  if (typeof start !== 'number' || !(start >= 0 && start < model.states)) {
    throw new PlaygroundError(
      'bad-clip',
      `Clip starts in state ${String(start).slice(0, 60)}; expected a whole number below ${model.states}.`,
    )
  }
  const rng = Rng.fromSeed(clip.seed, 'clip')
  const states: number[] = [start]
  const outcomes: number[] = []
  for (const action of clip.actions) {
    if (!(action >= 0 && action < model.actions)) {
      throw new PlaygroundError('bad-clip', `Clip holds action ${action}; the world has ${model.actions}.`)
    }
    const outcome = sampleOutcome(model, states.at(-1)!, action, rng)
    outcomes.push(outcome)
    states.push(model.next[outcome]!)
    if (model.terminated[outcome]) break
  }
  return { states: Int32Array.from(states), outcomes: Int32Array.from(outcomes) }
}

export interface ReplayedControlClip {
  /** Steps taken: all of the clip's, or fewer where the MDP ended. */
  readonly steps: number
  /** The start first. [(T + 1) x stateSize] */
  readonly states: Float64Array
  /** What was seen before each step. [T x observationSize] */
  readonly observations: Float32Array
  /** [T x actionSize] */
  readonly actions: Float32Array
  /** Task reward. [T] */
  readonly rewards: Float64Array
  readonly terminated: boolean
}

/** @throws PlaygroundError `bad-clip` when the start or the actions do not fit the world. */
export function replayControlClip(world: ControlWorld, { start, seed, actions }: Clip): ReplayedControlClip {
  const { stateSize } = world
  const perAction = actionSize(world.actionSpace)
  if (typeof start === 'number' || start.length !== stateSize || !start.every(Number.isFinite)) {
    throw new PlaygroundError(
      'bad-clip',
      `Clip starts in ${String(start).slice(0, 60)}; expected ${stateSize} numbers.`,
    )
  }
  if (actions.length % perAction !== 0 || !actions.every(Number.isFinite)) {
    throw new PlaygroundError(
      'bad-clip',
      `Clip holds ${actions.length} numbers of actions; expected ${perAction} a step.`,
    )
  }
  const environment = world.create()
  const rng = Rng.fromSeed(seed, 'clip')
  const most = actions.length / perAction
  const states = new Float64Array((most + 1) * stateSize)
  const observations = new Float32Array(most * environment.observationSize)
  const rewards = new Float64Array(most)
  environment.reset(rng)
  environment.state.set(start)
  states.set(environment.state)
  let steps = 0
  let terminated = false
  while (steps < most && !terminated) {
    environment.observe(observations, steps * environment.observationSize)
    environment.step(actions, steps * perAction, rng)
    rewards[steps] = environment.reward
    terminated = environment.terminated
    steps++
    states.set(environment.state, steps * stateSize)
  }
  return {
    steps,
    states: states.subarray(0, (steps + 1) * stateSize),
    observations: observations.subarray(0, steps * environment.observationSize),
    actions: Float32Array.from(actions.slice(0, steps * perAction)),
    rewards: rewards.subarray(0, steps),
    terminated,
  }
}
