/**
 * Twin delayed deterministic policy gradient: a deterministic policy that climbs the slope of a critic, learnt from replay.
 * Against values that are too high it has two critics, blurs the actions that targets look at, and moves the policy and
 * all targets only every `policyDelay` critic steps.
 *
 *   y     = r + gamma min(Q'_1, Q'_2)(s', cut(pi'(s') + cut(noise)))
 *   actor : minimises -mean Q_1(s, pi(s))        Q' <- Q' + followShare (Q - Q'),   pi' likewise
 *
 * Scott Fujimoto, Herke van Hoof and David Meger, "Addressing function approximation error in actor-critic methods", ICML 2018
 * (https://arxiv.org/abs/1802.09477), with half the squared error for each critic.
 */
import type { AgentShape, AgentState, Batch, BatchAgent, StepReward } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import type { Box } from '../core/space.ts'
import { smoothActions, squash, squashSlopes } from '../nn/heads/squashed.ts'
import { openKernelMemory } from '../nn/kernel-memory.ts'
import type { AdamStep } from '../nn/parameters.ts'
import { checkedAdam } from './checked-step.ts'
import { ContinuousExperience } from './continuous-experience.ts'
import { continuousOutline } from './continuous-settings.ts'
import { loadNumber } from './learner-state.ts'
import { mergedState } from './merged-state.ts'
import { adamStep } from './off-policy-settings.ts'
import { loadParameters, saveParameters } from './parameter-state.ts'
import { SquashedActor } from './squashed-actor.ts'
import { TwinCritics } from './twin-critics.ts'

interface Td3Networks {
  readonly actor: SquashedActor
  readonly targetActor: SquashedActor
  readonly critics: TwinCritics
}

export class Td3 implements BatchAgent {
  readonly form = 'batch'
  readonly environments: number
  private readonly actionSpace: Box
  private readonly networks: Td3Networks
  private readonly experience: ContinuousExperience
  private settings: SettingValues
  /** Critic steps since the policy last moved. */
  private sinceMove = 0
  /** Standard normal. [most rows x D] */
  private readonly noise: Float64Array
  /** The policy's, in [-1, 1]. [most rows x D] */
  private readonly actions: Float32Array
  private readonly actionSlopes: Float32Array
  /** [most rows] */
  private readonly targets: Float64Array
  /** A deterministic policy has none to pay for. [most rows] */
  private readonly noLogProbabilities: Float64Array
  private readonly figures = { actorLoss: 0, gradientNorm: 0 }

  constructor(actionSpace: Box, settings: SettingValues, networks: Td3Networks) {
    const { network, observationSize, dimensions } = networks.actor
    const rows = network.batch
    this.actionSpace = actionSpace
    this.networks = networks
    this.settings = settings
    this.experience = new ContinuousExperience(observationSize, actionSpace, settings)
    this.environments = this.experience.environments
    this.noise = new Float64Array(rows * dimensions)
    this.actions = new Float32Array(rows * dimensions)
    this.actionSlopes = new Float32Array(rows * dimensions)
    this.targets = new Float64Array(rows)
    this.noLogProbabilities = new Float64Array(rows)
  }

  configure(settings: SettingValues): void {
    this.settings = settings
    this.experience.configure(settings)
  }

  act(observations: Float32Array, size: number, actions: Float32Array, rng: Rng): void {
    const { experience } = this
    const { actor } = this.networks
    if (experience.isWarmingUp) experience.anyActions(actions, rng)
    else {
      actor.forward(observations, 0, size)
      squash(actor.network.output, size * actor.dimensions, actions)
    }
    experience.explore(actions, rng)
  }

  greedy(observations: Float32Array, size: number, actions: Float32Array): void {
    this.networks.actor.greedy(observations, size, this.experience.scale, actions)
  }

  learn(batch: Batch, rng: Rng): void {
    const updates = this.experience.add(batch)
    for (let i = 0; i < updates; i++) this.update(rng)
  }

  relabel(rewardOf: StepReward): void {
    this.experience.relabel(rewardOf)
  }

  inspect(observations: Float32Array, size: number, policy: Float64Array, values: Float64Array): void {
    const { actor, critics } = this.networks
    const deviation = numberOf(this.settings, 'noiseDeviation')
    actor.inspect(observations, size, critics, this.experience.scale, deviation, policy, values)
  }

  snapshot(): PolicySnapshot {
    const { networks, experience, settings } = this
    const deviation = numberOf(settings, 'noiseDeviation')
    return {
      head: 'squashed',
      actionSpace: this.actionSpace,
      normalizer: null,
      policy: networks.actor.network.snapshot(),
      values: networks.critics.snapshot(),
      valueInputs: 'observation-action',
      valueScale: 1,
      deviations: experience.scale.half.map(half => deviation * half),
    }
  }

  diagnostics(): Readonly<Record<string, number>> {
    const { figures, experience, settings } = this
    const critics = this.networks.critics.figures
    return {
      'critic loss': critics.loss,
      'temporal-difference error': critics.tdError,
      'mean Q': critics.value,
      'actor loss': figures.actorLoss,
      'noise deviation': numberOf(settings, 'noiseDeviation'),
      'critic gradient norm': critics.gradientNorm,
      'actor gradient norm': figures.gradientNorm,
      'learning rate': adamStep(settings, experience.rhythm.steps).learningRate,
      'replay size': experience.replay.size,
    }
  }

  save(): AgentState {
    const { networks, experience, sinceMove } = this
    return mergedState(
      saveParameters('actor', networks.actor.parameters),
      saveParameters('actorTarget', networks.targetActor.parameters),
      networks.critics.save(),
      experience.save(),
      { arrays: {}, numbers: { sinceMove } },
    )
  }

  load(state: AgentState): void {
    const { networks, experience } = this
    const sinceMove = loadNumber(state, 'sinceMove')
    loadParameters('actor', state, networks.actor.parameters)
    loadParameters('actorTarget', state, networks.targetActor.parameters)
    networks.critics.load(state)
    experience.load(state)
    this.sinceMove = sinceMove
  }

  dispose(): void {
    // The memory the networks live in goes with the last reference to it.
  }

  /** One gradient step of the critics on one batch from replay, and at times one of the policy. */
  private update(rng: Rng): void {
    const { experience, settings, targets } = this
    const { critics } = this.networks
    const { batch, rhythm } = experience
    const step = adamStep(settings, rhythm.steps)
    experience.draw(rng)
    this.aim(rng)
    batch.gatherObservations(critics.input, critics.inputs)
    critics.enterActions(batch.actions, batch.size, critics.input)
    critics.improve(targets, batch.size, step)
    if (++this.sinceMove >= numberOf(settings, 'policyDelay')) {
      this.sinceMove = 0
      this.improveActor(step)
      this.follow(numberOf(settings, 'followShare'))
    }
  }

  /** Sets the critics' targets. */
  private aim(rng: Rng): void {
    const { settings, noise, actions } = this
    const { targetActor, critics } = this.networks
    const { batch } = this.experience
    const length = batch.size * targetActor.dimensions
    batch.gatherNextObservations(targetActor.network.input, targetActor.observationSize)
    targetActor.network.forward(batch.size)
    squash(targetActor.network.output, length, actions)
    for (let i = 0; i < length; i++) noise[i] = rng.normal()
    const most = numberOf(settings, 'targetNoiseClip')
    smoothActions(actions, noise, numberOf(settings, 'targetNoise'), most, length)
    batch.gatherNextObservations(critics.nextInput, critics.inputs)
    critics.enterActions(actions, batch.size, critics.nextInput)
    critics.targets(batch, 0, this.noLogProbabilities, this.targets)
  }

  /** Up the first critic's slope, at the observations that are in the critics' input. */
  private improveActor(step: AdamStep): void {
    const { actions, actionSlopes, figures } = this
    const { actor, critics } = this.networks
    const { batch } = this.experience
    const { network } = actor
    const length = batch.size * actor.dimensions
    batch.gatherObservations(network.input, actor.observationSize)
    network.forward(batch.size)
    squash(network.output, length, actions)
    critics.enterActions(actions, batch.size, critics.input)
    figures.actorLoss = critics.firstLoss(batch.size, actionSlopes)
    squashSlopes(actions, actionSlopes, length, network.outputGradient)
    network.backward(batch.size)
    figures.gradientNorm = checkedAdam('the actor', actor.parameters, step)
  }

  private follow(share: number): void {
    const { actor, targetActor, critics } = this.networks
    targetActor.parameters.follow(actor.parameters, share)
    critics.follow(share)
  }
}

export async function openTd3(shape: AgentShape, settings: SettingValues): Promise<Td3> {
  const { actionSpace, seed } = shape
  if (actionSpace.kind !== 'box') {
    throw new PlaygroundError('unsuitable-agent', 'TD3 acts by real numbers; here one chooses among a few.')
  }
  const { actor, critic, batch } = continuousOutline(shape, actionSpace, settings, false)
  const networks = await openKernelMemory(
    memory => ({
      actor: new SquashedActor(memory, actor, { batch, learning: true }),
      targetActor: new SquashedActor(memory, actor, { batch, learning: false }),
      critics: new TwinCritics(memory, critic, actor.dimensions, batch),
    }),
    { relaxed: flagOf(settings, 'relaxedArithmetic') },
  )
  networks.actor.network.initializeUniform(Rng.fromSeed(seed, 'policy-weights'))
  networks.targetActor.parameters.follow(networks.actor.parameters, 1)
  networks.critics.initialize(Rng.fromSeed(seed, 'critic-weights'))
  return new Td3(actionSpace, settings, networks)
}
