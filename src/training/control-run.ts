/**
 * One experiment over real-valued states: a world, a network learner and a seed. It knows no clock and no storage, so the
 * same config and seed give the same numbers in a worker, on the command line and in a test, however the steps are cut
 * into calls and whatever is looked at in between.
 */
import type { AgentDefinition, BatchAgent, StepReward } from '../core/agent.ts'
import type { ControlWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { ControlFrame, Curves } from '../core/frame.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import type { Evaluation, RewardSettings, RunConfig } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import { actionSize } from '../core/space.ts'
import {
  CHECKPOINT_FORMAT,
  CHECKPOINT_VERSION,
  type Checkpoint,
  encode,
  type Place,
  readAgentState,
} from './checkpoint.ts'
import { evaluateControl, examineControl } from './control-evaluation.ts'
import { ControlExperience, readControlExperience } from './control-experience.ts'
import { ControlLog } from './control-log.ts'
import { ControlLoop } from './control-loop.ts'
import { controlReward } from './control-shaping.ts'
import { readControlLog, readControlLoop } from './control-state.ts'
import type { Crew } from './crew.ts'
import { hashOf } from './hash.ts'
import { checkWeights, naming, type RunPlace } from './not-finite.ts'
import { changedSettings, type RunSetup } from './run-setup.ts'
import { decodeReward, discountOf } from './shaping.ts'

export class ControlRun {
  readonly form = 'control'
  readonly world: ControlWorld
  readonly agent: BatchAgent
  private current: RunConfig
  private readonly definition: AgentDefinition
  private readonly log: ControlLog
  private readonly loop: ControlLoop
  /** At weight 1. */
  private learned: StepReward | null = null

  private constructor(
    config: RunConfig,
    definition: AgentDefinition,
    world: ControlWorld,
    agent: BatchAgent,
  ) {
    this.current = config
    this.definition = definition
    this.world = world
    this.agent = agent
    this.log = new ControlLog(agent.environments, world.solvedReturn)
    this.loop = new ControlLoop(world, agent, this.log, this.rewardInForce(), config.seed)
  }

  static async open({ config, definition, world }: RunSetup<ControlWorld>): Promise<ControlRun> {
    const { actionSpace, observationSpace } = world
    const shape = { observationSize: observationSpace.low.length, actionSpace, seed: config.seed }
    const agent = await definition.create(shape, config.agentSettings)
    if (agent.form !== 'batch') {
      throw new PlaygroundError(
        'unsuitable-agent',
        `${definition.id} learns by tables; ${config.env} has none.`,
        {
          path: 'agent',
        },
      )
    }
    return new ControlRun(config, definition, world, agent)
  }

  /** As it stands, changes while running included. */
  get config(): RunConfig {
    return this.current
  }

  /** Environment steps, those of all parallel robots counted. */
  get step(): number {
    return this.loop.steps
  }

  /** Finished episodes. */
  get episode(): number {
    return this.log.episode
  }

  get learning(): boolean {
    return this.loop.learning
  }

  /** Off: the policy goes on acting, nothing is learnt. */
  set learning(learning: boolean) {
    this.loop.learning = learning
  }

  /**
   * Takes at least `steps` environment steps; rounds up to the number of robots.
   * @returns steps taken.
   * @throws PlaygroundError `not-finite` when a reward, an observation, an action or a weight is no finite number.
   */
  advance(steps: number): number {
    try {
      return this.loop.advance(steps)
    } catch (error) {
      throw naming(error, this.place)
    }
  }

  /** `advance` with the crew that was joined; the same numbers. */
  async advanceTogether(steps: number): Promise<number> {
    try {
      return await this.loop.advanceTogether(steps)
    } catch (error) {
      throw naming(error, this.place)
    }
  }

  /** A crew takes the robots' steps from now on: `advanceTogether` goes on then, `advance` does not. */
  join(crew: Crew): void {
    this.loop.join(crew)
  }

  get hasCrew(): boolean {
    return this.loop.hasCrew
  }

  /** Takes changed settings of the learner; those left out stay. */
  setAgentSettings(settings: SettingValues): void {
    const agentSettings = changedSettings(this.definition, this.current.agentSettings, settings)
    this.current = { ...this.current, agentSettings }
    this.agent.configure(agentSettings)
    this.loop.reward = this.rewardInForce()
  }

  setReward(reward: RewardSettings): void {
    const before = this.learnedWeight
    this.current = { ...this.current, reward: decodeReward(this.world.shapingTerms, reward) }
    this.loop.reward = this.rewardInForce()
    if (this.learnedWeight !== before) this.setLearnedReward(this.learned)
  }

  /** @param reward at weight 1, or null for none. What the learner remembers is judged by it anew. */
  setLearnedReward(reward: StepReward | null): void {
    const judged = reward !== null || this.learned !== null
    this.resumeLearnedReward(reward)
    if (judged) this.agent.relabel?.(this.weighted() ?? noReward)
  }

  /** The learned reward that a restored run had when it was saved: what the learner remembers stays as it is. */
  resumeLearnedReward(reward: StepReward | null): void {
    this.learned = reward
    this.loop.setLearnedReward(this.weighted())
  }

  /** Keeps the newest steps of all robots from now on, for people to be asked about. */
  record(): ControlExperience {
    const { world, agent, loop } = this
    loop.experience ??= new ControlExperience(world, agent.environments)
    return loop.experience
  }

  /** Greedy episodes on the task alone, with random streams of their own; training goes on as if nothing had been. */
  evaluate(episodes: number, seed = this.current.seed): Evaluation {
    try {
      const evaluation = evaluateControl(this.world, this.agent, episodes, seed)
      this.log.curves.addEvaluation(this.episode, evaluation)
      return evaluation
    } catch (error) {
      throw naming(error, this.place)
    }
  }

  /** `evaluate` bit by bit, while training goes on: of the policy as it is at each step. */
  *examine(episodes: number): Generator<void, Evaluation, void> {
    try {
      const evaluation = yield* examineControl(this.world, this.agent, episodes, this.current.seed)
      this.log.curves.addEvaluation(this.episode, evaluation)
      return evaluation
    } catch (error) {
      throw naming(error, this.place)
    }
  }

  /**
   * Begins with a trained robot's policy instead of chance.
   * @param steps it had learnt from. @throws PlaygroundError `unsuitable-robot`.
   */
  adopt(policy: PolicySnapshot, steps: number): void {
    if (!this.agent.adopt) {
      throw new PlaygroundError(
        'unsuitable-robot',
        `${this.definition.title} cannot begin with a trained robot; PPO, A2C and SAC can.`,
        { path: 'agent' },
      )
    }
    this.agent.adopt(policy, steps)
  }

  /** The deterministic policy of now, as data of its own. */
  snapshot(): PolicySnapshot {
    return this.agent.snapshot()
  }

  /** Mean undiscounted task return of the last (up to 20) episodes, null before the first. */
  recentReturn(): number | null {
    return this.log.curves.recentReturn()
  }

  frame(epoch: number): ControlFrame {
    const { states, action } = this.loop.now()
    return {
      form: 'control',
      epoch,
      step: this.step,
      episode: this.episode,
      episodeStep: this.log.episodeSteps[0]!,
      lastReward: this.log.lastReward(),
      event: this.log.takeEvent(),
      parts: this.log.parts(),
      robots: states,
      action,
      diagnostics: this.agent.diagnostics(),
    }
  }

  curves(epoch: number): Curves {
    return this.log.curves.curves(epoch)
  }

  /**
   * The whole run as plain data, typed arrays as they are: for structured cloning.
   * @throws PlaygroundError `not-finite` when a weight is no finite number: a checkpoint is one to go on from.
   */
  capture(): Checkpoint {
    try {
      checkWeights(this.snapshot())
    } catch (error) {
      throw naming(error, this.place)
    }
    return {
      format: CHECKPOINT_FORMAT,
      version: CHECKPOINT_VERSION,
      config: this.current,
      learning: this.learning,
      agent: this.agent.save(),
      loop: this.loop.save(),
      log: this.log.save(),
      ...(this.loop.experience && { experience: this.loop.experience.save() }),
    }
  }

  /** The same as data that JSON can hold. */
  save(): Checkpoint {
    return encode(this.capture()) as Checkpoint
  }

  /** SHA-256 of the learner's whole state, the random streams and where the robots are. */
  hash(): string {
    const { arrays, numbers } = this.agent.save()
    const { steps, states, ended, agentRng, environmentRng } = this.loop.save()
    const { episode, episodeSteps } = this.log
    return hashOf({ arrays, numbers, steps, episode, episodeSteps, states, ended, agentRng, environmentRng })
  }

  /** @param place a checkpoint of a run with the same config. @throws PlaygroundError `bad-checkpoint`. */
  load(place: Place): void {
    const sizes = {
      robots: this.agent.environments,
      stateSize: this.world.stateSize,
      actionSize: actionSize(this.world.actionSpace),
      restoredBy: this.world.restoredBy,
    }
    this.agent.load(readAgentState(place.at('agent')))
    this.log.load(readControlLog(place.at('log'), sizes))
    this.loop.load(readControlLoop(place.at('loop'), sizes))
    this.learning = place.at('learning').boolean()
    const experience = place.at('experience')
    if (experience.value === undefined) return
    this.record().load(readControlExperience(experience, this.record()), this.loop.running)
  }

  dispose(): void {
    this.agent.dispose()
  }

  private get learnedWeight(): number {
    const { learnedOnly, learnedWeight } = this.current.reward
    return learnedOnly ? 1 : learnedWeight
  }

  private weighted(): StepReward | null {
    const { learned, learnedWeight } = this
    if (!learned || learnedWeight === 1) return learned
    return (observations, actions, size, into) => {
      learned(observations, actions, size, into)
      for (let i = 0; i < size; i++) into[i]! *= learnedWeight
    }
  }

  private get place(): RunPlace {
    return { env: this.current.env, learner: this.definition.title, step: this.step }
  }

  private rewardInForce() {
    const { reward, agentSettings } = this.current
    return controlReward(this.world.shapingTerms, reward, discountOf(agentSettings))
  }
}

const noReward: StepReward = (_observations, _actions, size, into) => {
  into.fill(0, 0, size)
}
