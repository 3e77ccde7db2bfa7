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
import type { AgentShape, AgentState, Batch } from '../core/agent.ts'
import { numberOf, type SettingValues } from '../core/settings.ts'
import type { Episode } from './episode.ts'
import { EpisodeBuffer } from './episode-buffer.ts'
import { GradientSteps } from './gradient-steps.ts'
import { PolicyAgent, type PolicyLearner } from './policy-agent.ts'
import { PolicyNetwork } from './policy-network.ts'
import { baselineStart } from './policy-network-settings.ts'
import { discountedReturns, explainedVariance } from './returns.ts'

/** Observations the networks look at in one go; episodes are longer and gone through in pieces. */
const PIECE = 512

class Reinforce implements PolicyLearner {
  private readonly network: PolicyNetwork
  private readonly steps: GradientSteps
  private readonly episodes: EpisodeBuffer
  private readonly rewardScale: number
  private settings: SettingValues
  private foreseen = 0

  constructor(network: PolicyNetwork, settings: SettingValues) {
    const { environments, observationSize, actionSize } = network
    this.network = network
    this.settings = settings
    this.steps = new GradientSteps(network, settings)
    this.episodes = new EpisodeBuffer(environments, observationSize, actionSize)
    this.rewardScale = numberOf(settings, 'rewardScale')
    network.valueScale = 1 / this.rewardScale
  }

  configure(settings: SettingValues): void {
    this.settings = settings
    this.steps.configure(settings)
  }

  learn(batch: Batch): void {
    const { episodes, network, settings } = this
    episodes.add(batch, network.drawnActions(batch), numberOf(settings, 'longestEpisode'))
    if (episodes.waiting >= numberOf(settings, 'episodesPerUpdate')) this.update(episodes.take())
  }

  diagnostics(): Readonly<Record<string, number>> {
    return { 'explained variance': this.foreseen, ...this.steps.report() }
  }

  save(): AgentState {
    return { arrays: this.episodes.save(), numbers: {} }
  }

  load(state: AgentState): void {
    this.episodes.load(state)
  }

  private update(episodes: readonly Episode[]): void {
    const { network, steps } = this
    const { observationSize } = network
    const actions = Float32Array.from(episodes.flatMap(episode => episode.actions))
    const rows = actions.length / network.actionSize
    const observations = new Float32Array(rows * observationSize)
    const returns = new Float64Array(rows)
    let step = 0
    for (const episode of episodes) {
      const length = episode.rewards.length
      observations.set(episode.observations.subarray(0, length * observationSize), step * observationSize)
      returns.set(this.returnsOf(episode), step)
      step += length
    }
    const values = new Float64Array(rows)
    network.values(observations, rows, values)
    this.foreseen = explainedVariance(values, returns)
    const advantages = returns.map((value, t) => value - values[t]!)
    steps.improvePolicy(observations, actions, advantages)
    const baselineUpdates = numberOf(this.settings, 'baselineUpdates')
    for (let i = 0; i < baselineUpdates; i++) steps.improveValues(observations, returns)
  }

  /** Scaled G_t of each step. */
  private returnsOf({ rewards, terminated, finalObservation }: Episode): Float64Array {
    const last = rewards.length - 1
    const flags = new Uint8Array(rewards.length)
    const ended = flags.map((_, t) => (t === last && terminated ? 1 : 0))
    const nextValues = new Float64Array(rewards.length)
    if (!terminated) this.network.values(finalObservation, 1, nextValues.subarray(last))
    const scaled = rewards.map(reward => reward * this.rewardScale)
    return discountedReturns(
      { rewards: scaled, terminated: ended, truncated: flags, nextValues },
      numberOf(this.settings, 'discount'),
    )
  }
}

export async function openReinforce(shape: AgentShape, settings: SettingValues): Promise<PolicyAgent> {
  const network = await PolicyNetwork.open(shape, settings, {
    ...baselineStart(settings),
    batch: Math.max(PIECE, numberOf(settings, 'environments')),
  })
  return new PolicyAgent(network, new Reinforce(network, settings))
}
