/** Worlds small enough to reckon by hand, and configs of real ones. */
import type { ShapingTerm, TabularWorld } from '../../../src/core/environment.ts'
import { NO_SHAPING, type RunConfig } from '../../../src/core/run-config.ts'
import { buildModel, type ModelDescription } from '../../../src/core/tabular-model.ts'

export function tinyWorld(
  description: ModelDescription,
  maxEpisodeSteps: number | null,
  shapingTerms: readonly ShapingTerm[] = [],
): TabularWorld {
  const { states } = description
  const cells = Int32Array.from({ length: states }, (_, state) => state)
  return {
    form: 'tabular',
    model: buildModel(description),
    board: {
      rows: 1,
      columns: states,
      tiles: Array.from(cells, () => 'floor' as const),
      labels: Array.from(cells, () => ''),
      edges: [],
      cellOfState: cells,
      contextOfState: new Int32Array(states),
      stateAt: cells,
      markers: [[]],
      actionNames: Array.from({ length: description.actions }, (_, action) => `action ${action}`),
      actionVectors: Array.from({ length: description.actions }, () => null),
    },
    maxEpisodeSteps,
    solvedReturn: null,
    hiddenReward: null,
    shapingTerms,
  }
}

/** States 0 to `length` - 1 in a row; action 1 goes right, action 0 left; past the last one is the goal, worth 1. */
export const corridor = (
  length: number,
  maxEpisodeSteps: number | null,
  terms: readonly ShapingTerm[] = [],
): TabularWorld =>
  tinyWorld(
    {
      states: length + 1,
      actions: 2,
      kinds: ['floor', 'goal'],
      startStates: [0],
      outcomesOf(state, action) {
        if (state === length)
          return [{ probability: 1, next: state, reward: 0, terminated: true, kind: 'goal' }]
        const next = Math.max(0, state + (action === 1 ? 1 : -1))
        const terminated = next === length
        return [
          {
            probability: 1,
            next,
            reward: terminated ? 1 : 0,
            terminated,
            kind: terminated ? 'goal' : 'floor',
          },
        ]
      },
    },
    maxEpisodeSteps,
    terms,
  )

export const configOf = (env: string, agent: string, changes: Partial<RunConfig> = {}): RunConfig => ({
  env,
  envSettings: {},
  agent,
  agentSettings: {},
  reward: NO_SHAPING,
  seed: 1,
  ...changes,
})
