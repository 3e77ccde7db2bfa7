/**
 * Deep Q-learning: a network of action values that learns from replayed transitions, towards targets read from an older
 * copy of itself. Acts by its best action, and with probability epsilon by any.
 *
 *   y = R + b max_a Q'(s', a)        loss = mean huber(Q(s, a) - y)        Q' <- Q every `targetUpdateSteps` environment steps
 *
 * Volodymyr Mnih et al., "Human-level control through deep reinforcement learning", Nature 518, 2015
 * (https://doi.org/10.1038/nature14236). Switches: double Q-learning (heads/temporal-difference.ts), a dueling head
 * (heads/dueling.ts), n-step returns and prioritised replay (replay/); together in Matteo Hessel et al., "Rainbow: combining
 * improvements in deep reinforcement learning", AAAI 2018 (https://arxiv.org/abs/1710.02298).
 */
import type { AgentShape, AgentState, Batch, BatchAgent, StepReward } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import type { Discrete } from '../core/space.ts'
import { largestAction } from '../nn/heads/temporal-difference.ts'
import { openKernelMemory } from '../nn/kernel-memory.ts'
import { ActionValueLearner } from './action-value-learner.ts'
import { EpsilonGreedy } from './epsilon-greedy.ts'
import { loadNumber } from './learner-state.ts'
import { mergedState } from './merged-state.ts'
import { activationOf, hiddenLayersOf } from './network-settings.ts'
import { adamStep } from './off-policy-settings.ts'
import { PrioritizedReplay } from './replay/prioritized-replay.ts'
import { ReplayBatch } from './replay/replay-batch.ts'
import { ReplayMemory } from './replay/replay-memory.ts'
import { placeRows } from './rows.ts'
import { linearSchedule } from './schedules.ts'
import { TrainingRhythm } from './training-rhythm.ts'

export class Dqn implements BatchAgent {
  readonly form = 'batch'
  readonly environments: number
  private readonly actionSpace: Discrete
  private readonly observationSize: number
  private readonly learner: ActionValueLearner
  private readonly replay: ReplayMemory
  private readonly priorities: PrioritizedReplay | null
  private readonly exploration: EpsilonGreedy
  private readonly rhythm = new TrainingRhythm()
  /** Environment steps since the target network was last copied. */
  private sinceCopy = 0
  private settings: SettingValues
  private readonly batch: ReplayBatch

  constructor(
    shape: AgentShape,
    actionSpace: Discrete,
    settings: SettingValues,
    learner: ActionValueLearner,
  ) {
    this.environments = numberOf(settings, 'environments')
    this.actionSpace = actionSpace
    this.observationSize = shape.observationSize
    this.learner = learner
    this.settings = settings
    this.replay = new ReplayMemory({
      capacity: numberOf(settings, 'replayCapacity'),
      environments: this.environments,
      observationSize: shape.observationSize,
      actionSize: 1,
    })
    this.priorities = flagOf(settings, 'prioritized')
      ? new PrioritizedReplay(this.replay.capacity, numberOf(settings, 'priorityExponent'))
      : null
    this.exploration = new EpsilonGreedy(this.environments, actionSpace.n)
    this.batch = new ReplayBatch(this.replay, this.priorities, numberOf(settings, 'batchSize'))
  }

  configure(settings: SettingValues): void {
    this.settings = settings
  }

  act(observations: Float32Array, size: number, actions: Float32Array, rng: Rng): void {
    this.greedy(observations, size, actions)
    this.exploration.explore(actions, this.epsilon, flagOf(this.settings, 'lastingExploration'), rng)
  }

  greedy(observations: Float32Array, size: number, actions: Float32Array): void {
    const { online } = this.learner
    for (let first = 0; first < size; first += online.batch) {
      const count = this.value(observations, size, first)
      for (let i = 0; i < count; i++) actions[first + i] = largestAction(online.values, i, online.actions)
    }
  }

  learn(batch: Batch, rng: Rng): void {
    const { replay, priorities, rhythm, settings, learner } = this
    if (priorities) {
      for (let i = 0; i < batch.size; i++) priorities.add((replay.added + i) % replay.capacity)
    }
    replay.add(batch, batch.actions)
    this.exploration.endEpisodes(batch)
    this.sinceCopy += batch.size
    if (this.sinceCopy >= numberOf(settings, 'targetUpdateSteps')) {
      this.sinceCopy = 0
      learner.copyToTarget()
    }
    const updates = rhythm.advance(batch.size, settings)
    for (let i = 0; i < updates; i++) this.update(rng)
  }

  relabel(rewardOf: StepReward): void {
    this.replay.relabel(rewardOf)
  }

  inspect(observations: Float32Array, size: number, policy: Float64Array, values: Float64Array): void {
    const { online } = this.learner
    const { actions } = online
    const random = this.epsilon / actions
    for (let first = 0; first < size; first += online.batch) {
      const count = this.value(observations, size, first)
      for (let i = 0; i < count; i++) {
        const best = largestAction(online.values, i, actions)
        const row = (first + i) * actions
        policy.fill(random, row, row + actions)
        policy[row + best]! += 1 - this.epsilon
        values[first + i] = online.values[i * actions + best]!
      }
    }
  }

  snapshot(): PolicySnapshot {
    return {
      head: 'action-values',
      actionSpace: this.actionSpace,
      normalizer: null,
      policy: this.learner.online.snapshot(),
      values: [],
      valueInputs: 'observation',
      valueScale: 1,
      deviations: null,
    }
  }

  diagnostics(): Readonly<Record<string, number>> {
    const { learner, epsilon, replay, rhythm, settings } = this
    const { figures } = learner
    return {
      loss: figures.loss,
      'temporal-difference error': figures.tdError,
      'mean Q': figures.value,
      epsilon,
      'gradient norm': figures.gradientNorm,
      'learning rate': adamStep(settings, rhythm.steps).learningRate,
      'replay size': replay.size,
    }
  }

  save(): AgentState {
    const { learner, rhythm, replay, priorities, sinceCopy } = this
    return mergedState(
      learner.save(),
      rhythm.save(),
      this.exploration.save(),
      replay.save(),
      priorities?.save(replay.size) ?? { arrays: {}, numbers: {} },
      { arrays: {}, numbers: { sinceCopy } },
    )
  }

  load(state: AgentState): void {
    const { learner, rhythm, replay, priorities } = this
    const sinceCopy = loadNumber(state, 'sinceCopy')
    learner.load(state)
    rhythm.load(state)
    this.exploration.load(state)
    replay.load(state)
    priorities?.load(state, replay.size)
    this.sinceCopy = sinceCopy
  }

  dispose(): void {
    // The memory the networks live in goes with the last reference to it.
  }

  /** Probability of a random action now. */
  private get epsilon(): number {
    const { settings, rhythm } = this
    if (rhythm.isWarmingUp(settings)) return 1
    return linearSchedule(
      numberOf(settings, 'epsilon'),
      numberOf(settings, 'epsilonFinal'),
      numberOf(settings, 'epsilonDecaySteps'),
      rhythm.steps,
    )
  }

  /** Q of as many observations from `first` on as the network takes at a time. @returns how many. */
  private value(observations: Float32Array, size: number, first: number): number {
    const { observationSize } = this
    const { online } = this.learner
    const count = Math.min(online.batch, size - first)
    placeRows(observations, first * observationSize, observationSize, count, online.input, observationSize, 0)
    online.forward(count)
    return count
  }

  /** One gradient step on one batch from replay. */
  private update(rng: Rng): void {
    const { batch, settings, learner, rhythm } = this
    batch.draw(numberOf(settings, 'nSteps'), numberOf(settings, 'discount'), this.importance, rng)
    const step = adamStep(settings, rhythm.steps, numberOf(settings, 'maxGradientNorm'))
    learner.improve(batch, flagOf(settings, 'doubleQ'), step)
  }

  /** How far prioritised draws are taken back now. */
  private get importance(): number {
    const { settings, rhythm } = this
    return linearSchedule(
      numberOf(settings, 'importanceExponent'),
      1,
      numberOf(settings, 'importanceSteps'),
      rhythm.steps,
    )
  }
}

export async function openDqn(shape: AgentShape, settings: SettingValues): Promise<Dqn> {
  const { observationSize, actionSpace, seed } = shape
  if (actionSpace.kind !== 'discrete') {
    throw new PlaygroundError('unsuitable-agent', 'DQN chooses among a few actions; these are real numbers.')
  }
  const outline = {
    inputs: observationSize,
    hidden: hiddenLayersOf(settings),
    activation: activationOf(settings),
    actions: actionSpace.n,
    dueling: flagOf(settings, 'dueling'),
  }
  const batch = Math.max(numberOf(settings, 'batchSize'), numberOf(settings, 'environments'))
  const learner = await openKernelMemory(memory => new ActionValueLearner(memory, outline, batch), {
    relaxed: flagOf(settings, 'relaxedArithmetic'),
  })
  learner.initialize(Rng.fromSeed(seed, 'action-value-weights'))
  return new Dqn(shape, actionSpace, settings, learner)
}
