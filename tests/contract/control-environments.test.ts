/**
 * What every registered world of real-valued states keeps: all of an environment is in its state or its episode, observations stay within
 * bounds, numbers stay finite, the same seed gives the same episodes, and what is no action is refused.
 */
import { describe, expect, it } from 'vitest'
import type { ControlEnvironment, ControlWorld } from '../../src/core/environment.ts'
import { PlaygroundError } from '../../src/core/errors.ts'
import { Rng } from '../../src/core/rng.ts'
import type { SettingValues } from '../../src/core/settings.ts'
import { actionSize } from '../../src/core/space.ts'
import { environments } from '../../src/envs/registry.ts'
import { loadEngines } from '../engines.ts'

await loadEngines()

const variants: Readonly<Record<string, readonly SettingValues[]>> = {
  'CartPole-v1': [{ sutton_barto_reward: true }],
  'MountainCar-v0': [{ goal_velocity: 0.03 }],
  'MountainCarContinuous-v0': [{ goal_velocity: 0.03 }],
  'Pendulum-v1': [{ g: 0 }, { g: 9.81 }],
}

const controlCases = environments.flatMap(({ id, create }) =>
  [{}, ...(variants[id] ?? [])].flatMap((settings: SettingValues) => {
    const world = create(settings)
    return world.form === 'control' ? [[`${id} ${JSON.stringify(settings)}`, world] as const] : []
  }),
)

describe.each(controlCases)('%s', (id, world) => {
  it('says what its numbers are', () => {
    const { observationSpace, actionSpace, plane, stateSize } = world
    expect(world.observations).toHaveLength(observationSpace.low.length)
    expect(world.actions).toHaveLength(
      actionSpace.kind === 'discrete' ? actionSpace.n : actionSize(actionSpace),
    )
    for (const { label } of [...world.observations, ...world.actions]) expect(label).toMatch(/^\w/)
    expect(world.stepSeconds).toBeGreaterThan(0)
    if (world.solvedReturn !== null && world.randomReturn !== null) {
      expect(world.randomReturn).toBeLessThan(world.solvedReturn)
    }
    for (const axis of plane ? [plane.x, plane.y] : []) {
      expect(axis.index).toBeLessThan(stateSize)
      expect(axis.low).toBeLessThan(axis.high)
      expect(axis.label).toMatch(/^[A-Z]/)
    }
    if (plane) expect([plane.x.index, plane.y.index]).toEqual([0, 1])
    for (const space of [observationSpace, actionSpace]) {
      if (space.kind === 'discrete') continue
      expect(space.low).toHaveLength(space.shape.reduce((a, b) => a * b))
      // Gymnasium's bounds are single precision.
      expect(space.low.every((low, i) => Math.fround(low) === low && low < space.high[i]!)).toBe(true)
      expect(space.high.every(high => Math.fround(high) === high)).toBe(true)
    }
  })

  it('stays within its bounds and among finite numbers', () => {
    const { observationSpace } = world
    const environment = world.create()
    // Gymnasium's bounds for them are broken by a joint's kick and by whoever turns over, there as here.
    const isBounded = !/^(LunarLander|BipedalWalker)/.test(id)
    expect(environment.observationSize).toBe(observationSpace.low.length)
    expect(environment.state).toHaveLength(world.stateSize)
    let ends = 0
    // A physics engine takes a hundred times as long.
    const steps = world.figure ? 5000 : 20_000
    play(world, environment, steps, ({ observation, rewards, ended }) => {
      const within = observation.every(
        (x, i) => x >= observationSpace.low[i]! && x <= observationSpace.high[i]!,
      )
      if (!within && isBounded) throw new Error(`[${observation}] is not in the observation space`)
      if (!Number.isFinite(rewards[0]! + environment.state.reduce((a, b) => a + b))) {
        throw new Error(`reward ${rewards[0]} or state [${environment.state}] is not finite`)
      }
      if (ended) ends++
    })
    expect(ends).toBeGreaterThanOrEqual(steps / 1000)
  })

  it('plays the same episodes from the same seed', () => {
    const trace = (seed: number) => {
      const rows: number[] = []
      play(
        world,
        world.create(),
        500,
        ({ observation, rewards }) => rows.push(...observation, ...rewards),
        seed,
      )
      return rows
    }
    expect(trace(11)).toEqual(trace(11))
    expect(trace(11)).not.toEqual(trace(12))
  })

  it('is wholly in its state, or in that of its start and the actions since', () => {
    const [one, other] = [world.create(), world.create()]
    const rng = Rng.fromSeed(4, 'restore')
    const drawn = Rng.fromSeed(4, 'unused')
    const before = drawn.save()
    const actions = new Float32Array(actionSize(world.actionSpace))
    one.reset(rng)
    const isStepwise = world.restoredBy === 'state'
    other.reset(rng)
    if (!isStepwise) other.state.set(one.state)
    for (let step = 0; step < 300; step++) {
      if (isStepwise) {
        other.reset(rng)
        other.state.set(one.state)
      }
      drawAction(world, actions, rng)
      one.step(actions, 0, drawn)
      other.step(actions, 0, drawn)
      expect(other.state).toEqual(one.state)
      expect([other.reward, other.terminated]).toEqual([one.reward, one.terminated])
      if (!one.terminated) continue
      one.reset(rng)
      if (!isStepwise) other.state.set(one.state)
    }
    // Nothing in these worlds is left to chance but where an episode starts.
    expect(drawn.save()).toEqual(before)
  })

  it('takes actions and writes observations at an offset', () => {
    const [one, other] = [world.create(), world.create()]
    const size = actionSize(world.actionSpace)
    const actions = new Float32Array(2 + size).fill(1, 2)
    one.reset(Rng.fromSeed(1, 'offset'))
    other.reset(Rng.fromSeed(1, 'offset'))
    one.step(actions, 2, Rng.fromSeed(1, 'step'))
    other.step(new Float32Array(size).fill(1), 0, Rng.fromSeed(1, 'step'))
    expect(one.state).toEqual(other.state)
    const into = new Float32Array(environmentSize(world) + 2).fill(9)
    const alone = new Float32Array(environmentSize(world))
    one.observe(into, 1)
    one.observe(alone, 0)
    expect([...into]).toEqual([9, ...alone, 9])
  })

  it('refuses what is no action, and a state that is no number', () => {
    const environment = world.create()
    const rng = Rng.fromSeed(1, 'refuse')
    environment.reset(rng)
    const wrong = world.actionSpace.kind === 'discrete' ? [-1, 0.5, world.actionSpace.n, 2 ** 32] : []
    const before = environment.state.slice()
    for (const action of [...wrong, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(refusal(() => environment.step([action], 0, rng)).code).toBe('invalid-action')
      expect(refusal(() => environment.step(Float32Array.of(action), 0, rng)).code).toBe('invalid-action')
    }
    expect(refusal(() => environment.step([], 0, rng)).code).toBe('invalid-action')
    expect(environment.state).toEqual(before)
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (let i = 0; i < world.stateSize; i++) {
        environment.reset(rng)
        environment.state[i] = number
        expect(refusal(() => environment.step([1], 0, rng)).code).toBe('not-finite')
      }
    }
  })

  it('has shaping terms that are described, finite and of the promised size', () => {
    const ids = world.shapingTerms.map(term => term.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(world.shapingTerms.some(term => term.kind === 'potential')).toBe(true)
    expect(world.shapingTerms.some(term => term.kind === 'free')).toBe(true)
    for (const { help, title, range, suggestedWeight } of world.shapingTerms) {
      expect(title).toMatch(/^[A-Z]/)
      expect(help).toMatch(/^[A-Z].*\.$/)
      expect(suggestedWeight).not.toBe(0)
      expect(suggestedWeight).toBeGreaterThanOrEqual(range[0])
      expect(suggestedWeight).toBeLessThanOrEqual(range[1])
    }
    const environment = world.create()
    const spread = world.shapingTerms.map(() => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    play(world, environment, 5000, ({ before, actions }) => {
      world.shapingTerms.forEach((term, i) => {
        const amount =
          term.kind === 'potential'
            ? term.potential(environment.state)
            : term.amount(before, actions, 0, environment.state)
        if (!Number.isFinite(amount)) throw new Error(`${term.id} is ${amount} at [${environment.state}]`)
        if (term.kind === 'potential' && Math.abs(amount) > 1) throw new Error(`${term.id} is ${amount}`)
        spread[i] = [Math.min(spread[i]![0]!, amount), Math.max(spread[i]![1]!, amount)]
      })
    })
    // None is the same everywhere.
    for (const [low, high] of spread) expect(high).toBeGreaterThan(low! + 0.05)
  })
})

const environmentSize = ({ observationSpace }: ControlWorld) => observationSpace.low.length

/** Uniformly random; of a box up to half as much again as it allows. */
function drawAction({ actionSpace }: ControlWorld, into: Float32Array, rng: Rng): void {
  for (let i = 0; i < into.length; i++) {
    into[i] =
      actionSpace.kind === 'discrete'
        ? rng.integer(actionSpace.n)
        : 1.5 * (actionSpace.low[i]! + (actionSpace.high[i]! - actionSpace.low[i]!) * rng.uniform())
  }
}

interface Seen {
  readonly before: Float64Array
  readonly actions: Float32Array
  readonly observation: Float32Array
  /** [1] */
  readonly rewards: Float64Array
  readonly ended: boolean
}

/** Random actions, each kept for some steps so that swings build up. */
function play(
  world: ControlWorld,
  environment: ControlEnvironment,
  steps: number,
  see: (seen: Seen) => void,
  seed = 3,
): void {
  const rng = Rng.fromSeed(seed, 'play')
  const actions = new Float32Array(actionSize(world.actionSpace))
  const observation = new Float32Array(environment.observationSize)
  environment.reset(rng)
  let length = 0
  for (let step = 0; step < steps; step++) {
    if (step % 7 === 0 || rng.integer(10) === 0) drawAction(world, actions, rng)
    const before = environment.state.slice()
    environment.step(actions, 0, rng)
    environment.observe(observation, 0)
    const ended = environment.terminated || ++length === world.maxEpisodeSteps
    see({ before, actions, observation, rewards: Float64Array.of(environment.reward), ended })
    if (!ended) continue
    environment.reset(rng)
    expect(environment.terminated).toBe(false)
    length = 0
  }
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
