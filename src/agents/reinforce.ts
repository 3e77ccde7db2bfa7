/**
 * REINFORCE with a learned baseline: after whole episodes, actions that led to a better return than the baseline had
 * expected become likelier.
 *
 *   G_t   = sum_k gamma^k r_{t+k+1}
 *   w     <- w + alpha_w (G_t - V(s_t)) grad V(s_t)
 *   theta <- theta + alpha_theta ((G_t - V(s_t)) grad ln pi(a_t | s_t) + entropyWeight grad H(pi(. | s_t)))
 *
 * Ronald Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement learning", Machine
 * Learning 8, 1992 (https://doi.org/10.1007/BF00992696); Sutton & Barto, "Reinforcement Learning: An Introduction", 2nd ed.,
 * 2018, section 13.4 (http://incompleteideas.net/book/the-book-2nd.html), with Adam for both steps and, as is usual, without
 * the factor gamma^t. An episode cut by the time limit is not over: its return goes on with the baseline's value of where it
 * was cut. Episodes run in parallel and count when they end, so one may have begun under the policy before the last update.
 *
 * Advantages are not normalised by batch: once all episodes are alike, that blows the baseline's small errors up to full
 * strength, and in Four Rooms it threw a solved policy away again.
 */
import type { AgentDefinition, AgentShape, AgentState, Batch, BatchAgent } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { numberOf, type SettingsSchema, type SettingValues } from '../core/settings.ts'
import type { Episode } from './episode.ts'
import { EpisodeBuffer } from './episode-buffer.ts'
import { PolicyNetwork } from './policy-network.ts'
import { policyNetworkSettings, tunedPolicyNetwork } from './policy-network-settings.ts'
import { discountedReturns } from './returns.ts'

const reinforceSettings = {
  ...policyNetworkSettings,
  learningRate: { ...policyNetworkSettings.learningRate, default: 0.01 },
  valueLearningRate: { ...policyNetworkSettings.valueLearningRate, default: 0.01 },
  environments: { ...policyNetworkSettings.environments, default: 16 },
  episodesPerUpdate: {
    kind: 'number',
    default: 16,
    min: 1,
    max: 256,
    integer: true,
    scale: 'log',
    unit: 'episodes',
    label: 'Episodes per update',
    plain: 'experience before a change',
    help: 'How many whole episodes the robot looks back on in one update: more make updates steadier and rarer.',
    live: true,
  },
  baselineUpdates: {
    kind: 'number',
    default: 4,
    min: 1,
    max: 64,
    integer: true,
    label: 'Baseline steps',
    plain: 'how well expectations are fitted',
    help: 'How many steps the baseline takes towards the returns of each batch of episodes; updates are rare, so one is often too few.',
    live: true,
  },
  longestEpisode: {
    kind: 'number',
    default: 500,
    min: 1,
    max: 10_000,
    integer: true,
    scale: 'log',
    unit: 'steps',
    label: 'Longest episode',
    plain: 'longest look back',
    help: 'Longer episodes are learnt from in pieces of this many steps, the baseline guessing how each piece goes on.',
    live: true,
  },
} as const satisfies SettingsSchema

export class Reinforce implements BatchAgent {
  readonly form = 'batch'
  readonly environments: number
  private readonly network: PolicyNetwork
  private readonly episodes: EpisodeBuffer
  private episodesPerUpdate = 1
  private baselineUpdates = 1
  private longestEpisode = 1

  constructor(network: PolicyNetwork, settings: SettingValues) {
    this.network = network
    this.environments = network.environments
    this.episodes = new EpisodeBuffer(network.environments, network.observationSize)
    this.configure(settings)
  }

  configure(settings: SettingValues): void {
    this.network.configure(settings)
    this.episodesPerUpdate = numberOf(settings, 'episodesPerUpdate')
    this.baselineUpdates = numberOf(settings, 'baselineUpdates')
    this.longestEpisode = numberOf(settings, 'longestEpisode')
  }

  act(observations: Float32Array, size: number, actions: Int32Array, rng: Rng): void {
    this.network.act(observations, size, actions, rng)
  }

  learn(batch: Batch): void {
    this.episodes.add(batch, this.longestEpisode)
    this.network.steps += batch.size
    if (this.episodes.waiting >= this.episodesPerUpdate) this.update(this.episodes.take())
  }

  inspect(observations: Float32Array, size: number, probabilities: Float64Array, values: Float64Array): void {
    this.network.inspect(observations, size, probabilities, values)
  }

  save(): AgentState {
    return this.network.save(this.episodes.save())
  }

  load(state: AgentState): void {
    this.episodes.load(state)
    this.network.load(state)
  }

  dispose(): void {
    this.network.dispose()
  }

  private update(episodes: readonly Episode[]): void {
    const { network } = this
    const { observationSize } = network
    const actions = Int32Array.from(episodes.flatMap(episode => episode.actions))
    const observations = new Float32Array(actions.length * observationSize)
    const returns = new Float64Array(actions.length)
    let step = 0
    for (const episode of episodes) {
      const length = episode.actions.length
      observations.set(episode.observations.subarray(0, length * observationSize), step * observationSize)
      returns.set(this.returnsOf(episode), step)
      step += length
    }
    const values = network.values(observations, actions.length)
    const advantages = returns.map((value, t) => value - values[t]!)
    network.improvePolicy(observations, actions, advantages)
    for (let i = 0; i < this.baselineUpdates; i++) network.improveValues(observations, returns)
  }

  /** Scaled G_t of each step. */
  private returnsOf({ rewards, terminated, finalObservation }: Episode): Float64Array {
    const { network } = this
    const last = rewards.length - 1
    const flags = new Uint8Array(rewards.length)
    const ended = flags.map((_, t) => (t === last && terminated ? 1 : 0))
    const nextValues = new Float64Array(rewards.length)
    if (!terminated) nextValues[last] = network.values(finalObservation, 1)[0]!
    const scaled = rewards.map(reward => reward * network.rewardScale)
    return discountedReturns(
      { rewards: scaled, terminated: ended, truncated: flags, nextValues },
      network.discount,
    )
  }
}

export const reinforce = {
  id: 'reinforce',
  title: 'REINFORCE',
  kind: 'policy gradient, network, on-policy',
  help: 'Plays whole episodes, then does more of what led to better ones than expected and less of the rest.',
  settings: reinforceSettings,
  tuned: tunedPolicyNetwork,
  async create(shape: AgentShape, settings: SettingValues): Promise<Reinforce> {
    const { openTfjsNetwork } = await import('../nn/tfjs-network.ts')
    return new Reinforce(await PolicyNetwork.open(shape, settings, openTfjsNetwork), settings)
  },
} as const satisfies AgentDefinition
