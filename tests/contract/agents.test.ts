/** What every learner in the registry must keep, tabular or network. */
import { describe, expect, it } from 'vitest'
import { agentById, agents, agentsFor, unsuitable } from '../../src/agents/registry.ts'
import { think } from '../../src/core/policy-snapshot.ts'
import { Rng } from '../../src/core/rng.ts'
import { decodeSettings, defaultsOf } from '../../src/core/settings.ts'
import { actionSize, policySize } from '../../src/core/space.ts'
import { environmentById, environments } from '../../src/envs/registry.ts'
import { createRun, type Run, restoreRun } from '../../src/training/run.ts'
import { loadEngines } from '../engines.ts'
import { ruleFor, sampleEvidence } from '../unit/agents/sample-evidence.ts'
import { configOf } from '../unit/training/tiny-worlds.ts'

await loadEngines()

const tabular = ['q-learning', 'sarsa', 'expected-sarsa', 'double-q-learning', 'q-lambda', 'dyna-q']
/** A world with chance and a time limit. */
const LAKE = 'FrozenLake-v1'
const worldOf = (env: string) => {
  const { settings, create } = environmentById(env)
  return create(defaultsOf(settings))
}
const learners = (env: string) => agentsFor(worldOf(env)).map(({ id }) => id)
const fromLabels = (id: string) => agentById(id).learnsFrom !== undefined
/** Steps that are quick for a network, and for one that takes many gradient steps at each. */
const stepsFor = (id: string) => (tabular.includes(id) ? 20_000 : fromLabels(id) ? 300 : 2000)
/** Tells a learner from labels something; others are left as they are. */
function tell({ agent, world }: Run, clips = 10): void {
  if (agent.form !== 'batch') return
  const rule =
    world.form === 'tabular'
      ? ruleFor(world.model.states, { kind: 'discrete', n: world.model.actions })
      : ruleFor(world.observationSpace.low.length, world.actionSpace)
  agent.study?.(sampleEvidence(rule, clips))
}
/** Where a learner is at home: a grid world, or one where actions are real numbers. */
const homeOf = (id: string) => (learners(LAKE).includes(id) ? LAKE : 'Pendulum-v1')

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
  const start = async (changes = {}) => {
    const run = await createRun(configOf(homeOf(id), id, changes))
    tell(run)
    return run
  }

  it('describes each setting in a plain sentence and a default within range', () => {
    for (const [key, setting] of Object.entries(definition.settings)) {
      expect(setting.help, key).toMatch(/^[A-Z].{20,}\.$/)
      expect(setting.help, key).not.toMatch(/[:;,] ?\.$|\. [A-Z]/)
      expect(setting.label.length, key).toBeGreaterThan(0)
      expect(setting.plain?.length, key).toBeGreaterThan(0)
    }
    const defaults = defaultsOf(definition.settings)
    expect(decodeSettings(definition.settings, defaults, 'agent')).toEqual(defaults)
    if (!definition.learnsFrom) expect(defaults.discount).toBeTypeOf('number')
  })

  it('learns from labels or from rewards, and says which', async () => {
    const run = await start()
    const studies = run.agent.form === 'batch' && run.agent.study !== undefined
    expect(studies).toBe(definition.learnsFrom !== undefined)
    expect(definition.learnsFrom).not.toEqual([])
    run.dispose()
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
    const restored = await restoreRun(JSON.parse(JSON.stringify(run.save())))
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

  it('is not disturbed by being looked at', async () => {
    const run = await start()
    run.advance(stepsFor(id) / 2)
    const before = run.hash()
    run.frame(1)
    run.curves(1)
    run.evaluate(3)
    if (run.agent.form === 'batch') run.agent.snapshot()
    expect(run.hash()).toBe(before)
    run.dispose()
  })

  it('takes changed settings while running', async () => {
    const changed = await start()
    const same = await start()
    for (const run of [changed, same]) run.advance(stepsFor(id) / 2)
    const key = fromLabels(id) ? 'learningRate' : 'discount'
    changed.setAgentSettings({ [key]: 0.01 })
    same.setAgentSettings({})
    for (const run of [changed, same]) {
      tell(run, 20)
      run.advance(stepsFor(id) / 2)
    }
    const plain = await start()
    plain.advance(stepsFor(id) / 2)
    tell(plain, 20)
    plain.advance(stepsFor(id) / 2)
    expect(changed.config.agentSettings[key]).toBe(0.01)
    expect(changed.hash()).not.toBe(same.hash())
    expect(same.hash()).toBe(plain.hash())
    expect(() => plain.setAgentSettings({ [key]: -1 })).toThrow(
      expect.objectContaining({ path: `agent.${key}` }),
    )
    for (const run of [changed, same, plain]) run.dispose()
  })
})

describe.each(learners(LAKE))('%s in a world of finitely many states', id => {
  it('shows a policy that adds up, and values', async () => {
    const run = await createRun(configOf(LAKE, id))
    if (run.form !== 'tabular') throw new Error(`${LAKE} is no grid world`)
    tell(run)
    run.advance(stepsFor(id) / 2)
    const { policy, values } = run.frame(1)
    const greedy = run.greedyActions()
    for (let state = 0; state < 16; state++) {
      const row = policy.slice(4 * state, 4 * state + 4)
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
      expect(Math.min(...row)).toBeGreaterThanOrEqual(0)
      expect(row[greedy[state]!]).toBeCloseTo(Math.max(...row), 5)
      expect(Number.isFinite(values[state])).toBe(true)
    }
    run.dispose()
  })
})

const pairs = ['CartPole-v1', 'Pendulum-v1'].flatMap(env => learners(env).map(id => [id, env] as const))

describe.each(pairs)('%s in %s', (id, env) => {
  const open = async (seed = 1) => {
    const run = await createRun(configOf(env, id, { seed }))
    if (run.form !== 'control') throw new Error(`${env} is a grid world`)
    tell(run)
    return run
  }
  const STEPS = fromLabels(id) ? 280 : 1400

  it('does the same again with the same seed, restored half way, and in pieces', async () => {
    const whole = await open()
    whole.advance(STEPS)
    const half = await open()
    while (half.step < STEPS / 2) half.advance(7)
    const restored = await restoreRun(JSON.parse(JSON.stringify(half.save())))
    restored.advance(STEPS - half.step)
    expect(restored.step).toBe(whole.step)
    expect(restored.hash()).toBe(whole.hash())
    const other = await open(2)
    other.advance(STEPS)
    expect(other.hash()).not.toBe(whole.hash())
    for (const run of [whole, half, restored, other]) run.dispose()
  })

  it('acts greedily alike alone and in a batch, as its snapshot does', async () => {
    const run = await open()
    run.advance(STEPS)
    const { agent, world } = run
    const environment = world.create()
    const size = 9
    const numbers = environment.observationSize
    const perAction = actionSize(world.actionSpace)
    const observations = new Float32Array(size * numbers)
    const rng = Rng.fromSeed(3, 'test')
    for (let row = 0; row < size; row++) {
      environment.reset(rng)
      environment.observe(observations, row * numbers)
    }
    const together = new Float32Array(size * perAction)
    agent.greedy(observations, size, together)
    const policy = new Float64Array(size * policySize(world.actionSpace))
    const values = new Float64Array(size)
    agent.inspect(observations, size, policy, values)
    expect([...policy, ...values].every(Number.isFinite)).toBe(true)
    const snapshot = agent.snapshot()
    const alone = new Float32Array(perAction)
    for (let row = 0; row < size; row++) {
      const seen = observations.slice(row * numbers, (row + 1) * numbers)
      agent.greedy(seen, 1, alone)
      expect(alone).toEqual(together.slice(row * perAction, (row + 1) * perAction))
      const thought = think(snapshot, seen)
      for (let i = 0; i < perAction; i++) expect(thought.action[i]).toBeCloseTo(alone[i]!, 4)
      const slack = 1e-4 * Math.max(1, Math.abs(values[row]!))
      expect(Math.abs(thought.value - values[row]!)).toBeLessThan(slack)
    }
    const copy = structuredClone(snapshot)
    run.advance(300)
    expect(snapshot).toEqual(copy)
    run.dispose()
  })
})

describe('who can learn what', () => {
  it('is said of every pair, and every world has learners', () => {
    for (const { id } of environments) {
      const world = worldOf(id)
      const fitting = agentsFor(world)
      expect(fitting.length, id).toBeGreaterThan(1)
      for (const definition of agents) {
        expect(unsuitable(definition, world) === null, `${definition.id} in ${id}`).toBe(
          fitting.includes(definition),
        )
      }
    }
    expect(unsuitable(agentById('q-learning'), worldOf(LAKE))).toBeNull()
    expect(unsuitable(agentById('q-learning'), worldOf('CartPole-v1'))).toContain('finitely many states')
    expect(unsuitable(agentById('dqn'), worldOf('Pendulum-v1'))).toContain('real numbers')
  })
})
