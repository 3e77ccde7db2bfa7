/**
 * One experiment over tables: a world of finitely many states, a learner and a seed. It knows no clock and no storage, so the same config and seed give the
 * same numbers in a worker, on the command line and in a test, however the steps are cut into calls and whatever is
 * looked at in between.
 */
import type { Agent, AgentDefinition } from '../core/agent.ts'
import type { TabularWorld } from '../core/environment.ts'
import type { Curves, TabularFrame } from '../core/frame.ts'
import type { EpisodeRecord } from '../core/label.ts'
import { Rng } from '../core/rng.ts'
import type { Evaluation, RewardSettings, RunConfig } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import {
  CHECKPOINT_FORMAT,
  CHECKPOINT_VERSION,
  type Checkpoint,
  encode,
  type Place,
  readAgentState,
} from './checkpoint.ts'
import { EpisodeLog } from './episode-log.ts'
import { evaluateGreedy } from './evaluation.ts'
import { hashOf } from './hash.ts'
import { naming, notFinite, type RunPlace } from './not-finite.ts'
import { PolicyViewer } from './policy-view.ts'
import { changedSettings, type RunSetup } from './run-setup.ts'
import { readLog, readLoop } from './run-state.ts'
import { decodeReward, discountOf, expectedStepReward, rewardTables } from './shaping.ts'
import { TabularLoop } from './tabular-loop.ts'
import type { TrainingLoop } from './training-loop.ts'
import { VectorLoop } from './vector-loop.ts'

/** Steps between two looks at all values for one that is not finite; single steps are judged by their TD error. */
const FINITE_CHECK_STEPS = 16_384

export class TabularRun {
  readonly form = 'tabular'
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

  static async open({ config, definition, world }: RunSetup<TabularWorld>): Promise<TabularRun> {
    const { states, actions } = world.model
    const shape = {
      observationSize: states,
      actionSpace: { kind: 'discrete', n: actions },
      seed: config.seed,
    } as const
    const agent = await definition.create(shape, config.agentSettings)
    return new TabularRun(config, definition, world, agent)
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
    try {
      const taken = this.loop.advance(steps)
      this.checkFinite(this.step >= this.nextFiniteCheck)
      return taken
    } catch (error) {
      throw naming(error, this.place)
    }
  }

  /** Takes changed settings of the learner; those left out stay. */
  setAgentSettings(settings: SettingValues): void {
    const agentSettings = changedSettings(this.definition, this.current.agentSettings, settings)
    this.current = { ...this.current, agentSettings }
    this.agent.configure(agentSettings)
    this.log.tables = this.tables()
  }

  setReward(reward: RewardSettings): void {
    this.current = { ...this.current, reward: decodeReward(this.world.shapingTerms, reward) }
    this.log.tables = this.tables()
  }

  /** @param table learned reward by outcome, or null for none; what the learner remembers is judged by it anew. [K] */
  setLearnedReward(table: Float64Array | null): void {
    const judged = table !== null || this.learned !== null
    this.resumeLearnedReward(table)
    if (judged && this.agent.form === 'batch') {
      this.agent.relabel?.(expectedStepReward(this.world.model, this.log.tables.learned))
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

  frame(epoch: number): TabularFrame {
    const { tape, state, lastOutcome } = this.loop.shown
    const { model } = this.world
    const pair = lastOutcome < 0 ? -1 : this.log.pairs[lastOutcome]!
    return {
      form: 'tabular',
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

  /**
   * The whole run as plain data that JSON can hold.
   * @throws PlaygroundError `not-finite` when a value is no longer a number: a checkpoint is one to go on from.
   */
  save(): Checkpoint {
    try {
      this.checkFinite(true)
    } catch (error) {
      throw naming(error, this.place)
    }
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

  /** @param place a checkpoint of a run with the same config. @throws PlaygroundError `bad-checkpoint`. */
  load(place: Place): void {
    const { model } = this.world
    const robots = this.agent.form === 'batch' ? this.agent.environments : 1
    const learned = place.at('learnedReward')
    this.agent.load(readAgentState(place.at('agent')))
    this.log.load(readLog(place.at('log'), model))
    this.loop.load(readLoop(place.at('loop'), model, robots))
    this.learning = place.at('learning').boolean()
    this.resumeLearnedReward(learned.value === null ? null : learned.array('Float64Array', model.outcomes))
    this.nextFiniteCheck = this.step + FINITE_CHECK_STEPS
  }

  dispose(): void {
    if (this.agent.form === 'batch') this.agent.dispose()
  }

  /** What the learner remembers stays as it is. */
  private resumeLearnedReward(table: Float64Array | null): void {
    const before = this.learned
    this.learned = table
    try {
      this.log.tables = this.tables()
    } catch (error) {
      this.learned = before
      throw error
    }
  }

  private tables() {
    const { reward, agentSettings } = this.current
    return rewardTables(this.world, reward, discountOf(agentSettings), this.learned)
  }

  private get place(): RunPlace {
    return { env: this.current.env, learner: this.definition.title, step: this.step }
  }

  /** @param all looks at every value, not only at what the last step brought. */
  private checkFinite(all: boolean): void {
    const { agent } = this
    if (agent.form === 'tabular' && !Number.isFinite(agent.tdError)) {
      throw notFinite('the temporal-difference error', agent.tdError)
    }
    if (!all) return
    this.nextFiniteCheck = this.step + FINITE_CHECK_STEPS
    const values = agent.form === 'tabular' ? agent.actionValues() : this.viewer.view().values
    const wrong = values.find(value => !Number.isFinite(value))
    if (wrong !== undefined) throw notFinite('a value', wrong)
  }
}
