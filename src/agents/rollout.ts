/**
 * A stretch of experience of all parallel environments under one policy, then what it says about each decision: the value
 * that was expected, the advantage it turned out to have, the return to learn.
 *
 * Rows are step by step, in each step environment by environment. The policy does not change while a rollout fills, so its
 * values and log-probabilities are worked out when it is full, all at once; networks give a row the same bits alone and in
 * company.
 */
import type { AgentState, Batch } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import { loadArray, loadNumber } from './learner-state.ts'
import type { PolicyNetwork } from './policy-network.ts'
import { ReferencePolicy } from './reference-policy.ts'
import { generalisedAdvantages } from './returns.ts'
import { RewardScaler } from './reward-scaler.ts'

export class Rollout {
  /** Steps of each environment. */
  readonly steps: number
  /** Steps times environments. */
  readonly rows: number
  /** Observations as the networks saw them. [rows x observationSize] */
  readonly inputs: Float32Array
  /** As drawn, before a box cut them. [rows x actionSize] */
  readonly actions: Float32Array
  /** V(s_t), once judged. [rows] */
  readonly values: Float64Array
  /** ln pi(a_t | s_t), once judged. [rows] */
  readonly logProbabilities: Float64Array
  /** Once judged. [rows] */
  readonly advantages: Float64Array
  /** Advantage plus value, once judged. [rows] */
  readonly returns: Float64Array
  /** As scaled; once judged, less what it costs to act unlike a reference policy. [rows] */
  readonly rewards: Float64Array
  readonly terminated: Int32Array
  readonly truncated: Int32Array
  /** V(s_{t+1}), once judged. [rows] */
  readonly nextValues: Float64Array
  /** Mean of ln pi - ln pi_reference over the steps, once judged; null where nothing is held to a reference. */
  referenceKl: number | null = null
  private readonly network: PolicyNetwork
  private readonly reference: ReferencePolicy
  /** In force. */
  private klCoefficient = 0
  private readonly scaler: RewardScaler | null
  private readonly nextInputs: Float32Array
  /** What each environment last showed, as it is. [environments x observationSize] */
  private readonly expected: Float32Array
  /** 1 where the episode goes on from there. [environments] */
  private readonly goesOn: Int32Array
  private filled = 0

  /** @param scaleRewards divide rewards by the deviation of returns. */
  constructor(network: PolicyNetwork, steps: number, scaleRewards: boolean) {
    const { environments, observationSize, actionSize } = network
    const rows = steps * environments
    this.network = network
    this.reference = new ReferencePolicy(network)
    this.steps = steps
    this.rows = rows
    this.inputs = new Float32Array(rows * observationSize)
    this.nextInputs = new Float32Array(rows * observationSize)
    this.actions = new Float32Array(rows * actionSize)
    this.rewards = new Float64Array(rows)
    this.terminated = new Int32Array(rows)
    this.truncated = new Int32Array(rows)
    this.values = new Float64Array(rows)
    this.nextValues = new Float64Array(rows)
    this.logProbabilities = new Float64Array(rows)
    this.advantages = new Float64Array(rows)
    this.returns = new Float64Array(rows)
    this.expected = new Float32Array(environments * observationSize)
    this.goesOn = new Int32Array(environments)
    this.scaler = scaleRewards ? new RewardScaler(environments) : null
  }

  /**
   * Takes in one step of every environment.
   * @param klCoefficient reward that a nat away from the reference policy costs, where there is a reward model.
   * @returns whether the rollout is full.
   */
  add(batch: Batch, discount: number, klCoefficient = 0): boolean {
    const { network, scaler } = this
    this.klCoefficient = this.reference.follow(batch, klCoefficient)
    const row = this.filled * batch.size
    this.cutWhatWasLeft(batch)
    network.see(batch.observations, 0, batch.size, this.inputs, row)
    network.see(batch.nextObservations, 0, batch.size, this.nextInputs, row)
    this.actions.set(network.drawnActions(batch), row * network.actionSize)
    this.terminated.set(batch.terminated, row)
    this.truncated.set(batch.truncated, row)
    if (scaler) {
      scaler.add(batch, discount, this.rewards, row)
      network.valueScale = scaler.scale
    } else this.rewards.set(batch.rewards, row)
    network.normalizer?.add(batch.observations, batch.size)
    this.filled++
    return this.filled === this.steps
  }

  /** Works out values, log-probabilities, advantages and returns of a full rollout. */
  judge(discount: number, lambda: number): void {
    const { network, rows, inputs, actions, values, advantages } = this
    network.values(this.nextInputs, rows, this.nextValues)
    network.values(inputs, rows, values)
    network.logProbabilities(inputs, actions, rows, this.logProbabilities)
    this.penalise()
    generalisedAdvantages(this, values, network.environments, discount, lambda, advantages)
    for (let i = 0; i < rows; i++) this.returns[i] = advantages[i]! + values[i]!
  }

  /** The reward has changed: what its amounts were under the old one is forgotten, and so are the steps so far. */
  changeReward(): void {
    this.clear()
    this.scaler?.restart()
    if (this.scaler) this.network.valueScale = this.scaler.scale
  }

  /** Empties it. */
  clear(): void {
    this.filled = 0
  }

  save(): AgentState {
    const scaler = this.scaler?.save()
    const kept = Object.entries(this.kept(this.filled)).map(([name, array]) => [name, array.slice()])
    return {
      arrays: { ...Object.fromEntries(kept), ...scaler?.arrays, ...this.reference.save() },
      numbers: { 'rollout.steps': this.filled, ...scaler?.numbers },
    }
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    const filled = loadNumber(state, 'rollout.steps')
    if (!(Number.isInteger(filled) && filled >= 0 && filled < this.steps)) {
      const path = 'agent.numbers.rollout.steps'
      const expected = `a whole number from 0 to ${this.steps - 1}`
      throw new PlaygroundError('bad-checkpoint', `${path} is ${filled}; expected ${expected}.`, { path })
    }
    for (const [name, array] of Object.entries(this.kept(filled))) loadArray(state, name, array)
    this.scaler?.load(state)
    this.reference.load(state)
    if (this.scaler) this.network.valueScale = this.scaler.scale
    this.filled = filled
  }

  /** What `steps` steps need to be gone on from. */
  private kept(steps: number) {
    const { environments, observationSize, actionSize } = this.network
    const rows = steps * environments
    return {
      'rollout.inputs': this.inputs.subarray(0, rows * observationSize),
      'rollout.nextInputs': this.nextInputs.subarray(0, rows * observationSize),
      'rollout.actions': this.actions.subarray(0, rows * actionSize),
      'rollout.rewards': this.rewards.subarray(0, rows),
      'rollout.terminated': this.terminated.subarray(0, rows),
      'rollout.truncated': this.truncated.subarray(0, rows),
      'rollout.expected': this.expected,
      'rollout.goesOn': this.goesOn,
    }
  }

  /** Takes off what it costs to act unlike the reference policy, in units of reward as scaled. */
  private penalise(): void {
    const { klCoefficient, rows, rewards, logProbabilities } = this
    this.referenceKl = null
    if (klCoefficient === 0) return
    const reference = new Float64Array(rows)
    this.reference.logProbabilities(this.inputs, this.actions, rows, reference)
    const cost = klCoefficient / (this.scaler?.scale ?? 1)
    let sum = 0
    for (let i = 0; i < rows; i++) {
      const difference = logProbabilities[i]! - reference[i]!
      rewards[i] = rewards[i]! - cost * difference
      sum += difference
    }
    this.referenceKl = sum / rows
  }

  /** Where a step does not go on from the one before (learning was off in between), the episode was cut. */
  private cutWhatWasLeft({ size, observations, nextObservations, terminated, truncated }: Batch): void {
    const { expected, goesOn, filled } = this
    const { observationSize } = this.network
    for (let i = 0; i < size; i++) {
      const end = (i + 1) * observationSize
      let same = true
      for (let k = i * observationSize; k < end && same; k++) same = expected[k] === observations[k]
      if (goesOn[i] && !same) {
        if (filled > 0) this.truncated[(filled - 1) * size + i] = 1
        this.scaler?.cut(i)
      }
      goesOn[i] = terminated[i] || truncated[i] ? 0 : 1
    }
    expected.set(nextObservations)
  }
}
