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
import { sampleOutcome } from '../core/tabular-model.ts'
import type { EpisodeLog } from './episode-log.ts'
import { Robot } from './robot.ts'
import type { LoopState, ShownRobot, TrainingLoop } from './training-loop.ts'

/** Newest TD errors kept for drawing. */
const TD_ERRORS = 32

export class TabularLoop implements TrainingLoop {
  steps = 0
  learning = true
  private readonly world: TabularWorld
  private readonly agent: TabularAgent
  private readonly log: EpisodeLog
  private readonly robot: Robot
  private readonly limit: number
  private readonly agentRng: Rng
  private readonly environmentRng: Rng
  /** Did the last block end the MDP? */
  private terminated = false
  /** State and TD error by turns, a ring. [2 TD_ERRORS] */
  private readonly errors = new Float64Array(2 * TD_ERRORS)
  private errorCount = 0

  constructor(world: TabularWorld, agent: TabularAgent, log: EpisodeLog, seed: number) {
    this.world = world
    this.agent = agent
    this.log = log
    this.limit = world.maxEpisodeSteps ?? Number.POSITIVE_INFINITY
    this.agentRng = Rng.fromSeed(seed, 'agent')
    this.environmentRng = Rng.fromSeed(seed, 'environment')
    this.robot = new Robot(world, log, true)
    this.robot.begin(this.environmentRng)
  }

  get shown(): ShownRobot {
    return this.robot.shown()
  }

  advance(steps: number): number {
    this.run(Math.max(0, steps - TD_ERRORS))
    for (let left = Math.min(steps, TD_ERRORS); left > 0; left--) {
      this.run(1)
      if (this.learning) this.keepError()
    }
    return steps
  }

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

  save(): LoopState {
    return {
      steps: this.steps,
      robots: [this.robot.save()],
      agentRng: this.agentRng.save(),
      environmentRng: this.environmentRng.save(),
    }
  }

  load(saved: LoopState): void {
    this.steps = saved.steps
    this.robot.load(saved.robots[0]!)
    this.agentRng.load(saved.agentRng)
    this.environmentRng.load(saved.environmentRng)
  }

  private run(steps: number): void {
    const { robot } = this
    // A visit bonus depends on the step before it, so the books are kept up step by step.
    const block = this.log.tables.visitBonus === 0 ? steps : 1
    for (let left = steps; left > 0; ) {
      if (robot.ended) robot.begin(this.environmentRng)
      const untilLimit = this.limit - robot.tape.steps
      const taken = this.runBlock(Math.min(left, block, untilLimit, robot.tape.room), untilLimit)
      robot.account(taken, this.terminated, taken === untilLimit && !this.terminated)
      this.steps += taken
      left -= taken
    }
  }

  /** Takes up to `count` steps of one episode, fewer when it ends. @param untilLimit steps left in the episode. */
  private runBlock(count: number, untilLimit: number): number {
    const { agent, agentRng, robot, learning, log } = this
    const { model } = this.world
    const { total, visitBonus } = log.tables
    const { luck } = robot
    const { buffer, offset } = robot.tape
    let { state } = robot
    let taken = 0
    let terminated = false
    while (taken < count && !terminated) {
      const action = agent.act(state, agentRng)
      const outcome = sampleOutcome(model, state, action, luck)
      const next = model.next[outcome]!
      terminated = model.terminated[outcome] === 1
      buffer[offset + taken++] = outcome
      if (learning) {
        const bonus = visitBonus === 0 ? 0 : visitBonus / Math.sqrt(log.visits[next]! + 1)
        const truncated = taken === untilLimit && !terminated
        agent.learn(state, action, total[outcome]! + bonus, next, terminated, truncated, agentRng)
      }
      state = next
    }
    robot.state = state
    robot.lastOutcome = buffer[offset + taken - 1]!
    this.terminated = terminated
    return taken
  }

  private keepError(): void {
    const at = 2 * (this.errorCount++ % TD_ERRORS)
    this.errors[at] = Math.floor(this.log.pairs[this.robot.lastOutcome]! / this.world.model.actions)
    this.errors[at + 1] = this.agent.tdError
  }
}
