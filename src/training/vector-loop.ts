/**
 * Where a network learner meets a tabular world: as many robots side by side as it asks for, all a step at a time, their
 * states as one-hot vectors. An episode that ended is followed by another at the next step; the batch holds its final
 * observation, so that a truncated episode can be bootstrapped from where it was cut.
 */
import type { Batch, BatchAgent } from '../core/agent.ts'
import type { TabularWorld } from '../core/environment.ts'
import { Rng } from '../core/rng.ts'
import { sampleOutcome } from '../core/tabular-model.ts'
import type { EpisodeLog } from './episode-log.ts'
import { Robot } from './robot.ts'
import type { LoopState, ShownRobot, TrainingLoop } from './training-loop.ts'

export class VectorLoop implements TrainingLoop {
  steps = 0
  learning = true
  private readonly world: TabularWorld
  private readonly agent: BatchAgent
  private readonly log: EpisodeLog
  private readonly robots: readonly Robot[]
  private readonly limit: number
  private readonly agentRng: Rng
  private readonly environmentRng: Rng
  private readonly plainBatch: Batch
  /** The same with what the reward model gave. */
  private readonly taughtBatch: Batch & { readonly learnedRewards: Float64Array }

  constructor(world: TabularWorld, agent: BatchAgent, log: EpisodeLog, seed: number) {
    const size = agent.environments
    this.world = world
    this.agent = agent
    this.log = log
    this.limit = world.maxEpisodeSteps ?? Number.POSITIVE_INFINITY
    this.agentRng = Rng.fromSeed(seed, 'agent')
    this.environmentRng = Rng.fromSeed(seed, 'environment')
    this.robots = Array.from({ length: size }, (_, i) => new Robot(world, log, i === 0))
    for (const robot of this.robots) robot.begin(this.environmentRng)
    this.plainBatch = {
      size,
      observations: new Float32Array(size * world.model.states),
      actions: new Float32Array(size),
      rewards: new Float64Array(size),
      nextObservations: new Float32Array(size * world.model.states),
      terminated: new Uint8Array(size),
      truncated: new Uint8Array(size),
    }
    this.taughtBatch = { ...this.plainBatch, learnedRewards: new Float64Array(size) }
  }

  private get batch(): Batch {
    return this.log.tables.isTaught ? this.taughtBatch : this.plainBatch
  }

  get shown(): ShownRobot {
    return this.robots[0]!.shown()
  }

  advance(steps: number): number {
    let taken = 0
    for (; taken < steps; taken += this.plainBatch.size) this.stepAll()
    this.steps += taken
    return taken
  }

  /** Network learners report none. */
  takeTdErrors(): Float64Array {
    return new Float64Array(0)
  }

  save(): LoopState {
    return {
      steps: this.steps,
      robots: this.robots.map(robot => robot.save()),
      agentRng: this.agentRng.save(),
      environmentRng: this.environmentRng.save(),
    }
  }

  load(saved: LoopState): void {
    this.steps = saved.steps
    this.robots.forEach((robot, i) => {
      robot.load(saved.robots[i]!)
    })
    this.agentRng.load(saved.agentRng)
    this.environmentRng.load(saved.environmentRng)
  }

  private stepAll(): void {
    const { batch, agent, agentRng, robots } = this
    for (const robot of robots) if (robot.ended) robot.begin(this.environmentRng)
    this.observe(batch.observations)
    agent.act(batch.observations, batch.size, batch.actions, agentRng)
    robots.forEach((robot, i) => {
      this.step(robot, i)
    })
    this.observe(batch.nextObservations)
    if (this.learning) agent.learn(batch, agentRng)
  }

  private step(robot: Robot, i: number): void {
    const { batch, log } = this
    const { model } = this.world
    const outcome = sampleOutcome(model, robot.state, batch.actions[i]!, robot.luck)
    const next = model.next[outcome]!
    const { total, learned, visitBonus } = log.tables
    const bonus = visitBonus === 0 ? 0 : visitBonus / Math.sqrt(log.visits[next]! + 1)
    const terminated = model.terminated[outcome] === 1
    const truncated = !terminated && robot.tape.steps + 1 >= this.limit
    robot.tape.buffer[robot.tape.offset] = outcome
    robot.state = next
    robot.lastOutcome = outcome
    batch.rewards[i] = total[outcome]! + bonus
    this.taughtBatch.learnedRewards[i] = learned[outcome]!
    batch.terminated[i] = terminated ? 1 : 0
    batch.truncated[i] = truncated ? 1 : 0
    robot.account(1, terminated, truncated)
  }

  /** One-hot states of all robots. */
  private observe(into: Float32Array): void {
    into.fill(0)
    this.robots.forEach((robot, i) => {
      into[i * this.world.model.states + robot.state] = 1
    })
  }
}
