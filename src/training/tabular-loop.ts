/**
 * Where a tabular learner meets a tabular world, one step at a time, tens of millions a second. The inner loop acts,
 * draws an outcome and learns; sums, visits and tapes are entered afterwards, from the outcomes of a block of steps.
 *
 * The loop adds `truncated` at the world's time limit. Each episode's luck comes from a seed of its own, so that an
 * episode replays from start, seed and actions (core/clip-replay.ts).
 */
import type { TabularAgent } from '../core/agent.ts'
import type { TabularWorld } from '../core/environment.ts'
import { Rng } from '../core/rng.ts'
import { sampleOutcome, sampleStart } from '../core/tabular-model.ts'
import type { EpisodeLog } from './episode-log.ts'
import { EpisodeTape } from './episode-tape.ts'

const BLOCK = 1024
/** Newest TD errors kept for drawing. */
export const TD_ERRORS = 32

export class TabularLoop {
  /** Environment steps taken. */
  steps = 0
  learning = true
  /** The running episode. */
  tape = new EpisodeTape()
  /** Where the robot is. */
  state: number
  /** The last step's outcome, -1 before the first. */
  lastOutcome = -1
  private readonly world: TabularWorld
  private readonly agent: TabularAgent
  private readonly log: EpisodeLog
  private readonly limit: number
  private readonly hasChance: boolean
  private readonly agentRng: Rng
  private readonly environmentRng: Rng
  /** Drives the running episode. */
  private readonly luck: Rng
  private readonly outcomes = new Int32Array(BLOCK)
  private terminated = false
  /** State and TD error by turns, a ring. [2 TD_ERRORS] */
  private readonly errors = new Float64Array(2 * TD_ERRORS)
  private errorCount = 0

  constructor(world: TabularWorld, agent: TabularAgent, log: EpisodeLog, seed: number) {
    this.world = world
    this.agent = agent
    this.log = log
    this.limit = world.maxEpisodeSteps ?? Number.POSITIVE_INFINITY
    this.hasChance = world.model.outcomes > world.model.states * world.model.actions
    this.agentRng = Rng.fromSeed(seed, 'agent')
    this.environmentRng = Rng.fromSeed(seed, 'environment')
    this.luck = Rng.fromSeed(0, 'clip')
    this.state = this.beginEpisode()
  }

  /** Takes exactly `steps` steps. */
  advance(steps: number): number {
    this.run(Math.max(0, steps - TD_ERRORS))
    for (let left = Math.min(steps, TD_ERRORS); left > 0; left--) {
      const { state } = this
      this.run(1)
      if (this.learning) this.keepError(state, this.agent.tdError)
    }
    return steps
  }

  /** TD errors of the newest steps since the last call, oldest first: state and error by turns. */
  takeTdErrors(): Float64Array {
    const count = Math.min(this.errorCount, TD_ERRORS)
    const taken = new Float64Array(2 * count)
    for (let i = 0; i < count; i++) {
      const at = 2 * ((this.errorCount - count + i) % TD_ERRORS)
      taken[2 * i] = this.errors[at]!
      taken[2 * i + 1] = this.errors[at + 1]!
    }
    this.errorCount = 0
    return taken
  }

  save() {
    return {
      steps: this.steps,
      states: [this.state],
      lastOutcomes: [this.lastOutcome],
      tapes: [this.tape.save()],
      agentRng: this.agentRng.save(),
      environmentRng: this.environmentRng.save(),
      lucks: [this.luck.save()],
    }
  }

  load(saved: ReturnType<TabularLoop['save']>): void {
    this.steps = saved.steps
    this.state = saved.states[0]!
    this.lastOutcome = saved.lastOutcomes[0]!
    this.tape.load(saved.tapes[0]!)
    this.agentRng.load(saved.agentRng)
    this.environmentRng.load(saved.environmentRng)
    this.luck.load(saved.lucks[0]!)
  }

  private run(steps: number): void {
    // A visit bonus depends on the step before it, so the books are kept up step by step.
    const block = this.log.tables.visitBonus === 0 ? BLOCK : 1
    for (let left = steps; left > 0; ) {
      const untilLimit = this.limit - this.tape.steps
      const taken = this.runBlock(Math.min(left, block, untilLimit), untilLimit)
      this.log.account(this.tape, this.outcomes, taken)
      this.steps += taken
      left -= taken
      if (this.terminated || taken === untilLimit) {
        this.tape = this.log.finish(this.tape, !this.terminated)
        this.state = this.beginEpisode()
      }
    }
  }

  /** Takes up to `count` steps of one episode, fewer when it ends. @param untilLimit steps left in the episode. */
  private runBlock(count: number, untilLimit: number): number {
    const { agent, agentRng, luck, outcomes, learning, log } = this
    const { model } = this.world
    const { total, visitBonus } = log.tables
    let state = this.state
    let taken = 0
    let terminated = false
    while (taken < count && !terminated) {
      const action = agent.act(state, agentRng)
      const outcome = sampleOutcome(model, state, action, luck)
      const next = model.next[outcome]!
      terminated = model.terminated[outcome] === 1
      outcomes[taken++] = outcome
      if (learning) {
        const bonus = visitBonus === 0 ? 0 : visitBonus / Math.sqrt(log.visits[next]! + 1)
        const truncated = taken === untilLimit && !terminated
        agent.learn(state, action, total[outcome]! + bonus, next, terminated, truncated, agentRng)
      }
      state = next
    }
    this.state = state
    this.terminated = terminated
    this.lastOutcome = outcomes[taken - 1]!
    return taken
  }

  private beginEpisode(): number {
    const seed = this.environmentRng.uint32()
    const start = sampleStart(this.world.model, this.environmentRng)
    if (this.hasChance) this.luck.reseed(seed, 'clip')
    this.log.begin(this.tape, start, seed)
    return start
  }

  private keepError(state: number, error: number): void {
    const at = 2 * (this.errorCount++ % TD_ERRORS)
    this.errors[at] = state
    this.errors[at + 1] = error
  }
}
