/** A network of action values and the older copy of it that its targets are read from. What is learnt: heads/temporal-difference.ts. */
import type { AgentState } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { parameterCount } from '../nn/dense-network.ts'
import { actionValueTargets, doubleTargets, huberLoss } from '../nn/heads/temporal-difference.ts'
import type { KernelMemory } from '../nn/kernel-memory.ts'
import { type AdamStep, Parameters } from '../nn/parameters.ts'
import { ActionValueNetwork, type ActionValueShape, actionValueSpec } from './action-value-network.ts'
import { checkedAdam } from './checked-step.ts'
import { mergedState } from './merged-state.ts'
import { loadParameters, saveParameters } from './parameter-state.ts'
import type { ReplayBatch } from './replay/replay-batch.ts'

export class ActionValueLearner {
  readonly online: ActionValueNetwork
  /** Of the last step: the loss, the means of |y - Q(s, a)| and of Q(s, a), and the gradient's length. */
  readonly figures = { loss: 0, tdError: 0, value: 0, gradientNorm: 0 }
  private readonly parameters: Parameters
  private readonly targetParameters: Parameters
  private readonly target: ActionValueNetwork
  /** [batch] */
  private readonly targets: Float64Array
  /** y - Q(s, a). [batch] */
  private readonly errors: Float64Array

  /** @param batch the most observations at a time. */
  constructor(memory: KernelMemory, shape: ActionValueShape, batch: number) {
    const lengths = [parameterCount(actionValueSpec(shape))]
    const parameters = new Parameters(memory, lengths)
    const targetParameters = new Parameters(memory, lengths, false)
    this.parameters = parameters
    this.targetParameters = targetParameters
    this.online = new ActionValueNetwork(memory, shape, parameters.part(0), { batch, learning: true })
    this.target = new ActionValueNetwork(memory, shape, targetParameters.part(0), { batch, learning: false })
    this.targets = new Float64Array(batch)
    this.errors = new Float64Array(batch)
  }

  initialize(rng: Rng): void {
    this.online.initialize(rng)
    this.copyToTarget()
  }

  copyToTarget(): void {
    this.targetParameters.follow(this.parameters, 1)
  }

  /** One gradient step on a batch that was drawn. @param double does the online network choose what the target judges? */
  improve(batch: ReplayBatch, double: boolean, step: AdamStep): void {
    const { online, targets, errors, figures } = this
    const { size, actions, weights } = batch
    this.aim(batch, double)
    batch.gatherObservations(online.input, online.inputs)
    online.forward(size)
    const { values, valueGradient } = online
    figures.loss = huberLoss(values, actions, targets, weights, size, online.actions, valueGradient, errors)
    figures.tdError = figures.value = 0
    for (let i = 0; i < size; i++) {
      figures.tdError += Math.abs(errors[i]!) / size
      figures.value += (targets[i]! - errors[i]!) / size
    }
    online.backward(size)
    figures.gradientNorm = checkedAdam('the network of action values', this.parameters, step)
    batch.prioritize(errors)
  }

  save(): AgentState {
    return mergedState(saveParameters('q', this.parameters), saveParameters('target', this.targetParameters))
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    loadParameters('q', state, this.parameters)
    loadParameters('target', state, this.targetParameters)
  }

  /** Sets the targets of a batch. */
  private aim(batch: ReplayBatch, double: boolean): void {
    const { online, target, targets } = this
    const { size, returns, bootstraps } = batch
    batch.gatherNextObservations(target.input, target.inputs)
    target.forward(size)
    if (double) {
      batch.gatherNextObservations(online.input, online.inputs)
      online.forward(size)
      doubleTargets(returns, bootstraps, target.values, online.values, size, online.actions, targets)
    } else {
      actionValueTargets(returns, bootstraps, target.values, size, online.actions, targets)
    }
  }
}
