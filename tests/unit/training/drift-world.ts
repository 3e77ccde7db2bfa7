/** A world of real-valued states small enough to reckon by hand. */
import type {
  ControlEnvironment,
  ControlShapingTerm,
  ControlWorld,
  EnvironmentDefinition,
} from '../../../src/core/environment.ts'
import type { Rng } from '../../../src/core/rng.ts'
import { numberOf, type SettingsSchema } from '../../../src/core/settings.ts'
import type { Box } from '../../../src/core/space.ts'

const text = { title: '', help: '', range: [-5, 5], suggestedWeight: 1 } as const

const terms: readonly ControlShapingTerm[] = [
  { ...text, id: 'near', kind: 'potential', potential: state => -Math.abs(state[0]!) },
  {
    ...text,
    id: 'push',
    kind: 'free',
    amount: (before, actions, offset, after) => before[0]! * 100 + actions[offset]! * 10 + after[0]!,
  },
]

const number = { kind: 'number', label: '', help: '', min: -1e9, max: 1e9 } as const
const settings = {
  limit: { ...number, default: 7 },
  /** |x| beyond which it ends. */
  bound: { ...number, default: 3 },
  /** Step of an episode whose reward or observation is no number; -1 for none. */
  brokenReward: { ...number, default: -1 },
  brokenObservation: { ...number, default: -1 },
} satisfies SettingsSchema

const observationSpace: Box = { kind: 'box', shape: [2], low: [-9, 0], high: [9, 99] }
const actionSpace: Box = { kind: 'box', shape: [1], low: [-2], high: [2] }

/**
 * x starts between -1 and 1 and moves by the action, cut to the box; the state is x and the steps since the start, and
 * both are seen. Reward is the new x; it ends beyond the bound.
 */
export const driftWorld = {
  id: 'Drift-v0',
  title: 'Drift',
  group: 'Classic control',
  task: '',
  solved: '',
  settings,
  create(values): ControlWorld {
    return {
      form: 'control',
      observationSpace,
      actionSpace,
      stateSize: 2,
      maxEpisodeSteps: numberOf(values, 'limit'),
      solvedReturn: 1000,
      randomReturn: -0.5,
      stepSeconds: 0.1,
      observations: [
        { label: 'x', unit: 'm' },
        { label: 'steps', unit: '' },
      ],
      actions: [{ label: 'move', unit: 'm' }],
      plane: null,
      shapingTerms: terms,
      restoredBy: 'state',
      figure: null,
      create(): ControlEnvironment {
        const state = new Float64Array(2)
        let reward = 0
        let terminated = false
        return {
          observationSpace,
          actionSpace,
          observationSize: 2,
          state,
          get reward() {
            return reward
          },
          get terminated() {
            return terminated
          },
          reset(rng: Rng) {
            state[0] = 2 * rng.uniform() - 1
            state[1] = 0
            terminated = false
          },
          step(actions, offset) {
            state[0] = state[0]! + Math.max(-2, Math.min(2, actions[offset]!))
            state[1] = state[1]! + 1
            reward = state[1] === values.brokenReward ? Number.NaN : state[0]
            terminated = Math.abs(state[0]) > numberOf(values, 'bound')
          },
          observe(into, offset) {
            into[offset] = state[1] === values.brokenObservation ? Number.POSITIVE_INFINITY : state[0]!
            into[offset + 1] = state[1]!
          },
        }
      },
    }
  },
} as const satisfies EnvironmentDefinition
