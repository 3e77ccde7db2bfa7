/**
 * Soft actor-critic: a stochastic policy that is paid for its reward and for keeping its options open, learnt from replay.
 *
 *   y      = r + gamma (min(Q'_1, Q'_2)(s', a') - temperature ln pi(a' | s')),   a' ~ pi(. | s')
 *   actor  : minimises mean temperature ln pi(a | s) - min(Q_1, Q_2)(s, a),   a ~ pi(. | s), through the sampled action
 *   temperature: minimises -ln(temperature) mean (ln pi(a | s) + target entropy)
 *   Q'    <- Q' + followShare (Q - Q')
 *
 * in the order temperature, critics, actor, targets; the temperature used is the one before its own step. Tuomas Haarnoja,
 * Aurick Zhou, Pieter Abbeel and Sergey Levine, "Soft actor-critic: off-policy maximum entropy deep reinforcement learning
 * with a stochastic actor", ICML 2018 (https://arxiv.org/abs/1801.01290); temperature and twin critics: Haarnoja et al., "Soft
 * actor-critic algorithms and applications", 2018 (https://arxiv.org/abs/1812.05905). The policy is a squashed Gaussian
 * (heads/squashed-gaussian.ts).
 */
import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import type { AgentShape, AgentState, Batch, BatchAgent, StepReward } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues, textOf } from '../core/settings.ts'
import type { Box } from '../core/space.ts'
import { squashedGaussian, squashedGaussianSlopes, temperatureSlope } from '../nn/heads/squashed-gaussian.ts'
import { openKernelMemory } from '../nn/kernel-memory.ts'
import { type AdamStep, Parameters } from '../nn/parameters.ts'
import { checkedAdam } from './checked-step.ts'
import { ContinuousExperience } from './continuous-experience.ts'
import { continuousOutline } from './continuous-settings.ts'
import { mergedState } from './merged-state.ts'
import { adamStep } from './off-policy-settings.ts'
import { loadParameters, saveParameters } from './parameter-state.ts'
import { SquashedActor } from './squashed-actor.ts'
import { TwinCritics } from './twin-critics.ts'

interface SacNetworks {
  readonly actor: SquashedActor
  readonly critics: TwinCritics
  /** One number, ln(temperature). */
  readonly temperature: Parameters
}

export class Sac implements BatchAgent {
  readonly form = 'batch'
  readonly environments: number
  private readonly actionSpace: Box
  private readonly networks: SacNetworks
  private readonly experience: ContinuousExperience
  private settings: SettingValues
  /** It began with a trained robot, which acts from the start. */
  private adopted = false
  /** Standard normal. [most rows x D] */
  private readonly noise: Float64Array
  /** The policy's, in [-1, 1]. [most rows x D] */
  private readonly actions: Float32Array
  private readonly actionSlopes: Float32Array
  /** [most rows] */
  private readonly logProbabilities: Float64Array
  private readonly targets: Float64Array
  private readonly figures = { actorLoss: 0, entropy: 0, gradientNorm: 0 }

  constructor(actionSpace: Box, settings: SettingValues, networks: SacNetworks) {
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
    this.logProbabilities = new Float64Array(rows)
    this.targets = new Float64Array(rows)
    this.setTemperature()
  }

  configure(settings: SettingValues): void {
    this.settings = settings
    this.experience.configure(settings)
    if (!this.learnsTemperature) this.setTemperature()
  }

  act(observations: Float32Array, size: number, actions: Float32Array, rng: Rng): void {
    const { experience, networks } = this
    if (experience.isWarmingUp && !this.adopted) experience.anyActions(actions, rng)
    else {
      networks.actor.forward(observations, 0, size)
      this.sample(size, actions, rng)
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
    actor.inspect(observations, size, critics, this.experience.scale, 0, policy, values)
  }

  adopt({ head, policy, values, normalizer }: PolicySnapshot): void {
    if (head !== 'squashed' || values.length !== 2 || normalizer) {
      throw new PlaygroundError(
        'unsuitable-robot',
        `The robot's policy is '${head}' with ${values.length} values; expected 'squashed' with two, observations as they are.`,
      )
    }
    this.networks.actor.network.adopt(policy)
    this.networks.critics.adopt(values)
    this.adopted = true
  }

  snapshot(): PolicySnapshot {
    const { actor, critics } = this.networks
    return {
      head: 'squashed',
      actionSpace: this.actionSpace,
      normalizer: null,
      policy: actor.network.snapshot(),
      values: critics.snapshot(),
      valueInputs: 'observation-action',
      valueScale: 1,
      deviations: null,
    }
  }

  diagnostics(): Readonly<Record<string, number>> {
    const { figures, experience, networks, settings } = this
    const critics = networks.critics.figures
    return {
      'critic loss': critics.loss,
      'temporal-difference error': critics.tdError,
      'mean Q': critics.value,
      'actor loss': figures.actorLoss,
      entropy: figures.entropy,
      temperature: this.temperature,
      'critic gradient norm': critics.gradientNorm,
      'actor gradient norm': figures.gradientNorm,
      'learning rate': adamStep(settings, experience.rhythm.steps).learningRate,
      'replay size': experience.replay.size,
    }
  }

  save(): AgentState {
    const { networks, experience } = this
    return mergedState(
      saveParameters('actor', networks.actor.parameters),
      saveParameters('temperature', networks.temperature),
      networks.critics.save(),
      experience.save(),
      { arrays: {}, numbers: this.adopted ? { adopted: 1 } : {} },
    )
  }

  load(state: AgentState): void {
    const { networks, experience } = this
    loadParameters('actor', state, networks.actor.parameters)
    loadParameters('temperature', state, networks.temperature)
    networks.critics.load(state)
    experience.load(state)
    this.adopted = state.numbers.adopted === 1
  }

  dispose(): void {
    // The memory the networks live in goes with the last reference to it.
  }

  private get temperature(): number {
    return exp(this.networks.temperature.weights[0]!)
  }

  private get learnsTemperature(): boolean {
    return textOf(this.settings, 'temperatureRule') === 'learned'
  }

  private setTemperature(): void {
    this.networks.temperature.weights[0] = ln(numberOf(this.settings, 'temperature'))
  }

  /** Actions of the first `size` rows that the actor's network gave. @returns their mean log probability. */
  private sample(size: number, actions: Float32Array, rng: Rng): number {
    const { noise, logProbabilities } = this
    const { network, dimensions } = this.networks.actor
    for (let i = 0; i < size * dimensions; i++) noise[i] = rng.normal()
    return squashedGaussian(network.output, noise, size, dimensions, actions, logProbabilities)
  }

  /** One gradient step of everything on one batch from replay. */
  private update(rng: Rng): void {
    const { networks, experience, settings, figures, temperature } = this
    const { actor, critics } = networks
    const { batch, rhythm } = experience
    const step = adamStep(settings, rhythm.steps)
    experience.draw(rng)
    this.aim(temperature, rng)
    batch.gatherObservations(actor.network.input, actor.observationSize)
    actor.network.forward(batch.size)
    const logProbability = this.sample(batch.size, this.actions, rng)
    figures.entropy = -logProbability
    if (this.learnsTemperature) this.improveTemperature(logProbability, step)
    batch.gatherObservations(critics.input, critics.inputs)
    critics.enterActions(batch.actions, batch.size, critics.input)
    critics.improve(this.targets, batch.size, step)
    critics.enterActions(this.actions, batch.size, critics.input)
    figures.actorLoss = temperature * logProbability + critics.leastLoss(batch.size, this.actionSlopes)
    this.improveActor(temperature, step)
    critics.follow(numberOf(settings, 'followShare'))
  }

  /** Sets the critics' targets. */
  private aim(temperature: number, rng: Rng): void {
    const { actor, critics } = this.networks
    const { batch } = this.experience
    batch.gatherNextObservations(actor.network.input, actor.observationSize)
    actor.network.forward(batch.size)
    this.sample(batch.size, this.actions, rng)
    batch.gatherNextObservations(critics.nextInput, critics.inputs)
    critics.enterActions(this.actions, batch.size, critics.nextInput)
    critics.targets(batch, temperature, this.logProbabilities, this.targets)
  }

  private improveActor(temperature: number, step: AdamStep): void {
    const { noise, actions, actionSlopes, figures } = this
    const { network, parameters, dimensions } = this.networks.actor
    const { size } = this.experience.batch
    const { output, outputGradient } = network
    squashedGaussianSlopes(
      output,
      noise,
      actions,
      actionSlopes,
      temperature,
      size,
      dimensions,
      outputGradient,
    )
    network.backward(size)
    figures.gradientNorm = checkedAdam('the actor', parameters, step)
  }

  private improveTemperature(logProbability: number, step: AdamStep): void {
    const { temperature } = this.networks
    const targetEntropy = numberOf(this.settings, 'targetEntropy') * this.experience.scale.dimensions
    temperature.gradient[0] = temperatureSlope(logProbability, targetEntropy)
    checkedAdam('the temperature', temperature, step)
  }
}

export async function openSac(shape: AgentShape, settings: SettingValues): Promise<Sac> {
  const { actionSpace, seed } = shape
  if (actionSpace.kind !== 'box') {
    throw new PlaygroundError('unsuitable-agent', 'SAC acts by real numbers; here one chooses among a few.')
  }
  const outline = continuousOutline(shape, actionSpace, settings, true)
  const networks = await openKernelMemory(
    memory => ({
      actor: new SquashedActor(memory, outline.actor, { batch: outline.batch, learning: true }),
      critics: new TwinCritics(memory, outline.critic, outline.actor.dimensions, outline.batch),
      temperature: new Parameters(memory, [1]),
    }),
    { relaxed: flagOf(settings, 'relaxedArithmetic') },
  )
  networks.actor.network.initializeUniform(Rng.fromSeed(seed, 'policy-weights'))
  networks.critics.initialize(Rng.fromSeed(seed, 'critic-weights'))
  return new Sac(actionSpace, settings, networks)
}
