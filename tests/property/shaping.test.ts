/** Potential-based shaping, over every world and random potentials; and learners that reduce to one another. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ShapingTerm } from '../../src/core/environment.ts'
import { changedStates } from '../../src/core/planning.ts'
import { Rng } from '../../src/core/rng.ts'
import { NO_SHAPING } from '../../src/core/run-config.ts'
import { defaultsOf, type SettingValues } from '../../src/core/settings.ts'
import { buildModel, type Outcome } from '../../src/core/tabular-model.ts'
import { environments } from '../../src/envs/registry.ts'
import { controlReward, shapingReward } from '../../src/training/control-shaping.ts'
import { createTabularRun } from '../../src/training/run.ts'
import { checkShaping, rewardTables, termAmounts } from '../../src/training/shaping.ts'
import { loadEngines } from '../engines.ts'
import { configOf } from '../unit/training/tiny-worlds.ts'

await loadEngines()

const STATES = 6
const ACTIONS = 3

/** A random MDP: from every state each action leads to one or two states, the last state being the end. */
const models = fc
  .array(
    fc.record({
      next: fc.integer({ min: 0, max: STATES - 1 }),
      other: fc.integer({ min: 0, max: STATES - 1 }),
      probability: fc.constantFrom(1, 0.5, 0.25),
      reward: fc.integer({ min: -5, max: 5 }),
    }),
    { minLength: STATES * ACTIONS, maxLength: STATES * ACTIONS },
  )
  .map(rows =>
    buildModel({
      states: STATES,
      actions: ACTIONS,
      kinds: ['any'],
      startStates: [0],
      outcomesOf(state, action): Outcome[] {
        const { next, other, probability, reward } = rows[state * ACTIONS + action]!
        const to = (target: number, chance: number): Outcome => ({
          probability: chance,
          next: target,
          reward,
          terminated: target === STATES - 1,
          kind: 'any',
        })
        return probability === 1 ? [to(next, 1)] : [to(next, probability), to(other, 1 - probability)]
      },
    }),
  )

const potentials = fc
  .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: STATES, maxLength: STATES })
  .map(values => Float64Array.from(values))

const potentialTerm = (potential: Float64Array) =>
  ({
    id: 'phi',
    kind: 'potential',
    potential,
    title: '',
    help: '',
    range: [-9, 9],
    suggestedWeight: 1,
  }) as const satisfies ShapingTerm

/** Worlds of real-valued states. */
const control = environments.flatMap(({ id, create, settings }) => {
  const world = create(defaultsOf(settings))
  return world.form === 'control' ? [[id, world] as const] : []
})

describe('potential-based shaping over real-valued states', () => {
  it.each(control)('of %s adds up to what the last state is worth, less the first', (_, world) => {
    const potentials = world.shapingTerms.flatMap(term => (term.kind === 'potential' ? [term] : []))
    expect(potentials.length).toBeGreaterThan(0)
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(),
          discount: fc.constantFrom(0, 0.5, 0.99, 1),
          weights: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
            minLength: potentials.length,
            maxLength: potentials.length,
          }),
          steps: fc.integer({ min: 1, max: 150 }),
        }),
        ({ seed, discount, weights, steps }) => {
          const byTerm = Object.fromEntries(potentials.map(({ id }, i) => [id, weights[i]!]))
          const reward = controlReward(world.shapingTerms, { ...NO_SHAPING, weights: byTerm }, discount)
          const phi = (state: Float64Array) =>
            potentials.reduce((sum, term, i) => sum + weights[i]! * term.potential(state), 0)
          const rng = Rng.fromSeed(seed, 'test')
          const environment = world.create()
          environment.reset(rng)
          const first = phi(environment.state)
          const before = environment.state.slice()
          const { actionSpace } = world
          let sum = 0
          let power = 1
          for (let step = 0; step < steps && !environment.terminated; step++) {
            before.set(environment.state)
            const action =
              actionSpace.kind === 'discrete'
                ? [rng.integer(actionSpace.n)]
                : actionSpace.low.map((low, i) => low + rng.uniform() * (actionSpace.high[i]! - low))
            environment.step(action, 0, rng)
            sum += power * shapingReward(reward, before, action, 0, environment.state, environment.terminated)
            power *= discount
          }
          const last = environment.terminated ? 0 : power * phi(environment.state)
          expect(sum).toBeCloseTo(last - first, 8)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('leaves terms of weight 0 out', () => {
    for (const [, { shapingTerms }] of control) {
      const weights = Object.fromEntries(shapingTerms.map(({ id }) => [id, 0]))
      expect(controlReward(shapingTerms, { ...NO_SHAPING, weights }, 1).terms).toEqual([])
    }
  })
})

describe('potential-based shaping', () => {
  it('telescopes: discounted, a whole episode adds -phi(start), wherever it went', () => {
    fc.assert(
      fc.property(
        models,
        potentials,
        fc.infiniteStream(fc.nat()),
        fc.constantFrom(1, 0.9, 0.5),
        (model, phi, choices, discount) => {
          const amounts = termAmounts(model, potentialTerm(phi), discount)
          let state = 0
          let sum = 0
          let factor = 1
          let terminated = false
          for (let step = 0; step < 200 && !terminated; step++) {
            const pair = state * ACTIONS + (choices.next().value! % ACTIONS)
            const width = model.offsets[pair + 1]! - model.offsets[pair]!
            const outcome = model.offsets[pair]! + (choices.next().value! % width)
            sum += factor * amounts[outcome]!
            factor *= discount
            state = model.next[outcome]!
            terminated = model.terminated[outcome] === 1
          }
          const rest = terminated ? 0 : factor * phi[state]!
          expect(sum).toBeCloseTo(rest - phi[0]!, 9)
        },
      ),
    )
  })

  it('keeps every best action of any MDP', () => {
    fc.assert(
      fc.property(models, potentials, fc.constantFrom(0.9, 0.5), (model, phi, discount) => {
        expect(changedStates(model, discount, termAmounts(model, potentialTerm(phi), discount))).toEqual([])
      }),
    )
  })

  it('without the discount, or with a potential at the end, it would not', () => {
    const model = buildModel({
      states: 3,
      actions: 2,
      kinds: ['any'],
      startStates: [0],
      outcomesOf: (state, action) => {
        const next = state === 0 && action === 1 ? 1 : 2
        return [
          {
            probability: 1,
            next,
            reward: next === 2 && action === 0 ? 1 : 0,
            terminated: next === 2,
            kind: 'any',
          },
        ]
      },
    })
    const phi = Float64Array.of(0, 4, 0)
    expect(changedStates(model, 0.5, termAmounts(model, potentialTerm(phi), 0.5))).toEqual([])
    expect(changedStates(model, 0.5, termAmounts(model, potentialTerm(phi), 1))).toEqual([0])
  })

  const tabular = environments.filter(
    ({ create, settings }) => create(defaultsOf(settings)).form === 'tabular',
  )
  it.each(tabular.map(({ id }) => id))('of %s changes no best action', async env => {
    const run = await createTabularRun(configOf(env, 'q-learning'))
    const { shapingTerms } = run.world
    const check = checkShaping(run, 5)
    expect(check.epoch).toBe(5)
    expect(check.together).toEqual([])
    for (const term of shapingTerms) {
      if (term.kind === 'visits') expect(check.changedStates[term.id]).toBeUndefined()
      else expect(check.changedStates[term.id]).toBeDefined()
      if (term.kind === 'potential') expect(check.changedStates[term.id]).toEqual([])
    }
    const weights = Object.fromEntries(
      shapingTerms.filter(term => term.kind === 'potential').map(term => [term.id, term.range[1]]),
    )
    run.setReward({ ...NO_SHAPING, weights })
    expect(checkShaping(run, 1).together).toEqual([])
  })

  it('the mark of a free term says where the best action changed', async () => {
    const run = await createTabularRun(configOf('FlowerPath-v0', 'q-learning'))
    run.setReward({ ...NO_SHAPING, weights: { flower: -1 } })
    const { changedStates: byTerm, together } = checkShaping(run, 1)
    expect(byTerm.flower!.length).toBeGreaterThan(0)
    expect(together).toEqual(byTerm.flower)
  })
})

describe('reward tables', () => {
  const settings = fc.record({
    weights: fc.record({
      a: fc.double({ min: -2, max: 2, noNaN: true }),
      b: fc.integer({ min: -2, max: 2 }),
    }),
    learnedWeight: fc.double({ min: -3, max: 3, noNaN: true }),
    learnedOnly: fc.boolean(),
  })

  it('add up to what is learnt from, each part at its weight', () => {
    fc.assert(
      fc.property(models, potentials, settings, fc.boolean(), (model, phi, reward, hasLearned) => {
        const amount = model.reward.map((_, k) => k % 3)
        const terms: ShapingTerm[] = [
          { ...potentialTerm(phi), id: 'a' },
          { id: 'b', kind: 'free', amount, title: '', help: '', range: [-2, 2], suggestedWeight: 1 },
        ]
        const learned = hasLearned ? model.reward.map((_, k) => k / 7) : null
        const world = { model, shapingTerms: terms } as unknown as Parameters<typeof rewardTables>[0]
        const tables = rewardTables(world, reward, 0.9, learned)
        const { a, b } = reward.weights
        const potential = termAmounts(model, potentialTerm(phi), 0.9)
        for (let k = 0; k < model.outcomes; k++) {
          const shaping = a * potential[k]! + b * amount[k]!
          const learnedPart = learned?.[k] ?? 0
          expect(tables.reward[k]).toBe(model.reward[k])
          expect(tables.shaping[k]).toBeCloseTo(reward.learnedOnly ? 0 : shaping, 9)
          expect(tables.total[k]).toBeCloseTo(
            reward.learnedOnly
              ? learnedPart
              : model.reward[k]! + shaping + reward.learnedWeight * learnedPart,
            9,
          )
        }
      }),
    )
  })
})

describe('learners reduce to Q-learning', () => {
  const reductions: [string, SettingValues][] = [
    ['expected-sarsa', { epsilon: 0 }],
    ['q-lambda', { lambda: 0 }],
    ['dyna-q', { planningSteps: 0 }],
  ]
  it.each(reductions)('%s with %o, to the last bit', async (agent, special) => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('FrozenLake-v1', 'CliffWalking-v1', 'WindyCrossing-v0'),
        fc.record({
          learningRate: fc.constantFrom(0.1, 0.5, 1),
          learningRateDecay: fc.constantFrom(0, 0.01),
          discount: fc.constantFrom(0.9, 0.99, 1),
          epsilon: fc.constantFrom(0, 0.1),
          epsilonSchedule: fc.constant('constant'),
          initialValue: fc.constant(0),
        }),
        fc.nat(1000),
        async (env, settings, seed) => {
          const values = async (id: string, extra: SettingValues) => {
            const agentSettings = { ...settings, ...extra }
            const run = await createTabularRun(configOf(env, id, { agentSettings, seed }))
            run.advance(600)
            return run.frame(1).actionValues
          }
          const { lambda: _lambda, planningSteps: _steps, ...shared } = special
          const expected = await values('q-learning', shared)
          const actual = await values(agent, special)
          expect(actual).toEqual(expected)
        },
      ),
      { numRuns: 12 },
    )
  })
})
