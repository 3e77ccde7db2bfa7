/** A small control world: a bead on a track from 0 to `end`, which each action moves by a tenth; and policies for it. */
import type { ControlEnvironment, ControlWorld } from '../../../src/core/environment.ts'
import type { PolicySnapshot } from '../../../src/core/policy-snapshot.ts'
import type { Rng } from '../../../src/core/rng.ts'
import type { Box, Space } from '../../../src/core/space.ts'

export interface TrackOptions {
  readonly actionSpace?: Space
  readonly end?: number
  readonly maxEpisodeSteps?: number
  readonly solvedReturn?: number | null
  /** For each step, and for the step that ends the episode. */
  readonly reward?: number
  readonly endReward?: number
}

const observationSpace: Box = { kind: 'box', shape: [2], low: [-10, -10], high: [10, 10] }
export const STEP_SECONDS = 0.1

export function track(options: TrackOptions = {}): ControlWorld {
  const { actionSpace = { kind: 'discrete', n: 3 }, maxEpisodeSteps = 50, solvedReturn = null } = options
  return {
    form: 'control',
    observationSpace,
    actionSpace,
    stateSize: 2,
    maxEpisodeSteps,
    solvedReturn,
    randomReturn: null,
    stepSeconds: STEP_SECONDS,
    restoredBy: 'state',
    figure: null,
    observations: [
      { label: 'Place', unit: 'm' },
      { label: 'Twice the place', unit: 'm' },
    ],
    actions: [{ label: 'push', unit: '' }],
    plane: {
      x: { index: 0, label: 'Place', unit: 'm', low: 0, high: 1 },
      y: { index: 1, label: 'Twice the place', unit: 'm', low: 0, high: 2 },
    },
    shapingTerms: [
      {
        ...{ id: 'place', title: '', help: '', range: [-1, 1], suggestedWeight: 1 },
        kind: 'potential',
        potential: state => state[0]!,
      },
      {
        ...{ id: 'push', title: '', help: '', range: [-1, 1], suggestedWeight: 1 },
        kind: 'free',
        amount: (before, actions, offset, after) => actions[offset]! + 100 * (after[0]! - before[0]!),
      },
    ],
    create: () => new Track(options, actionSpace),
  }
}

class Track implements ControlEnvironment {
  readonly observationSpace = observationSpace
  readonly observationSize = 2
  readonly state = new Float64Array(2)
  reward = 0
  terminated = false
  readonly actionSpace: Space
  private readonly options: TrackOptions

  constructor(options: TrackOptions, actionSpace: Space) {
    this.options = options
    this.actionSpace = actionSpace
  }

  reset(rng: Rng): void {
    this.state[0] = 0.4 + 0.2 * rng.uniform()
    this.state[1] = 2 * this.state[0]
    this.terminated = false
  }

  step(actions: ArrayLike<number>, offset: number): void {
    const { end = 1, reward = 1, endReward = reward } = this.options
    const push = this.actionSpace.kind === 'discrete' ? actions[offset]! - 1 : actions[offset]!
    this.state[0]! += 0.1 * push
    this.state[1] = 2 * this.state[0]!
    this.terminated = this.state[0]! > end || this.state[0]! < 0
    this.reward = this.terminated ? endReward : reward
  }

  observe(into: Float32Array, offset: number): void {
    into[offset] = this.state[0]!
    into[offset + 1] = this.state[1]!
  }
}

/** Always takes this discrete action of three; its value is `worth` times the first observation. */
export const always = (action: number, worth = 1): PolicySnapshot => ({
  head: 'softmax',
  actionSpace: { kind: 'discrete', n: 3 },
  normalizer: null,
  policy: {
    inputs: 2,
    layers: [
      {
        units: 3,
        activation: 'linear',
        kernel: new Float32Array(6),
        bias: Float32Array.from([0, 1, 2], index => (index === action ? 1 : 0)),
      },
    ],
  },
  values: [
    {
      inputs: 2,
      layers: [
        { units: 1, activation: 'linear', kernel: Float32Array.of(worth, 0), bias: new Float32Array(1) },
      ],
    },
  ],
  valueInputs: 'observation',
  valueScale: 1,
  deviations: null,
})
