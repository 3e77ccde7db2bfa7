/**
 * The books of a run: sums and visits of running episodes, curves and tapes of finished ones, the most notable thing that
 * happened since somebody looked. Nothing the learner sees depends on it but the visit counts of a visit bonus.
 */
import type { TabularWorld } from '../core/environment.ts'
import type { RobotEvent } from '../core/frame.ts'
import type { EpisodeRecord } from '../core/label.ts'
import type { RewardParts } from '../core/run-config.ts'
import type { TabularModel } from '../core/tabular-model.ts'
import { EpisodeCurves } from './curves.ts'
import { EpisodeTape } from './episode-tape.ts'
import { type RewardTables, sourcePairs } from './shaping.ts'

const PAST_EPISODES = 3

/** Least notable first. */
const EVENTS: readonly RobotEvent[] = ['none', 'bump', 'reward', 'timeout', 'fell', 'goal']
const HAZARDS = ['cliff', 'lava', 'hole']

export class EpisodeLog {
  /** Finished episodes. */
  episode = 0
  /** Times each state was entered, episode starts included. [S] */
  readonly visits: Uint32Array
  readonly curves = new EpisodeCurves()
  /** State and action of each outcome, s A + a. [K] */
  readonly pairs: Int32Array
  tables: RewardTables
  private readonly model: TabularModel
  /** Place in EVENTS by outcome. [K] */
  private readonly events: Uint8Array
  /** Place in EVENTS of the most notable event since `takeEvent`. */
  private event = 0
  /** Finished episodes, newest first. */
  private past: EpisodeTape[] = []

  constructor({ model }: TabularWorld, tables: RewardTables) {
    this.model = model
    this.tables = tables
    this.visits = new Uint32Array(model.states)
    this.pairs = sourcePairs(model)
    this.events = Uint8Array.from(this.pairs, (pair, outcome) =>
      EVENTS.indexOf(eventOf(model, Math.floor(pair / model.actions), outcome)),
    )
  }

  begin(tape: EpisodeTape, start: number, seed: number): void {
    tape.begin(start, seed)
    this.visits[start]!++
  }

  /** Enters the `count` outcomes just written on `tape`. @param watched does a person see this robot? */
  account(tape: EpisodeTape, count: number, watched: boolean): void {
    const { visits, events } = this
    const { next } = this.model
    const { reward, shaping, learned, visitBonus } = this.tables
    const { buffer, offset } = tape
    // Sums stay in local variables: a field that holds a fraction costs a memory round trip per step.
    let event = this.event
    let rewardSum = tape.reward
    let shapingSum = tape.shapingReward
    let learnedSum = tape.learnedReward
    for (let i = offset; i < offset + count; i++) {
      const outcome = buffer[i]!
      const entered = next[outcome]!
      visits[entered]!++
      rewardSum += reward[outcome]!
      shapingSum += shaping[outcome]!
      learnedSum += learned[outcome]!
      if (visitBonus !== 0) shapingSum += visitBonus / Math.sqrt(visits[entered]!)
      event = Math.max(event, events[outcome]!)
    }
    tape.reward = rewardSum
    tape.shapingReward = shapingSum
    tape.learnedReward = learnedSum
    tape.advance(count)
    if (watched) this.event = event
  }

  /** Closes the episode on `tape`. @returns a tape for the next one. */
  finish(tape: EpisodeTape, truncated: boolean, watched: boolean): EpisodeTape {
    this.episode++
    this.curves.add(tape.reward, tape.shapingReward, tape.learnedReward, tape.steps)
    if (truncated && watched) this.event = Math.max(this.event, EVENTS.indexOf('timeout'))
    const oldest = this.past.length < PAST_EPISODES ? new EpisodeTape() : this.past[PAST_EPISODES - 1]!
    for (let i = Math.min(this.past.length, PAST_EPISODES - 1); i > 0; i--) this.past[i] = this.past[i - 1]!
    this.past[0] = tape
    return oldest
  }

  /** The tape of the last finished episode. */
  get newest(): EpisodeTape | undefined {
    return this.past[0]
  }

  lastEpisode(): EpisodeRecord | null {
    const tape = this.past[0]
    return tape ? { episode: this.episode, clip: tape.clip(this.model, this.pairs) } : null
  }

  pastTrails(): Int32Array[] {
    return this.past.map(tape => tape.trail(this.model))
  }

  takeEvent(): RobotEvent {
    const event = EVENTS[this.event]!
    this.event = 0
    return event
  }

  /** What the newest step brought, its state entered `visits` times so far. */
  partsOf(outcome: number): RewardParts {
    if (outcome < 0) return { reward: 0, shapingReward: 0, learnedReward: 0 }
    const { reward, shaping, learned, visitBonus } = this.tables
    const bonus = visitBonus / Math.sqrt(Math.max(1, this.visits[this.model.next[outcome]!]!))
    return {
      reward: reward[outcome]!,
      shapingReward: shaping[outcome]! + bonus,
      learnedReward: learned[outcome]!,
    }
  }

  save() {
    return {
      episode: this.episode,
      visits: this.visits.slice(),
      curves: this.curves.save(),
      past: this.past.map(tape => tape.save()),
    }
  }

  load(saved: ReturnType<EpisodeLog['save']>): void {
    this.episode = saved.episode
    this.visits.set(saved.visits)
    this.curves.load(saved.curves)
    this.past = saved.past.map(past => {
      const tape = new EpisodeTape()
      tape.load(past)
      return tape
    })
  }
}

function eventOf(model: TabularModel, state: number, outcome: number): RobotEvent {
  const kind = model.kinds[model.kind[outcome]!]!
  const reward = model.reward[outcome]!
  if (HAZARDS.includes(kind)) return 'fell'
  if (model.terminated[outcome]) return kind.startsWith('goal') || reward > 0 ? 'goal' : 'fell'
  if (model.next[outcome] === state) return 'bump'
  return reward > 0 ? 'reward' : 'none'
}
