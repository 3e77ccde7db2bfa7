/** What every learner in the registry must keep, tabular or network. */
import { describe, expect, it } from 'vitest'
import { agentById, agents } from '../../src/agents/registry.ts'
import { decodeSettings, defaultsOf } from '../../src/core/settings.ts'
import { environments } from '../../src/envs/registry.ts'
import { Run } from '../../src/training/run.ts'
import { configOf } from '../unit/training/tiny-worlds.ts'

const tabular = ['q-learning', 'sarsa', 'expected-sarsa', 'double-q-learning', 'q-lambda', 'dyna-q']
/** A world with chance and a time limit. */
const env = 'FrozenLake-v1'
/** Steps that are quick for a network. */
const stepsFor = (id: string) => (tabular.includes(id) ? 20_000 : 2000)

describe('the registry', () => {
  it('holds the tabular learners under the names that scripts rely on', () => {
    const ids = agents.map(agent => agent.id)
    expect(ids).toEqual(expect.arrayContaining(tabular))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('finds a learner and suggests one that is near', () => {
    expect(agentById('dyna-q').title).toBe('Dyna-Q')
    expect(() => agentById('dyna')).toThrow(expect.objectContaining({ code: 'unknown-agent', path: 'agent' }))
    expect(() => agentById('Q-Learning ')).toThrow(/'q-learning'/)
    expect(() => agentById('toString')).toThrow(/Known/)
  })
})

describe.each(agents.map(agent => agent.id))('%s', id => {
  const definition = agentById(id)
  const start = (changes = {}) => Run.create(configOf(env, id, changes))

  it('describes each setting in a plain sentence and a default within range', () => {
    for (const [key, setting] of Object.entries(definition.settings)) {
      expect(setting.help, key).toMatch(/^[A-Z].{20,}\.$/)
      expect(setting.help, key).not.toMatch(/[:;,] ?\.$|\. [A-Z]/)
      expect(setting.label.length, key).toBeGreaterThan(0)
      expect(setting.plain?.length, key).toBeGreaterThan(0)
    }
    const defaults = defaultsOf(definition.settings)
    expect(decodeSettings(definition.settings, defaults, 'agent')).toEqual(defaults)
    expect(defaults.discount).toBeTypeOf('number')
  })

  it('is tuned only for worlds that exist, with settings that decode', () => {
    for (const [world, settings] of Object.entries(definition.tuned ?? {})) {
      expect(environments.map(environment => environment.id)).toContain(world)
      const decoded = decodeSettings(definition.settings, settings, 'agent')
      expect(decoded).toMatchObject(settings)
    }
  })

  it('does the same again with the same seed, and other things with another', async () => {
    const hashes = []
    for (const seed of [1, 1, 2]) {
      const run = await start({ seed })
      run.advance(stepsFor(id))
      hashes.push(run.hash())
      run.dispose()
    }
    expect(hashes[0]).toBe(hashes[1])
    expect(hashes[0]).not.toBe(hashes[2])
  })

  it('goes on from a checkpoint bit for bit', async () => {
    const run = await start()
    run.advance(stepsFor(id) / 2 + 13)
    const restored = await Run.restore(JSON.parse(JSON.stringify(run.save())))
    expect(restored.hash()).toBe(run.hash())
    run.advance(stepsFor(id) / 2)
    restored.advance(stepsFor(id) / 2)
    expect(restored.hash()).toBe(run.hash())
    expect(restored.agent.save()).toEqual(run.agent.save())
    run.dispose()
    restored.dispose()
  })

  it('refuses a state that does not fit', async () => {
    const run = await start()
    const state = run.agent.save()
    const [name] = Object.keys(state.arrays)
    const broken = { ...state, arrays: { ...state.arrays, [name!]: new Float64Array(1) } }
    expect(() => run.agent.load(broken)).toThrow(expect.objectContaining({ code: 'bad-checkpoint' }))
    expect(() => run.agent.load({ ...state, arrays: {} })).toThrow(
      expect.objectContaining({ code: 'bad-checkpoint' }),
    )
    run.dispose()
  })

  it('saves a copy, not itself', async () => {
    const run = await start()
    const before = run.agent.save()
    const copy = structuredClone(before)
    run.advance(stepsFor(id))
    expect(before).toEqual(copy)
    run.dispose()
  })

  it('is not disturbed by being looked at, and shows a policy that adds up', async () => {
    const run = await start()
    run.advance(stepsFor(id) / 2)
    const before = run.hash()
    const { policy, values } = run.frame(1)
    run.greedyActions()
    run.evaluate(3)
    expect(run.hash()).toBe(before)
    for (let state = 0; state < 16; state++) {
      const row = policy.slice(4 * state, 4 * state + 4)
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
      expect(Math.min(...row)).toBeGreaterThanOrEqual(0)
      expect(values[state]).toBeTypeOf('number')
    }
    run.dispose()
  })

  it('takes changed settings while running', async () => {
    const changed = await start()
    const same = await start()
    for (const run of [changed, same]) run.advance(stepsFor(id) / 2)
    changed.setAgentSettings({ discount: 0.5 })
    same.setAgentSettings({})
    for (const run of [changed, same]) run.advance(stepsFor(id) / 2)
    const plain = await start()
    plain.advance(stepsFor(id) / 2)
    plain.advance(stepsFor(id) / 2)
    expect(changed.config.agentSettings.discount).toBe(0.5)
    expect(changed.hash()).not.toBe(same.hash())
    expect(same.hash()).toBe(plain.hash())
    expect(() => plain.setAgentSettings({ discount: 2 })).toThrow(
      expect.objectContaining({ path: 'agent.discount' }),
    )
    for (const run of [changed, same, plain]) run.dispose()
  })
})
