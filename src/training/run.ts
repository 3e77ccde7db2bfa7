/**
 * One experiment: a world, a learner and a seed. It knows no clock and no storage, so the same config and seed give the
 * same numbers in a worker, on the command line and in a test, however the steps are cut into calls and whatever is
 * looked at in between.
 */
import { agentById } from '../agents/registry.ts'
import type { Agent, AgentDefinition } from '../core/agent.ts'
import type { TabularWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { Curves, Frame } from '../core/frame.ts'
import type { EpisodeRecord } from '../core/label.ts'
import { Rng } from '../core/rng.ts'
import type { Evaluation, RewardSettings, RunConfig } from '../core/run-config.ts'
import { decodeSettings, type SettingValues } from '../core/settings.ts'
import { environmentById } from '../envs/registry.ts'
import {
  CHECKPOINT_FORMAT,
  CHECKPOINT_VERSION,
  type Checkpoint,
  encode,
  openCheckpoint,
  type Place,
  readAgentState,
} from './checkpoint.ts'
import { EpisodeLog } from './episode-log.ts'
import { evaluateGreedy } from './evaluation.ts'
import { hashOf } from './hash.ts'
import { PolicyViewer } from './policy-view.ts'
import { readLog, readLoop } from './run-state.ts'
import { decodeReward, discountOf, rewardTables } from './shaping.ts'
import { TabularLoop } from './tabular-loop.ts'
import type { TrainingLoop } from './training-loop.ts'
import { VectorLoop } from './vector-loop.ts'

/** Steps between two looks at all values for one that is not finite; single steps are judged by their TD error. */
const FINITE_CHECK_STEPS = 16_384

export class Run {
  readonly world: TabularWorld
  readonly agent: Agent
  private current: RunConfig
  private readonly definition: AgentDefinition
  private readonly log: EpisodeLog
  private readonly loop: TrainingLoop
  private readonly viewer: PolicyViewer
  private learned: Float64Array | null = null
  private nextFiniteCheck = FINITE_CHECK_STEPS

  private constructor(config: RunConfig, definition: AgentDefinition, world: TabularWorld, agent: Agent) {
    const { model } = world
    this.current = config
    this.definition = definition
    this.world = world
    this.agent = agent
    this.log = new EpisodeLog(world, this.tables())
    this.viewer = new PolicyViewer(agent, model.states, model.actions)
    this.loop =
      agent.form === 'tabular'
        ? new TabularLoop(world, agent, this.log, config.seed)
        : new VectorLoop(world, agent, this.log, config.seed)
  }

  /**
   * Settings that are left out take the learner's tuned value for the world, or the default.
   * @throws PlaygroundError with the path `env`, `env.KEY`, `agent`, `agent.KEY`, `reward.KEY` or `seed`.
   */
  static async create(config: RunConfig): Promise<Run> {
    const environment = environmentById(config.env)
    const definition = agentById(config.agent)
    const envSettings = decodeSettings(environment.settings, config.envSettings, 'env')
    const tuned = definition.tuned?.[config.env] ?? {}
    const agentSettings = decodeSettings(definition.settings, { ...tuned, ...config.agentSettings }, 'agent')
    const world = environment.create(envSettings)
    const reward = decodeReward(world.shapingTerms, config.reward)
    const { seed } = config
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new PlaygroundError('bad-setting', `seed is ${seed}; expected a whole number from 0.`, {
        path: 'seed',
      })
    }
    const { states, actions } = world.model
    const agent = await definition.create({ observationSize: states, actions, seed }, agentSettings)
    return new Run({ ...config, envSettings, agentSettings, reward }, definition, world, agent)
  }

  /** Goes on from `save` bit for bit. @throws PlaygroundError `bad-checkpoint` with the path of what does not fit. */
  static async restore(checkpoint: unknown): Promise<Run> {
    const place = openCheckpoint(checkpoint)
    const run = await Run.create(readConfig(place.at('config')))
    try {
      run.load(place)
    } catch (error) {
      run.dispose()
      throw error
    }
    return run
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
   * Takes at least `steps` environment steps; a network learner rounds up to its number of robots.
   * @returns steps taken.
   * @throws PlaygroundError `not-finite` when a value is no longer a number.
   */
  advance(steps: number): number {
    const taken = this.loop.advance(steps)
    this.checkFinite()
    return taken
  }

  /** Takes changed settings of the learner; those left out stay. */
  setAgentSettings(settings: SettingValues): void {
    const before = this.current.agentSettings
    const schema = this.definition.settings
    const agentSettings = decodeSettings(schema, { ...before, ...settings }, 'agent')
    for (const key of Object.keys(schema)) {
      if (schema[key]!.live || Object.is(before[key], agentSettings[key])) continue
      const path = `agent.${key}`
      throw new PlaygroundError(
        'bad-setting',
        `${path} cannot change in a running learner. Start a new run.`,
        { path },
      )
    }
    this.current = { ...this.current, agentSettings }
    this.agent.configure(agentSettings)
    this.log.tables = this.tables()
  }

  setReward(reward: RewardSettings): void {
    this.current = { ...this.current, reward: decodeReward(this.world.shapingTerms, reward) }
    this.log.tables = this.tables()
  }

  /** @param table learned reward by outcome, or null for none. [K] */
  setLearnedReward(table: Float64Array | null): void {
    const before = this.learned
    this.learned = table
    try {
      this.log.tables = this.tables()
    } catch (error) {
      this.learned = before
      throw error
    }
  }

  /** Greedy episodes on the task alone, with a random stream of their own; training goes on as if nothing had been. */
  evaluate(episodes: number, seed = this.current.seed): Evaluation {
    const rng = Rng.fromSeed(seed, 'evaluation')
    const evaluation = evaluateGreedy(this.world, this.greedyActions(), episodes, rng)
    this.log.curves.addEvaluation(this.episode, evaluation)
    return evaluation
  }

  /** The deterministic policy. [S] */
  greedyActions(): Int32Array {
    return this.viewer.greedy()
  }

  /** Probabilities of the behaviour policy. [S x A] */
  behaviourPolicy(): Float64Array {
    return this.viewer.view().policy
  }

  frame(epoch: number): Frame {
    const { tape, state, lastOutcome } = this.loop.shown
    const { model } = this.world
    const pair = lastOutcome < 0 ? -1 : this.log.pairs[lastOutcome]!
    return {
      epoch,
      step: this.step,
      episode: this.episode,
      episodeStep: tape.steps,
      state,
      previousState: pair < 0 ? state : Math.floor(pair / model.actions),
      action: pair < 0 ? -1 : pair % model.actions,
      lastReward: this.log.partsOf(lastOutcome),
      event: this.log.takeEvent(),
      ...this.viewer.view(),
      visits: this.log.visits.slice(),
      trail: tape.trail(model),
      pastTrails: this.log.pastTrails(),
      tdErrors: this.loop.takeTdErrors(),
      parts: {
        reward: tape.reward,
        shapingReward: tape.shapingReward,
        learnedReward: tape.learnedReward,
      },
    }
  }

  curves(epoch: number): Curves {
    return this.log.curves.curves(epoch)
  }

  /** The last finished episode as a clip that replays exactly; of a very long one its beginning. */
  lastEpisode(): EpisodeRecord | null {
    return this.log.lastEpisode()
  }

  /** The whole run as plain data that JSON can hold. */
  save(): Checkpoint {
    return {
      format: CHECKPOINT_FORMAT,
      version: CHECKPOINT_VERSION,
      config: this.current,
      learning: this.learning,
      learnedReward: encode(this.learned),
      agent: encode(this.agent.save()),
      loop: encode(this.loop.save()),
      log: encode(this.log.save()),
    }
  }

  /** SHA-256 of the learner's whole state, the random streams and where the robots are. */
  hash(): string {
    const { arrays, numbers } = this.agent.save()
    const { steps, robots, agentRng, environmentRng } = this.loop.save()
    return hashOf({
      arrays,
      numbers,
      steps,
      episode: this.episode,
      visits: this.log.visits,
      agentRng,
      environmentRng,
      robots: robots.map(({ state, ended, luck, tape }) => [state, ended, luck, ended ? 0 : tape.steps]),
    })
  }

  dispose(): void {
    if (this.agent.form === 'batch') this.agent.dispose()
  }

  private tables() {
    const { reward, agentSettings } = this.current
    return rewardTables(this.world, reward, discountOf(agentSettings), this.learned)
  }

  private load(place: Place): void {
    const { model } = this.world
    const robots = this.agent.form === 'batch' ? this.agent.environments : 1
    const learned = place.at('learnedReward')
    this.agent.load(readAgentState(place.at('agent')))
    this.log.load(readLog(place.at('log'), model))
    this.loop.load(readLoop(place.at('loop'), model, robots))
    this.learning = place.at('learning').boolean()
    this.setLearnedReward(learned.value === null ? null : learned.array('Float64Array', model.outcomes))
    this.nextFiniteCheck = this.step + FINITE_CHECK_STEPS
  }

  private checkFinite(): void {
    const { agent } = this
    const stepError = agent.form === 'tabular' ? agent.tdError : 0
    let wrong = Number.isFinite(stepError) ? undefined : stepError
    if (this.step >= this.nextFiniteCheck) {
      this.nextFiniteCheck = this.step + FINITE_CHECK_STEPS
      const values = agent.form === 'tabular' ? agent.actionValues() : this.viewer.view().values
      wrong ??= values.find(value => !Number.isFinite(value))
    }
    if (wrong === undefined) return
    throw new PlaygroundError(
      'not-finite',
      `${this.definition.title} reached a value of ${wrong} by step ${this.step}; values must stay finite. Lower the learning rate or the rewards and start again.`,
    )
  }
}

/** Only the shape; `Run.create` checks what it says. */
function readConfig(place: Place): RunConfig {
  return {
    env: place.at('env').string(),
    envSettings: place.at('envSettings').record() as SettingValues,
    agent: place.at('agent').string(),
    agentSettings: place.at('agentSettings').record() as SettingValues,
    reward: place.at('reward').record() as unknown as RewardSettings,
    seed: place.at('seed').number(),
  }
}
