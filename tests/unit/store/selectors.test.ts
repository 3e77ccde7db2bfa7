import { expect, test } from 'vitest'
import { agents, unsuitable } from '../../../src/agents/registry.ts'
import { initialState } from '../../../src/app/initial-state.ts'
import { defaultConfig } from '../../../src/app/run-commands.ts'
import { openWorldState } from '../../../src/app/worlds.ts'
import { environments } from '../../../src/envs/registry.ts'
import { agentsFor, momentOf, momentsOnShow, suits } from '../../../src/store/selectors.ts'
import type { AppState } from '../../../src/store/state.ts'
import { loadEngines } from '../../engines.ts'

await loadEngines()

const grid = initialState(defaultConfig('FlowerPath-v0'), 'system')
const showing = (shown: number | null, pins: readonly number[]): AppState => ({
  ...grid,
  moments: { entries: [{ step: 5, episode: 1, recentReturn: 2 }], shown, pins },
})

test('a learner suits a world by its states and its actions', () => {
  const control = { form: 'control', actionSpace: { kind: 'discrete', n: 2 } } as const
  const force = { form: 'control', actionSpace: { kind: 'box', shape: [1], low: [-1], high: [1] } } as const
  const table = { worlds: 'tabular', actions: 'discrete' } as const
  const network = { worlds: 'any', actions: 'discrete' } as const
  const continuous = { worlds: 'any', actions: 'box' } as const
  expect([grid.world, control, force].map(world => suits(table, world))).toEqual([true, false, false])
  expect([grid.world, control, force].map(world => suits(network, world))).toEqual([true, true, false])
  expect([grid.world, control, force].map(world => suits(continuous, world))).toEqual([false, false, true])
})

test('the page and the registry agree on who suits what', () => {
  for (const { id, create } of environments) {
    const world = create({})
    for (const agent of agents) {
      expect(`${agent.id} in ${id}: ${suits(agent, openWorldState(world))}`).toBe(
        `${agent.id} in ${id}: ${unsuitable(agent, world) === null}`,
      )
    }
  }
})

test('only learners that suit the open world are offered', () => {
  const offered = agentsFor(grid)
  expect(offered.map(({ id }) => id)).toContain('q-learning')
  const control = initialState(defaultConfig('CartPole-v1'), 'system')
  expect(agentsFor(control).map(({ id }) => id)).not.toContain('q-learning')
})

test('one moment is shown alone, a pin beside what is shown, two pins beside each other', () => {
  expect(momentsOnShow(showing(null, []))).toEqual([null])
  expect(momentsOnShow(showing(300, []))).toEqual([300])
  expect(momentsOnShow(showing(null, [100]))).toEqual([100, null])
  expect(momentsOnShow(showing(100, [100]))).toEqual([100])
  expect(momentsOnShow(showing(300, [100, 200]))).toEqual([100, 200])
})

test('a moment is found by its step', () => {
  expect(momentOf(showing(null, []), 5)?.recentReturn).toBe(2)
  expect(momentOf(showing(null, []), 6)).toBeUndefined()
})
