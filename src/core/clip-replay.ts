/**
 * Replays a clip: start state, seed and actions give the same steps everywhere. In a world that brings only whole episodes
 * back, what comes before the first step on show is taken again unseen.
 */
import type { ControlWorld, World } from './environment.ts'
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

/** What a clip shows: nothing here counts the steps that lead to it. */
export interface ReplayedControlClip {
  /** Steps taken: all that it shows, or fewer where the MDP ended. */
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

/** Of worlds that live whole episodes again: who judges a clip and who draws it ask for the same one. Newest last. */
const recent: {
  readonly world: ControlWorld
  readonly clip: Clip
  readonly replayed: ReplayedControlClip
}[] = []
const MOST_RECENT = 8

/**
 * The same clip may be given the same arrays: they are for reading.
 * @throws PlaygroundError `bad-clip` when the start or the actions do not fit the world.
 */
export function replayControlClip(world: ControlWorld, clip: Clip): ReplayedControlClip {
  if (world.restoredBy === 'state') return liveAgain(world, clip)
  const known = recent.find(each => each.clip === clip && each.world === world)
  if (known) return known.replayed
  const replayed = liveAgain(world, clip)
  recent.push({ world, clip, replayed })
  if (recent.length > MOST_RECENT) recent.shift()
  return replayed
}

function liveAgain(world: ControlWorld, clip: Clip): ReplayedControlClip {
  const { start, seed, actions, lead = 0 } = clip
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
  const most = actions.length / perAction - lead
  if (!(most >= 0)) {
    throw new PlaygroundError(
      'bad-clip',
      `Clip has a lead of ${lead} steps; it holds ${actions.length / perAction}.`,
    )
  }
  const states = new Float64Array((most + 1) * stateSize)
  const observations = new Float32Array(most * environment.observationSize)
  const rewards = new Float64Array(most)
  environment.reset(rng)
  environment.state.set(start)
  for (let step = 0; step < lead; step++) {
    environment.step(actions, step * perAction, rng)
    if (!environment.terminated) continue
    throw new PlaygroundError('bad-clip', `Clip ends in step ${step + 1} of the ${lead} that lead to it.`)
  }
  states.set(environment.state)
  let steps = 0
  let terminated = false
  while (steps < most && !terminated) {
    environment.observe(observations, steps * environment.observationSize)
    environment.step(actions, (lead + steps) * perAction, rng)
    rewards[steps] = environment.reward
    terminated = environment.terminated
    steps++
    states.set(environment.state, steps * stateSize)
  }
  return {
    steps,
    states: states.subarray(0, (steps + 1) * stateSize),
    observations: observations.subarray(0, steps * environment.observationSize),
    actions: Float32Array.from(actions.slice(lead * perAction, (lead + steps) * perAction)),
    rewards: rewards.subarray(0, steps),
    terminated,
  }
}

/** A moment that can be come to again: a state, and the actions that lead from it to the moment. */
export interface Beginning {
  readonly start: Clip['start']
  /** None where the state is the moment itself. [steps x actionSize] */
  readonly lead: readonly number[]
}

/** Steps that a clip of a world shows. */
export const shownSteps = (world: World, { actions, lead = 0 }: Clip): number =>
  actions.length / (world.form === 'control' ? actionSize(world.actionSpace) : 1) - lead

/** What is done in the steps that a clip shows. [steps x actionSize] */
export const shownActions = (world: World, { actions, lead = 0 }: Clip): readonly number[] =>
  actions.slice(lead * (world.form === 'control' ? actionSize(world.actionSpace) : 1))

/** A clip that goes on from a moment. @param actions what is done from there. */
export function clipFrom(
  world: World,
  { start, lead }: Beginning,
  seed: number,
  actions: readonly number[],
): Clip {
  if (lead.length === 0) return { start, seed, actions }
  const perAction = world.form === 'control' ? actionSize(world.actionSpace) : 1
  return { start, seed, actions: [...lead, ...actions], lead: lead.length / perAction }
}

/**
 * The moment after the first `at` steps that a clip shows.
 * @throws PlaygroundError `bad-clip` when the clip does not fit the world, or ends before.
 */
export function momentOf(world: World, clip: Clip, at: number): Beginning {
  if (world.form === 'tabular') return { start: replayClip(world.model, clip).states[at]!, lead: [] }
  const perAction = actionSize(world.actionSpace)
  const { actions, lead = 0 } = clip
  if (world.restoredBy === 'episode') {
    return { start: clip.start, lead: actions.slice(0, (lead + at) * perAction) }
  }
  const { states } = replayControlClip(world, clip)
  return { start: [...states.subarray(at * world.stateSize, (at + 1) * world.stateSize)], lead: [] }
}
