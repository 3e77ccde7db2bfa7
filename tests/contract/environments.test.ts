/**
 * What every registered world keeps: sentences, defaults, refused settings. And what every table world keeps: sound tables, a
 * matching board, reproducible episodes. Worlds of real-valued states have a file of their own beside this one.
 */
import { describe, expect, it } from 'vitest'
import type { EnvironmentDefinition, TabularWorld } from '../../src/core/environment.ts'
import { PlaygroundError } from '../../src/core/errors.ts'
import { changedStates, finiteHorizonReturn, reachableStates } from '../../src/core/planning.ts'
import { Rng } from '../../src/core/rng.ts'
import { decodeSettings, defaultsOf, type SettingValues } from '../../src/core/settings.ts'
import { environmentById, environments } from '../../src/envs/registry.ts'
import { TabularEnvironment } from '../../src/envs/tabular-environment.ts'
import { loadEngines } from '../engines.ts'

await loadEngines()

const variants: Readonly<Record<string, readonly SettingValues[]>> = {
  'FlowerPath-v0': [{ layout: 1 }, { layout: 9999 }],
  'PondPath-v0': [{ layout: 1 }],
  'TwoGoals-v0': [{ far: 1.5 }],
  'WindyCrossing-v0': [{ wind: 0 }, { wind: 1, slip: 1 }],
  'FrozenLake-v1': [
    { map_name: '8x8' },
    { desc: 'SFS/FHF/FFG', reward_schedule: '2,-1,-0.01', success_rate: 1 },
    { desc: 'SF' },
    { is_slippery: false },
  ],
  'CliffWalking-v1': [{ is_slippery: true }],
  'Taxi-v4': [{ is_rainy: true }, { fickle_passenger: true }, { is_rainy: true, fickle_passenger: true }],
}

const tabularEnvironments = environments.filter(isTabular)

const cases = tabularEnvironments.flatMap(definition =>
  [{}, ...(variants[definition.id] ?? [])].map(
    settings => [`${definition.id} ${JSON.stringify(settings)}`, definition.create(settings)] as const,
  ),
)

describe.each(cases)('%s', (_, world) => {
  const { model, board } = world

  it('has sound tables', () => {
    expect(model.outcomes).toBe(model.offsets.at(-1))
    for (let pair = 0; pair < model.states * model.actions; pair++) {
      const rows = model.probability.subarray(model.offsets[pair]!, model.offsets[pair + 1]!)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every(p => p >= 0 && p <= 1)).toBe(true)
      expect(rows.reduce((a, b) => a + b)).toBeCloseTo(1, 14)
    }
    expect(model.next.every(next => next >= 0 && next < model.states)).toBe(true)
    expect(model.reward.every(Number.isFinite)).toBe(true)
    expect(model.kind.every(kind => kind < model.kinds.length)).toBe(true)
    expect(model.startStates.length).toBeGreaterThan(0)
    expect(model.startStates.every(state => state >= 0 && state < model.states)).toBe(true)
  })

  it('has a board that fits its states', () => {
    const cells = board.rows * board.columns
    const contexts = board.markers.length
    expect(board.tiles).toHaveLength(cells)
    expect(board.labels).toHaveLength(cells)
    expect(board.stateAt).toHaveLength(contexts * cells)
    expect(board.cellOfState).toHaveLength(model.states)
    expect(board.contextOfState).toHaveLength(model.states)
    expect(board.actionNames).toHaveLength(model.actions)
    expect(board.actionVectors).toHaveLength(model.actions)
    for (let state = 0; state < model.states; state++) {
      expect(board.stateAt[board.contextOfState[state]! * cells + board.cellOfState[state]!]).toBe(state)
    }
    expect(board.stateAt.filter(state => state >= 0)).toHaveLength(model.states)
    board.tiles.forEach((tile, cell) => {
      expect(tile === 'wall').toBe(board.stateAt[cell] === -1)
    })
    for (const marker of board.markers.flat()) expect(marker.cell).toBeLessThan(cells)
  })

  it('has shaping terms of the right size, and potentials that keep the best policy', () => {
    const ids = world.shapingTerms.map(term => term.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const term of world.shapingTerms) {
      expect(term.help).toMatch(/\.$/)
      expect(term.suggestedWeight).toBeGreaterThanOrEqual(term.range[0])
      expect(term.suggestedWeight).toBeLessThanOrEqual(term.range[1])
      if (term.kind === 'free') expect(term.amount).toHaveLength(model.outcomes)
      if (term.kind !== 'potential') continue
      expect(term.potential).toHaveLength(model.states)
      expect(term.potential.every(phi => phi >= -1 && phi <= 0)).toBe(true)
      expect(changedStates(model, 0.97, shapingOf(world, term.potential, 0.97))).toEqual([])
    }
  })

  it('counts as solved what the optimum reaches and the random policy does not', () => {
    const horizon = world.maxEpisodeSteps ?? 1000
    const solved = world.solvedReturn ?? Number.NaN
    const optimum = finiteHorizonReturn(model, horizon, 'optimal')
    expect(solved).toBeLessThanOrEqual(optimum)
    if (optimum > 0) expect(solved).toBeGreaterThan(finiteHorizonReturn(model, horizon, 'random'))
  })

  it('plays the same episodes from the same seed', () => {
    expect(episodes(world, 11)).toEqual(episodes(world, 11))
    if (model.startStates.length > 1 || model.probability.some(p => p < 1)) {
      expect(episodes(world, 11)).not.toEqual(episodes(world, 12))
    }
  })
})

describe.each(environments.map(definition => [definition.id, definition] as const))(
  '%s',
  (id, definition) => {
    it('is found by its id and described in sentences', () => {
      expect(environmentById(id)).toBe(definition)
      expect(definition.task).toMatch(/^[A-Z].*\.$/)
      expect(definition.solved).toMatch(/^[A-Z].*\.$/)
      for (const setting of Object.values(definition.settings)) expect(setting.help).toMatch(/\.$/)
    })

    it('takes its defaults and refuses anything else with a path', () => {
      expect(decodeSettings(definition.settings, {}, 'env')).toEqual(defaultsOf(definition.settings))
      expect(refusal(() => definition.create({ nonsense: 1 })).path).toBe('env.nonsense')
      for (const [key, setting] of Object.entries(definition.settings)) {
        const wrong = setting.kind === 'number' ? setting.max + 1 : 5
        expect(refusal(() => definition.create({ [key]: wrong })).path).toBe(`env.${key}`)
      }
    })
  },
)

describe.each(tabularEnvironments.map(definition => [definition.id, definition] as const))(
  '%s',
  (_, definition) => {
    it('reaches every kind of outcome and every kind of end', () => {
      const { model } = definition.create({})
      const reachable = reachableStates(model)
      const kinds = new Set<string>()
      const ends = new Set<string>()
      for (let state = 0; state < model.states; state++) {
        if (!reachable[state]) continue
        const end = model.offsets[(state + 1) * model.actions]!
        for (let k = model.offsets[state * model.actions]!; k < end; k++) {
          kinds.add(model.kinds[model.kind[k]!]!)
          if (model.terminated[k]) ends.add(model.kinds[model.kind[k]!]!)
        }
      }
      expect([...kinds].sort()).toEqual([...model.kinds].sort())
      expect([...ends].sort()).toEqual(model.kinds.filter(kind => /^(goal|hole|lava)/.test(kind)).sort())
    })
  },
)

it('names the nearest world for an unknown id', () => {
  const error = refusal(() => environmentById('FlowrPath-v0'))
  expect(error).toMatchObject({ code: 'unknown-environment', path: 'env' })
  expect(error.message).toContain("'FlowerPath-v0'")
})

/** F = discount phi(s') - phi(s), phi of the end being 0. [K] */
function shapingOf({ model }: TabularWorld, potential: Float64Array, discount: number): Float64Array {
  const shaping = new Float64Array(model.outcomes)
  for (let pair = 0; pair < model.states * model.actions; pair++) {
    const before = potential[Math.floor(pair / model.actions)]!
    for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) {
      shaping[k] = (model.terminated[k] ? 0 : discount * potential[model.next[k]!]!) - before
    }
  }
  return shaping
}

function episodes({ model }: TabularWorld, seed: number): number[] {
  const rng = Rng.fromSeed(seed, 'episodes')
  const environment = new TabularEnvironment(model)
  const trace: number[] = []
  for (let episode = 0; episode < 5; episode++) {
    environment.reset(rng)
    trace.push(environment.state[0]!)
    for (let step = 0; step < 50 && !environment.terminated; step++) {
      environment.step([(step * 7 + episode) % model.actions], 0, rng)
      trace.push(environment.state[0]!, environment.reward)
    }
  }
  return trace
}

function isTabular(definition: EnvironmentDefinition): definition is EnvironmentDefinition<TabularWorld> {
  return definition.create({}).form === 'tabular'
}

function refusal(run: () => unknown): PlaygroundError {
  try {
    run()
  } catch (error) {
    if (error instanceof PlaygroundError) return error
    throw error
  }
  throw new Error('expected a PlaygroundError')
}
