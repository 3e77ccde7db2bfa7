/**
 * Where a network learner meets a world of real-valued states: as many environments as it asks for, all a step at a time.
 * The loop adds `truncated` at the world's time limit. An episode that ended is followed by another at the next step; the
 * batch holds its final observation, so that a truncated episode can be bootstrapped from where it was cut.
 */
import type { Batch, BatchAgent, StepReward } from '../core/agent.ts'
import type { ControlEnvironment, ControlWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { Rng, type RngState } from '../core/rng.ts'
import { actionSize } from '../core/space.ts'
import type { ControlExperience } from './control-experience.ts'
import type { ControlLog } from './control-log.ts'
import { type ControlReward, shapingReward } from './control-shaping.ts'
import type { Crew, CrewStep, Placement } from './crew.ts'
import { EpisodePast, loadPasts, type PastsState, savePasts } from './episode-past.ts'
import { notFinite } from './not-finite.ts'

export interface ControlLoopState {
  readonly steps: number
  /** [robots x stateSize] */
  readonly states: Float64Array
  /** 1 where an episode has ended: the next step begins another. [robots] */
  readonly ended: Int32Array
  /** The first robot's last action. [actionSize] */
  readonly action: Float32Array
  readonly agentRng: RngState
  readonly environmentRng: RngState
  /** How each robot came to its state, in worlds that bring only whole episodes back. */
  readonly pasts?: PastsState
}

export class ControlLoop {
  /** Environment steps taken, all robots counted. */
  steps = 0
  /** Off: the policy goes on acting, nothing is learnt. */
  learning = true
  reward: ControlReward
  /** Keeps what happens while people teach. */
  experience: ControlExperience | null = null
  readonly environments: readonly ControlEnvironment[]
  private readonly agent: BatchAgent
  private readonly log: ControlLog
  private readonly limit: number
  private readonly agentRng: Rng
  private readonly environmentRng: Rng
  private readonly observationSize: number
  private readonly actionSize: number
  private readonly ended: Uint8Array
  /** State before the step under way, kept while shaping looks at it. [stateSize] */
  private readonly before: Float64Array
  private readonly plainBatch: Batch
  /** The same with what the reward model gave. */
  private readonly taughtBatch: Batch & { readonly learnedRewards: Float64Array }
  private learned: StepReward | null = null
  /** Of the episodes under way; null where a state brings itself back. [robots] */
  private pasts: EpisodePast[] | null = null
  private crew: Crew | null = null
  /** Robots that the crew does not have where they are. */
  private readonly moved = new Set<number>()

  constructor(world: ControlWorld, agent: BatchAgent, log: ControlLog, reward: ControlReward, seed: number) {
    const size = agent.environments
    this.agent = agent
    this.log = log
    this.reward = reward
    this.limit = world.maxEpisodeSteps
    this.agentRng = Rng.fromSeed(seed, 'agent')
    this.environmentRng = Rng.fromSeed(seed, 'environment')
    this.environments = Array.from({ length: size }, () => world.create())
    this.observationSize = this.environments[0]!.observationSize
    this.actionSize = actionSize(world.actionSpace)
    this.ended = new Uint8Array(size)
    this.before = new Float64Array(world.stateSize)
    this.plainBatch = {
      size,
      observations: new Float32Array(size * this.observationSize),
      actions: new Float32Array(size * this.actionSize),
      rewards: new Float64Array(size),
      nextObservations: new Float32Array(size * this.observationSize),
      terminated: new Uint8Array(size),
      truncated: new Uint8Array(size),
    }
    this.taughtBatch = { ...this.plainBatch, learnedRewards: new Float64Array(size) }
    this.environments.forEach((environment, robot) => {
      environment.reset(this.environmentRng)
      environment.observe(this.batch.nextObservations, robot * this.observationSize)
    })
    if (world.restoredBy === 'episode')
      this.pasts = this.environments.map(({ state }) => new EpisodePast(state, this.actionSize))
  }

  get batch(): Batch {
    return this.learned ? this.taughtBatch : this.plainBatch
  }

  /** @param reward of steps, weight included; null for none. */
  setLearnedReward(reward: StepReward | null): void {
    this.learned = reward
    if (!reward) this.taughtBatch.learnedRewards.fill(0)
  }

  /**
   * Takes at least `steps` steps, whole batches of them. @returns steps taken.
   * @throws PlaygroundError `not-finite` for an action, a reward or an observation that is no finite number.
   */
  advance(steps: number): number {
    let taken = 0
    for (; taken < steps; taken += this.batch.size) this.stepAll()
    return taken
  }

  /** From now on a crew takes the steps, and `advanceTogether` is what goes on. The numbers stay the same. */
  join(crew: Crew): void {
    this.crew = crew
    for (let robot = 0; robot < this.environments.length; robot++) this.moved.add(robot)
  }

  get hasCrew(): boolean {
    return this.crew !== null
  }

  /** `advance` with the crew that was joined. @throws PlaygroundError as `advance`. */
  async advanceTogether(steps: number): Promise<number> {
    const { crew, batch } = this
    if (!crew) return this.advance(steps)
    let taken = 0
    for (; taken < steps; taken += batch.size) {
      this.decide()
      const placed = Array.from(this.moved, robot => this.placement(robot))
      this.moved.clear()
      this.settle(await crew.step(placed, batch.actions))
    }
    return taken
  }

  /** How each robot came to where it is; none where a state brings itself back. */
  get running(): readonly EpisodePast[] {
    return this.pasts ?? []
  }

  /** Where the robots are, and what the first of them did last. */
  now(): Pick<ControlLoopState, 'states' | 'action'> {
    const { stateSize } = this
    const states = new Float64Array(this.batch.size * stateSize)
    this.environments.forEach(({ state }, robot) => {
      states.set(state, robot * stateSize)
    })
    return { states, action: this.batch.actions.slice(0, this.actionSize) }
  }

  save(): ControlLoopState {
    const { stateSize } = this
    return {
      steps: this.steps,
      ...this.now(),
      ended: Int32Array.from(this.ended),
      agentRng: this.agentRng.save(),
      environmentRng: this.environmentRng.save(),
      ...(this.pasts && { pasts: savePasts(this.pasts, stateSize, this.actionSize) }),
    }
  }

  /** @throws PlaygroundError `bad-checkpoint` where the engine does not come to the same state again. */
  load(saved: ControlLoopState): void {
    const { stateSize } = this
    this.steps = saved.steps
    this.ended.set(saved.ended)
    this.batch.actions.set(saved.action)
    this.agentRng.load(saved.agentRng)
    this.environmentRng.load(saved.environmentRng)
    if (this.pasts && saved.pasts) this.pasts = loadPasts(saved.pasts, this.actionSize)
    this.environments.forEach((environment, robot) => {
      this.restore(environment, robot, saved.states.subarray(robot * stateSize, (robot + 1) * stateSize))
      environment.observe(this.batch.nextObservations, robot * this.observationSize)
      if (this.crew) this.moved.add(robot)
    })
  }

  get stateSize(): number {
    return this.before.length
  }

  private restore(environment: ControlEnvironment, robot: number, state: Float64Array): void {
    const past = this.pasts?.[robot]
    // Behind an end only the state is looked at until the next episode begins.
    if (past && this.ended[robot] === 0) {
      past.restore(environment, Rng.fromSeed(0, 'restored'))
      if (state.every((number, i) => Object.is(number, environment.state[i]))) return
      throw new PlaygroundError(
        'bad-checkpoint',
        `loop.pasts lead robot ${robot + 1} to another state than it was saved in; expected the physics engine that the run was saved with.`,
        { path: 'loop.pasts' },
      )
    }
    environment.state.set(state)
  }

  private stepAll(): void {
    this.decide()
    this.settle(null)
  }

  /** Begins the episodes that are due and chooses what every robot does. */
  private decide(): void {
    const { batch, agent } = this
    const { size, observations, actions } = batch
    observations.set(batch.nextObservations)
    for (let robot = 0; robot < size; robot++) if (this.ended[robot] === 1) this.begin(robot)
    agent.act(observations, size, actions, this.agentRng)
    this.learned?.(observations, actions, size, this.taughtBatch.learnedRewards)
    this.steps += size
    for (let robot = 0; robot < size; robot++) {
      this.checkNumbers(actions, robot * this.actionSize, this.actionSize, 'action', robot)
    }
  }

  /** Takes the step, or what the crew made of it, and learns from it. */
  private settle(taken: CrewStep | null): void {
    const { batch, agent } = this
    for (let robot = 0; robot < batch.size; robot++) this.step(robot, taken)
    if (this.learning) agent.learn(batch, this.agentRng)
  }

  private placement(robot: number): Placement {
    const past = this.pasts?.[robot]
    if (past) return { robot, state: past.start, actions: past.upTo(past.steps).slice() }
    return { robot, state: this.environments[robot]!.state.slice(), actions: new Float32Array(0) }
  }

  private begin(robot: number): void {
    const environment = this.environments[robot]!
    environment.reset(this.environmentRng)
    const { observations } = this.batch
    environment.observe(observations, robot * this.observationSize)
    this.checkNumbers(observations, robot * this.observationSize, this.observationSize, 'observation', robot)
    this.ended[robot] = 0
    if (this.crew) this.moved.add(robot)
    if (this.pasts) this.pasts[robot] = new EpisodePast(environment.state, this.actionSize)
    this.log.begin(robot)
  }

  private step(robot: number, taken: CrewStep | null): void {
    const { batch, log, observationSize } = this
    const environment = this.environments[robot]!
    const shaped = this.reward.terms.length > 0
    const learned = this.taughtBatch.learnedRewards[robot]!
    const firstAction = robot * this.actionSize
    if (shaped || this.experience) this.before.set(environment.state)
    const past = this.pasts?.[robot] ?? null
    if (taken)
      environment.state.set(taken.states.subarray(robot * this.stateSize, (robot + 1) * this.stateSize))
    else environment.step(batch.actions, firstAction, this.environmentRng)
    environment.observe(batch.nextObservations, robot * observationSize)
    const reward = taken ? taken.rewards[robot]! : environment.reward
    const terminated = taken ? taken.terminated[robot] === 1 : environment.terminated
    const shaping = shaped
      ? shapingReward(this.reward, this.before, batch.actions, firstAction, environment.state, terminated)
      : 0
    const total = learned + (this.reward.taskCounts ? reward + shaping : 0)
    if (!(Math.abs(reward + shaping + learned) < Number.POSITIVE_INFINITY)) {
      throw wrongReward(reward, shaping, learned, robot)
    }
    this.checkNumbers(batch.nextObservations, robot * observationSize, observationSize, 'observation', robot)
    log.account(robot, reward, shaping, learned)
    const truncated = !terminated && log.episodeSteps[robot]! >= this.limit
    batch.rewards[robot] = total
    batch.terminated[robot] = terminated ? 1 : 0
    batch.truncated[robot] = truncated ? 1 : 0
    this.experience?.add(this.before, batch, robot, reward, terminated || truncated, past)
    past?.add(batch.actions, firstAction)
    if (!terminated && !truncated) return
    this.ended[robot] = 1
    log.finish(robot, terminated)
  }

  private checkNumbers(
    numbers: Float32Array,
    offset: number,
    count: number,
    what: string,
    robot: number,
  ): void {
    for (let i = offset; i < offset + count; i++) {
      // False for NaN too.
      if (Math.abs(numbers[i]!) < Number.POSITIVE_INFINITY) continue
      throw notFinite(`number ${i - offset + 1} of the ${what} of robot ${robot + 1}`, numbers[i]!)
    }
  }
}

function wrongReward(reward: number, shaping: number, learned: number, robot: number) {
  const of = `of robot ${robot + 1}`
  if (!Number.isFinite(reward)) return notFinite(`the reward ${of}`, reward)
  if (!Number.isFinite(shaping)) return notFinite(`the shaping reward ${of}`, shaping)
  return notFinite(`the learned reward ${of}`, learned)
}
