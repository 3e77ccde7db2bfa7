/**
 * What all robots of a run over real-valued states did lately: a ring of the newest steps, from which people are shown clips and
 * on which a learned reward is centred. Robots take turns: step t of robot e is number t E + e and lies at that number modulo
 * the capacity, so that what followed it lies E further on.
 */
import type { Batch } from '../core/agent.ts'
import type { Beginning } from '../core/clip-replay.ts'
import type { ControlWorld } from '../core/environment.ts'
import { Rng } from '../core/rng.ts'
import { actionSize, type Space } from '../core/space.ts'
import type { Place } from './checkpoint.ts'
import { EpisodePast, loadPasts, type PastsState, readPasts, savePasts } from './episode-past.ts'

/** Steps kept, all robots counted. */
const KEPT_STEPS = 16_384

export interface ExperienceState {
  readonly added: number
  readonly states: Float64Array
  readonly observations: Float32Array
  readonly actions: Float32Array
  readonly rewards: Float64Array
  readonly ends: Int32Array
  /** Worlds that bring only whole episodes back: those that the steps lie in, and which and how far in each lies. [size] */
  readonly pasts?: PastsState & { readonly of: Int32Array; readonly ages: Int32Array }
}

export class ControlExperience {
  readonly robots: number
  /** Steps it holds at most, a multiple of `robots`. */
  readonly capacity: number
  readonly stateSize: number
  readonly observationSize: number
  readonly actionSize: number
  /** Steps entered so far, those overwritten included. */
  added = 0
  /** Before each step. [capacity x stateSize] */
  readonly states: Float64Array
  /** Before each step. [capacity x observationSize] */
  readonly observations: Float32Array
  /** [capacity x actionSize] */
  readonly actions: Float32Array
  /** The task's own. [capacity] */
  readonly rewards: Float64Array
  /** 1 where the episode ended with the step. [capacity] */
  readonly ends: Int32Array
  /** The episode that each step lies in and how many steps came before, in worlds that bring only whole episodes back. [capacity] */
  private readonly pasts: EpisodePast[] | null
  private readonly ages: Int32Array

  constructor(world: ControlWorld, robots: number) {
    this.robots = robots
    this.capacity = robots * Math.ceil(KEPT_STEPS / robots)
    this.stateSize = world.stateSize
    this.observationSize = world.observationSpace.low.length
    this.actionSize = actionSize(world.actionSpace)
    this.states = new Float64Array(this.capacity * this.stateSize)
    this.observations = new Float32Array(this.capacity * this.observationSize)
    this.actions = new Float32Array(this.capacity * this.actionSize)
    this.rewards = new Float64Array(this.capacity)
    this.ends = new Int32Array(this.capacity)
    this.pasts = world.restoredBy === 'episode' ? [] : null
    this.ages = new Int32Array(this.pasts ? this.capacity : 0)
  }

  get keepsPasts(): boolean {
    return this.pasts !== null
  }

  /** Steps it holds. */
  get size(): number {
    return Math.min(this.added, this.capacity)
  }

  /** Enters one robot's step; all robots take turns. @param state before it. [stateSize] @param past of its episode before it, where the world needs it. */
  add(
    state: Float64Array,
    { observations, actions }: Pick<Batch, 'observations' | 'actions'>,
    robot: number,
    reward: number,
    ended: boolean,
    past: EpisodePast | null = null,
  ): void {
    const slot = this.added % this.capacity
    place(state, 0, this.states, slot, this.stateSize)
    place(observations, robot, this.observations, slot, this.observationSize)
    place(actions, robot, this.actions, slot, this.actionSize)
    this.rewards[slot] = reward
    this.ends[slot] = ended ? 1 : 0
    if (this.pasts && past) {
      this.pasts[slot] = past
      this.ages[slot] = past.steps
    }
    this.added++
  }

  /** The moment before a step that is still kept, as clips begin in it. @param step its number. */
  beginning(step: number): Beginning {
    const slot = step % this.capacity
    const past = this.pasts?.[slot]
    if (past) return { start: [...past.start], lead: [...past.upTo(this.ages[slot]!)] }
    return { start: [...this.states.subarray(slot * this.stateSize, (slot + 1) * this.stateSize)], lead: [] }
  }

  save(): ExperienceState {
    const { size } = this
    return {
      added: this.added,
      states: this.states.slice(0, size * this.stateSize),
      observations: this.observations.slice(0, size * this.observationSize),
      actions: this.actions.slice(0, size * this.actionSize),
      rewards: this.rewards.slice(0, size),
      ends: this.ends.slice(0, size),
      ...(this.pasts && { pasts: this.savePasts(this.pasts) }),
    }
  }

  /** @param running episodes of the robots, which go on. */
  load(saved: ExperienceState, running: readonly EpisodePast[] = []): void {
    this.added = saved.added
    this.states.set(saved.states)
    this.observations.set(saved.observations)
    this.actions.set(saved.actions)
    this.rewards.set(saved.rewards)
    this.ends.set(saved.ends)
    if (!this.pasts || !saved.pasts) return
    const pasts = loadPasts(saved.pasts, this.actionSize).map(
      past => running.find(other => isSame(past, other)) ?? past,
    )
    saved.pasts.of.forEach((of, slot) => {
      this.pasts![slot] = pasts[of]!
    })
    this.ages.set(saved.pasts.ages)
  }

  private savePasts(pasts: readonly EpisodePast[]): NonNullable<ExperienceState['pasts']> {
    const kept = [...new Set(pasts)]
    const places = new Map(kept.map((past, place) => [past, place]))
    return {
      ...savePasts(kept, this.stateSize, this.actionSize),
      of: Int32Array.from(pasts, past => places.get(past)!),
      ages: this.ages.slice(0, pasts.length),
    }
  }
}

/**
 * Enters `steps` steps of random actions, in environments of their own, where nothing was recorded yet: what a robot does that
 * has learnt nothing, for the first questions.
 */
export function beginWithRandomSteps(
  experience: ControlExperience,
  world: ControlWorld,
  seed: number,
  steps: number,
): void {
  const { robots, observationSize, actionSize: perAction } = experience
  const { actionSpace } = world
  const rng = Rng.fromSeed(seed, 'first-clips')
  const environments = Array.from({ length: robots }, () => world.create())
  const observations = new Float32Array(robots * observationSize)
  const actions = new Float32Array(robots * perAction)
  const lengths = new Int32Array(robots)
  for (const environment of environments) environment.reset(rng)
  const begun = (robot: number) =>
    world.restoredBy === 'episode' ? new EpisodePast(environments[robot]!.state, perAction) : null
  const pasts = environments.map((_, robot) => begun(robot))
  while (experience.added < steps) {
    environments.forEach((environment, robot) => {
      environment.observe(observations, robot * observationSize)
      for (let d = 0; d < perAction; d++) actions[robot * perAction + d] = randomAction(actionSpace, d, rng)
    })
    environments.forEach((environment, robot) => {
      const before = environment.state.slice()
      environment.step(actions, robot * perAction, rng)
      const ended = environment.terminated || ++lengths[robot]! >= world.maxEpisodeSteps
      experience.add(before, { observations, actions }, robot, environment.reward, ended, pasts[robot]!)
      pasts[robot]?.add(actions, robot * perAction)
      if (!ended) return
      environment.reset(rng)
      pasts[robot] = begun(robot)
      lengths[robot] = 0
    })
  }
}

const randomAction = (space: Space, dimension: number, rng: Rng): number =>
  space.kind === 'discrete'
    ? rng.integer(space.n)
    : space.low[dimension]! + (space.high[dimension]! - space.low[dimension]!) * rng.uniform()

/** @throws PlaygroundError `bad-checkpoint`. */
export function readControlExperience(
  saved: Place,
  { capacity, robots, stateSize, observationSize, actionSize, keepsPasts }: ControlExperience,
): ExperienceState {
  const added = saved.at('added').whole(0)
  if (added % robots !== 0) throw saved.at('added').refusal(`a multiple of ${robots}`)
  const size = Math.min(added, capacity)
  return {
    added,
    states: saved.at('states').array('Float64Array', size * stateSize),
    observations: saved.at('observations').array('Float32Array', size * observationSize),
    actions: saved.at('actions').array('Float32Array', size * actionSize),
    rewards: saved.at('rewards').array('Float64Array', size),
    ends: saved.at('ends').array('Int32Array', size),
    ...(keepsPasts && { pasts: readExperiencePasts(saved.at('pasts'), { stateSize, actionSize }, size) }),
  }
}

const isSame = (a: EpisodePast, b: EpisodePast): boolean =>
  a.steps === b.steps && a.start.every((number, i) => number === b.start[i])

function readExperiencePasts(
  saved: Place,
  sizes: { readonly stateSize: number; readonly actionSize: number },
  size: number,
): NonNullable<ExperienceState['pasts']> {
  const pasts = readPasts(saved, sizes)
  const of = saved.at('of').array('Int32Array', size)
  const ages = saved.at('ages').array('Int32Array', size)
  const fits = (past: number, slot: number) => ages[slot]! >= 0 && ages[slot]! <= (pasts.steps[past] ?? -1)
  if (!of.every(fits)) throw saved.at('of').refusal('episodes of the file, and ages within them')
  return { ...pasts, of, ages }
}

function place(
  from: Float32Array | Float64Array,
  row: number,
  into: Float32Array | Float64Array,
  slot: number,
  width: number,
): void {
  for (let i = 0; i < width; i++) into[slot * width + i] = from[row * width + i]!
}
