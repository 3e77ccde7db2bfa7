/**
 * A person driving in a control world, in simulated real time at a pace they can manage. The episode waits for the first
 * press. The robot's policy of that time drives the same start unseen, step for step, for its return to be compared. What
 * was done is kept as seed, start and actions.
 */
import type { DropPlace, ThingKind } from '../core/dropped-thing.ts'
import type { ControlWorld, Push } from '../core/environment.ts'
import type { Exhibit } from '../core/exhibit.ts'
import { type HeldAxes, isHeld, playKind, withAxis } from '../core/play-axes.ts'
import { type PolicySnapshot, think } from '../core/policy-snapshot.ts'
import type { Space } from '../core/space.ts'
import type { Playback } from '../store/state.ts'
import type { ControlReward } from '../training/control-shaping.ts'
import { PlayInput } from './play-input.ts'
import { Showing } from './showing.ts'

const LONGEST_FRAME_MILLISECONDS = 100
/** Once the person is through, the robot goes on this fast to its own end. */
const STEPS_ALONE_PER_FRAME = 8
const STREAM = 'play'

/** What falls within a second or two, or walks on several joints, is hard enough at half its speed. */
const PACES: Readonly<Record<string, Playback>> = {
  'CartPole-v1': 0.5,
  'CartPoleFixed-v0': 0.5,
  'LunarLander-v3': 0.5,
  'LunarLanderContinuous-v3': 0.5,
  'BipedalWalker-v3': 0.5,
  'BipedalWalkerHardcore-v3': 0.5,
  'InvertedPendulum-v5': 0.5,
  'InvertedDoublePendulum-v5': 0.25,
  'Hopper-v5': 0.5,
  'Walker2d-v5': 0.5,
  'HalfCheetah-v5': 0.5,
  'PipBench-v0': 0.5,
}

/** The pace a person starts to play a world with. */
export const playPace = (env: string): Playback => PACES[env] ?? 1

/** How a person's controls act, in one sentence. */
export function playHelp(space: Space, env = ''): string {
  const kind = playKind(env, { actionSpace: space })
  if (kind === 'lander')
    return 'Hold \u2191 (W) for the main engine, \u2190 or \u2192 (A or D) to turn; a stick or the buttons do the same.'
  if (kind === 'joints')
    return 'Each joint has two keys, one for each way; what is not held is let loose. Sticks and strips give less than full force.'
  const hold = 'Hold \u2190 or \u2192 (A or D, a gamepad, the buttons)'
  if (space.kind === 'box')
    return `${hold} for full force; a stick or a drag gives less, and nothing held is none.`
  return space.n % 2 === 0
    ? `${hold} to push; with nothing held, pushes to the left and to the right take turns and cancel out.`
    : `${hold} to push; let go to coast.`
}

export interface PlayRecord {
  readonly seed: number
  /** [stateSize] */
  readonly start: Float64Array
  /** Flat. [steps x actionSize] */
  readonly actions: readonly number[]
}

export class ControlPlay {
  held: HeldAxes = []
  private begun = false
  private elapsed = 0
  private readonly actions: number[] = []
  private readonly start: Float64Array
  private readonly world: ControlWorld
  private readonly seed: number
  private readonly policy: PolicySnapshot | null
  private readonly player: Showing
  private readonly companion: Showing
  private readonly hand: PlayInput

  /** @param policy the robot's to be compared with; null while none has come. @param env id of the world. */
  constructor(
    world: ControlWorld,
    seed: number,
    policy: PolicySnapshot | null,
    shaping: () => ControlReward,
    env = '',
  ) {
    this.world = world
    this.seed = seed
    this.policy = policy
    this.hand = new PlayInput(world.actionSpace, env)
    this.player = new Showing(world, shaping)
    this.companion = new Showing(world, shaping)
    this.player.begin(seed, STREAM)
    this.companion.begin(seed, STREAM)
    this.start = this.player.state.slice()
  }

  /** What is held of the first axis, -1 to 1, or null. */
  get input(): number | null {
    return this.held[0] ?? null
  }

  set input(value: number | null) {
    this.held = withAxis(this.held, 0, value)
  }

  get steps(): number {
    return this.player.episodeStep
  }

  get return(): number {
    return this.player.parts.reward
  }

  get finished(): Exhibit['finished'] {
    return this.player.finished
  }

  /** The robot's return on the same start, so far or in the end. */
  get robot(): { readonly return: number; readonly finished: boolean } | null {
    if (!this.policy) return null
    const { parts, finished } = this.companion
    return { return: parts.reward, finished: finished !== 'no' }
  }

  /** Was the robot pulled or hit, or its ground tilted? Such a return is no best one. */
  isMeddledWith = false

  /** A pull at the person's robot. It is no part of the record, but begins the episode as a held key does. */
  poke(push: Push | null): void {
    this.isMeddledWith ||= push !== null
    this.begun ||= push !== null
    this.player.poke = push
  }

  /** Something on the person's robot. It is no part of the record, but begins the episode: things do not hang in the air. */
  drop(kind: ThingKind, place: DropPlace): void {
    this.isMeddledWith = true
    this.begun = true
    this.player.drop(kind, place)
  }

  /** The ground under both robots, uphill to the right (rad). It is no part of the record. */
  tilt(angle: number): void {
    this.isMeddledWith ||= angle !== 0
    this.player.tilt = angle
    this.companion.tilt = angle
  }

  record(): PlayRecord {
    return { seed: this.seed, start: this.start, actions: this.actions }
  }

  /** Lets real time pass; `playback` simulated seconds go by in one real one. */
  advance(milliseconds: number, playback: number): void {
    this.begun ||= isHeld(this.held)
    if (!this.begun) return
    if (this.finished !== 'no') {
      for (let i = 0; i < STEPS_ALONE_PER_FRAME; i++) this.stepCompanion()
      this.elapsed = Math.min(this.world.stepSeconds, this.elapsed + (milliseconds / 1000) * playback)
      return
    }
    this.elapsed += (Math.min(milliseconds, LONGEST_FRAME_MILLISECONDS) / 1000) * playback
    while (this.elapsed >= this.world.stepSeconds && this.finished === 'no') {
      this.elapsed -= this.world.stepSeconds
      const action = this.hand.action(...this.held)
      this.actions.push(...action)
      this.player.step(action)
      this.stepCompanion()
    }
  }

  exhibit(): Exhibit {
    return this.player.exhibit('play', null, Math.min(1, this.elapsed / this.world.stepSeconds))
  }

  private stepCompanion(): void {
    if (!this.policy || this.companion.finished !== 'no') return
    this.companion.step(think(this.policy, this.companion.observe()).action)
  }
}
