/** Network learners reduced to what a loop, a worker or a checkpoint needs to see. */

import { agentsFor } from '../../../src/agents/registry.ts'
import type { AgentDefinition, AgentShape, AgentState, Batch, BatchAgent } from '../../../src/core/agent.ts'
import type { PolicySnapshot } from '../../../src/core/policy-snapshot.ts'
import type { Rng } from '../../../src/core/rng.ts'
import { numberOf, type SettingsSchema, type SettingValues } from '../../../src/core/settings.ts'
import { actionSize } from '../../../src/core/space.ts'
import { type Catalogue, REGISTRIES } from '../../../src/training/run-setup.ts'

const settings = {
  environments: {
    kind: 'number',
    default: 3,
    min: 1,
    max: 64,
    integer: true,
    label: 'Robots',
    help: 'How many robots there are.',
  },
  discount: {
    kind: 'number',
    default: 0.9,
    min: 0,
    max: 1,
    label: 'Discount',
    help: 'What counts later.',
    live: true,
  },
  learningRate: {
    kind: 'number',
    default: 0.01,
    min: 0,
    max: 1e300,
    label: 'Learning rate',
    help: 'How far each step goes.',
    live: true,
  },
} as const satisfies SettingsSchema

/**
 * Random actions; its greedy policy is the sign of a linear function of the observation, whose weights drift with what it
 * is given, so that everything it sees shows in its state.
 */
export class LinearAgent implements BatchAgent {
  readonly form = 'batch'
  readonly environments: number
  /** Of `learn` calls, copies of what was given, when asked for. */
  batches: Batch[] | null = null
  readonly weights: Float32Array
  private learningRate: number
  private updates = 0
  private readonly shape: AgentShape
  private readonly perAction: number

  constructor(shape: AgentShape, values: SettingValues) {
    this.shape = shape
    this.environments = numberOf(values, 'environments')
    this.learningRate = numberOf(values, 'learningRate')
    this.perAction = actionSize(shape.actionSpace)
    this.weights = new Float32Array(shape.observationSize).fill(0.5)
  }

  configure(values: SettingValues): void {
    this.learningRate = numberOf(values, 'learningRate')
  }

  act(_observations: Float32Array, size: number, actions: Float32Array, rng: Rng): void {
    const { actionSpace } = this.shape
    for (let i = 0; i < size * this.perAction; i++) {
      if (actionSpace.kind === 'discrete') actions[i] = rng.integer(actionSpace.n)
      else {
        const low = actionSpace.low[i % this.perAction]!
        actions[i] = low + rng.uniform() * (actionSpace.high[i % this.perAction]! - low)
      }
    }
  }

  greedy(observations: Float32Array, size: number, actions: Float32Array): void {
    const { observationSize, actionSpace } = this.shape
    for (let row = 0; row < size; row++) {
      let sum = 0
      for (let i = 0; i < observationSize; i++)
        sum += this.weights[i]! * observations[row * observationSize + i]!
      const up = sum > 0
      for (let i = 0; i < this.perAction; i++) {
        actions[row * this.perAction + i] =
          actionSpace.kind === 'discrete'
            ? up
              ? actionSpace.n - 1
              : 0
            : (up ? actionSpace.high : actionSpace.low)[i]!
      }
    }
  }

  learn(batch: Batch, rng: Rng): void {
    this.batches?.push(structuredClone(batch))
    const { observationSize } = this.shape
    for (let row = 0; row < batch.size; row++) {
      const step =
        this.learningRate * (batch.rewards[row]! + batch.terminated[row]! - 2 * batch.truncated[row]!)
      for (let i = 0; i < observationSize; i++) {
        this.weights[i]! += step * batch.nextObservations[row * observationSize + i]! * rng.uniform()
      }
    }
    this.updates++
  }

  inspect(_observations: Float32Array, _size: number, policy: Float64Array, values: Float64Array): void {
    policy.fill(0.5)
    values.fill(this.updates)
  }

  snapshot(): PolicySnapshot {
    const { observationSize, actionSpace } = this.shape
    const layer = {
      units: 1,
      activation: 'linear' as const,
      kernel: this.weights.slice(),
      bias: new Float32Array(1),
    }
    return {
      head: actionSpace.kind === 'discrete' ? 'softmax' : 'gaussian',
      actionSpace,
      normalizer: null,
      policy: { inputs: observationSize, layers: [layer] },
      values: [],
      valueInputs: 'observation',
      valueScale: 1,
      deviations: null,
    }
  }

  diagnostics() {
    return { updates: this.updates }
  }

  save(): AgentState {
    return { arrays: { weights: this.weights.slice() }, numbers: { updates: this.updates } }
  }

  load({ arrays, numbers }: AgentState): void {
    this.weights.set(arrays.weights!)
    this.updates = numbers.updates!
  }

  dispose(): void {
    this.batches = null
  }
}

export const linearDefinition: AgentDefinition = {
  id: 'linear',
  title: 'Linear',
  kind: 'a test',
  help: 'Acts at random and lets its weights drift.',
  worlds: 'any',
  actions: 'any',
  settings,
  create: (shape, values) => new LinearAgent(shape, values),
}

/** The real worlds, and this learner beside the real ones. */
export const withAgent = (definition: AgentDefinition): Catalogue => ({
  ...REGISTRIES,
  agentById: id => (id === definition.id ? definition : REGISTRIES.agentById(id)),
  agentsFor: world => [...agentsFor(world), definition],
})
