/**
 * A robot in a tabular world: where it is, its running episode and the luck that drives it. An episode that has ended
 * stays to be seen until the next step begins another.
 */
import type { TabularWorld } from '../core/environment.ts'
import { Rng } from '../core/rng.ts'
import { sampleStart } from '../core/tabular-model.ts'
import type { EpisodeLog } from './episode-log.ts'
import { EpisodeTape } from './episode-tape.ts'
import type { RobotState, ShownRobot } from './training-loop.ts'

export class Robot {
  state = 0
  lastOutcome = -1
  ended = false
  tape = new EpisodeTape()
  readonly luck = Rng.fromSeed(0, 'clip')
  private readonly world: TabularWorld
  private readonly log: EpisodeLog
  /** Does a person see it? */
  private readonly watched: boolean
  private readonly hasChance: boolean

  constructor(world: TabularWorld, log: EpisodeLog, watched: boolean) {
    this.world = world
    this.log = log
    this.watched = watched
    this.hasChance = world.model.outcomes > world.model.states * world.model.actions
  }

  /** Begins an episode: its seed and its start come from `rng`. */
  begin(rng: Rng): void {
    const seed = rng.uint32()
    this.state = sampleStart(this.world.model, rng)
    // Outcomes that are certain draw nothing.
    if (this.hasChance) this.luck.reseed(seed, 'clip')
    this.ended = false
    this.log.begin(this.tape, this.state, seed)
  }

  /** Enters the `count` steps just written on its tape and closes the episode when it `terminated` or must be cut. */
  account(count: number, terminated: boolean, truncated: boolean): void {
    this.log.account(this.tape, count, this.watched)
    if (!terminated && !truncated) return
    this.ended = true
    this.tape = this.log.finish(this.tape, truncated, this.watched)
  }

  /** As it is to be drawn. */
  shown(): ShownRobot {
    const tape = (this.ended && this.log.newest) || this.tape
    return { tape, state: this.state, lastOutcome: this.lastOutcome }
  }

  save(): RobotState {
    const { state, lastOutcome, ended, luck } = this
    // The tape of an ended episode is in the log already.
    const tape = (ended ? new EpisodeTape() : this.tape).save()
    return { state, lastOutcome, ended, tape, luck: luck.save() }
  }

  load(saved: RobotState): void {
    this.state = saved.state
    this.lastOutcome = saved.lastOutcome
    this.ended = saved.ended
    this.tape.load(saved.tape)
    this.luck.load(saved.luck)
  }
}
