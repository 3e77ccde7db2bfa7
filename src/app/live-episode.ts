/**
 * An episode as it happens on the page, the robot's or a person's, kept so that it replays exactly: the world moves by
 * the stream that `core/clip-replay.ts` uses. Notes when each step was seen, for signals come a little after what they
 * are about.
 */
import { type Beginning, clipFrom, replayClip, replayControlClip } from '../core/clip-replay.ts'
import type { TabularWorld, World } from '../core/environment.ts'
import type { Exhibit } from '../core/exhibit.ts'
import type { RobotEvent } from '../core/frame.ts'
import type { Clip } from '../core/label.ts'
import type { Thought } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import { actionSize } from '../core/space.ts'
import { sampleOutcome, sampleStart } from '../core/tabular-model.ts'
import type { ControlReward } from '../training/control-shaping.ts'
import { outcomeEvent } from './play-session.ts'
import { Showing } from './showing.ts'

/** Numbers that an action is. */
export const numbersPerStep = (world: World): number =>
  world.form === 'control' ? actionSize(world.actionSpace) : 1

const bringsWholeEpisodes = (world: World): boolean =>
  world.form === 'control' && world.restoredBy === 'episode'

/** The last steps before a signal, and how long before it each was seen. Milliseconds. [T] */
export interface RecentSteps {
  readonly clip: Clip
  readonly ages: readonly number[]
}

export class LiveEpisode {
  return = 0
  finished: Exhibit['finished'] = 'no'
  event: RobotEvent = 'none'
  /** Of a grid world. [steps + 1] */
  readonly states: number[] = []
  private readonly seed: number
  private readonly world: World
  /** Where it began: an episode's start, or a moment in the middle of one. */
  private readonly beginning: Beginning
  /** Flat. [steps x actionSize] */
  private readonly actions: number[] = []
  /** Before each step, and after the last. [steps + 1] */
  private readonly places: Clip['start'][] = []
  /** Milliseconds on the clock of `step`. [steps] */
  private readonly seenAt: number[] = []
  private readonly rng: Rng
  private readonly showing: Showing | null

  /** @param from null: where an episode of the world starts. @param shaping of a control world's reward. */
  constructor(world: World, seed: number, from: Beginning | null, shaping: () => ControlReward) {
    this.world = world
    this.seed = seed
    this.rng = Rng.fromSeed(seed, 'clip')
    if (world.form === 'control') {
      this.showing = new Showing(world, shaping, 'double')
      this.showing.begin(seed, 'clip', from)
      this.places.push([...this.showing.state])
    } else {
      this.showing = null
      const chosen = from?.start
      const state =
        typeof chosen === 'number' ? chosen : sampleStart(world.model, Rng.fromSeed(seed, 'start'))
      this.states.push(state)
      this.places.push(state)
    }
    this.beginning = from ?? { start: this.places[0]!, lead: [] }
  }

  get steps(): number {
    return this.seenAt.length
  }

  /** The present state. */
  get place(): Clip['start'] {
    return this.places.at(-1)!
  }

  /** The present moment, as a clip or another episode begins in it. */
  get moment(): Beginning {
    return this.momentAt(this.steps)
  }

  /** Of a control world; the same array each time. [observationSize] */
  observe(): Float32Array {
    return this.showing!.observe()
  }

  /** Nothing happens after the end. @param action [actionSize] @param now milliseconds, when the step is seen. */
  step(action: ArrayLike<number>, now: number): void {
    if (this.finished !== 'no') return
    if (this.world.form === 'tabular') this.stepBoard(this.world, action[0]!)
    else if (!this.stepControl(action)) return
    this.seenAt.push(now)
  }

  /** All of it. */
  clip(): Clip {
    return this.from(0)
  }

  /**
   * The steps seen since `milliseconds` ago, at least the newest; null before the first. Where chance would take another
   * way when it starts in the middle, the whole episode.
   * @param now on the clock of `step`.
   */
  recent(milliseconds: number, now: number): RecentSteps | null {
    if (this.steps === 0) return null
    const first = this.seenAt.findIndex(seen => now - seen <= milliseconds)
    const cut = first < 0 ? this.steps - 1 : first
    const start = this.replays(cut) ? cut : 0
    return { clip: this.from(start), ages: this.seenAt.slice(start).map(seen => Math.max(0, now - seen)) }
  }

  /** When the first step was seen, on the clock of `step`; null before it. */
  get begunAt(): number | null {
    return this.seenAt[0] ?? null
  }

  /** Of a control world. @param progress of the newest step, 0 to 1. */
  exhibit(moment: Exhibit['moment'], thought: Thought | null, progress: number): Exhibit {
    return this.showing!.exhibit(moment, thought, progress)
  }

  private from(step: number): Clip {
    const size = numbersPerStep(this.world)
    return clipFrom(this.world, this.momentAt(step), this.seed, this.actions.slice(step * size))
  }

  private momentAt(step: number): Beginning {
    const { world, beginning, actions } = this
    if (!bringsWholeEpisodes(world)) return { start: this.places[step]!, lead: [] }
    const lead = [...beginning.lead, ...actions.slice(0, step * numbersPerStep(world))]
    return { start: beginning.start, lead }
  }

  private replays(step: number): boolean {
    if (bringsWholeEpisodes(this.world)) return true
    const clip = this.from(step)
    if (this.world.form === 'tabular') {
      const { states } = replayClip(this.world.model, clip)
      return this.states.slice(step).every((state, i) => states[i] === state)
    }
    const { states } = replayControlClip(this.world, clip)
    const last = this.place as readonly number[]
    return states.length >= last.length && states.slice(-last.length).every((number, i) => number === last[i])
  }

  private stepBoard({ model, maxEpisodeSteps }: TabularWorld, action: number): void {
    const before = this.states.at(-1)!
    const outcome = sampleOutcome(model, before, action, this.rng)
    const after = model.next[outcome]!
    this.actions.push(action)
    this.states.push(after)
    this.places.push(after)
    this.return += model.reward[outcome]!
    if (model.terminated[outcome]) this.finished = 'terminated'
    else if (maxEpisodeSteps !== null && this.states.length > maxEpisodeSteps) this.finished = 'truncated'
    this.event = outcomeEvent(model, outcome, before, this.finished === 'truncated')
  }

  /** @returns false where the action was no number, which moves nothing. */
  private stepControl(action: ArrayLike<number>): boolean {
    const showing = this.showing!
    const before = showing.episodeStep
    showing.step(action)
    if (showing.episodeStep === before) return false
    this.actions.push(...Array.from(action))
    this.places.push([...showing.state])
    this.return = showing.parts.reward
    this.finished = showing.finished
    return true
  }
}
