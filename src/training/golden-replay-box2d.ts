/**
 * Checks a Box2D world against episodes recorded from Gymnasium (https://gymnasium.farama.org) with every random draw. The
 * draws and the actions are taken again, open loop, from the reset to the end.
 *
 * A step of the engine cannot be started from a recorded state, and its last bits depend on how sines were rounded, so
 * differences grow along an episode: slowly in flight, faster where feet meet the ground.
 */
import type { ControlWorld, World } from '../core/environment.ts'
import { BipedalWalker } from '../envs/box2d/bipedal-walker.ts'
import type { Draws } from '../envs/box2d/draws.ts'
import { PhysicsEnvironment } from '../envs/box2d/physics-environment.ts'
import { type Course, courseLength } from '../envs/box2d/walker-course.ts'
import {
  asArray,
  asFlag,
  asIndex,
  asNumber,
  asObject,
  type GoldenFile,
  type GoldenReplay,
  refuse,
} from './golden-file.ts'

const LANDERS = ['LunarLander-v3', 'LunarLanderContinuous-v3']
const WALKER = 'BipedalWalker-v3'
const CHUNKS = 12

/** Whether such episodes are recorded as this file reads them. */
export const isBox2DWorld = (env: string): boolean => LANDERS.includes(env) || env.startsWith('BipedalWalker')

/** Gymnasium tells kinds of one task apart by an argument too, which is in the id here. */
export function box2DKind(
  env: string,
  { continuous, hardcore, ...kwargs }: GoldenFile,
): { readonly env: string; readonly kwargs: GoldenFile } {
  if (continuous === true && env === 'LunarLander-v3') return { env: 'LunarLanderContinuous-v3', kwargs }
  if (hardcore === true && env === WALKER) return { env: 'BipedalWalkerHardcore-v3', kwargs }
  return { env, kwargs }
}

/** An episode as it was recorded. */
interface Recorded {
  readonly path: string
  readonly entry: GoldenFile
  readonly length: number
}

/** @throws PlaygroundError `bad-golden-file` naming the place, such as `episodes[0].dispersion[3]`. */
export function replayBox2D(env: string, world: World, file: GoldenFile): GoldenReplay {
  if (world.form !== 'control') throw new TypeError(`${env} is a world of real-valued states.`)
  const limit = asIndex(file.max_episode_steps ?? world.maxEpisodeSteps, 'max_episode_steps', 1_000_001)
  const entries = asArray(file.episodes, 'episodes')
  if (entries.length === 0) refuse('episodes', entries, 'at least one episode')
  const replayed = LANDERS.includes(env) ? landerReplayer(world, file) : walkerReplayer(env)
  const comparison = new Comparison(world, limit)
  entries.forEach((item, i) => {
    const path = `episodes[${i}]`
    const entry = asObject(item, path)
    const { length } = asArray(entry.actions, `${path}.actions`)
    comparison.episode({ path, entry, length }, replayed)
  })
  const tolerance = env === WALKER ? { observations: 2e-2 } : { observations: 1e-4, returns: 0.01 }
  return {
    type: 'replay',
    env,
    transitions: comparison.transitions,
    maxStateError: null,
    maxObservationError: comparison.observation,
    maxRewardError: comparison.reward,
    maxValueError: null,
    maxReturnError: comparison.return,
    maxOpenLoopError: null,
    flagsEqual: comparison.flagsEqual,
    tolerance,
    ok:
      comparison.flagsEqual &&
      comparison.observation <= tolerance.observations &&
      (tolerance.returns === undefined || comparison.return <= tolerance.returns),
  }
}

/** Begins a recorded episode. */
type Replayer = (recorded: Recorded) => PhysicsEnvironment

function landerReplayer(world: ControlWorld, file: GoldenFile): Replayer {
  const environment = world.create()
  if (!(environment instanceof PhysicsEnvironment)) throw new TypeError('A lander is moved by an engine.')
  const hasWind = asObject(file.kwargs ?? {}, 'kwargs').enable_wind === true
  return ({ entry, path, length }) => {
    const spreads = asArray(entry.dispersion, `${path}.dispersion`, length)
    environment.resetWith(
      handedOut([
        ...numbersIn(entry.heights12_raw, `${path}.heights12_raw`, CHUNKS),
        ...numbersIn(entry.initial_force, `${path}.initial_force`, 2),
        ...(hasWind ? ['wind_idx', 'torque_idx'].map(key => asNumber(entry[key], `${path}.${key}`)) : []),
        ...numbersIn(entry.reset_dispersion, `${path}.reset_dispersion`, 2),
        ...spreads.flatMap((spread, t) => numbersIn(spread, `${path}.dispersion[${t}]`, 2)),
      ]),
    )
    return environment
  }
}

/** One world serves all episodes of a file, as it did when they were recorded. */
function walkerReplayer(env: string): Replayer {
  if (env !== WALKER)
    refuse('env_id', env, `${WALKER}: recordings do not hold the blocks of the hardcore ground`)
  let course: Course | null = null
  const walker = new BipedalWalker({ isHardcore: false, keepsWorld: true, course: () => course! })
  const environment = new PhysicsEnvironment(walker)
  return ({ entry, path }) => {
    const heights = numbersIn(entry.terrain_y, `${path}.terrain_y`, courseLength)
    course = { heights: Float64Array.from(heights), blocks: [] }
    environment.resetWith(handedOut([asNumber(entry.initial_force_x, `${path}.initial_force_x`)]))
    return environment
  }
}

/** Recorded draws, one after another. */
function handedOut(numbers: readonly number[]): Draws {
  let next = 0
  const draw = () => numbers[next++]!
  return { uniform: draw, integer: draw }
}

/** Largest errors over all episodes. */
class Comparison {
  transitions = 0
  observation = 0
  reward = 0
  return = 0
  flagsEqual = true
  private readonly world: ControlWorld
  private readonly limit: number
  private readonly observed: Float32Array

  constructor(world: ControlWorld, limit: number) {
    this.world = world
    this.limit = limit
    this.observed = new Float32Array(world.observationSpace.low.length)
  }

  episode(recorded: Recorded, replayed: Replayer): void {
    const { entry, path, length } = recorded
    const list = (key: string, items = length) => asArray(entry[key], `${path}.${key}`, items)
    const kept = asIndex(entry.obs_recorded ?? length, `${path}.obs_recorded`, length + 1)
    const observations = list('obs', kept)
    const rewards = list('rewards').map((reward, t) => asNumber(reward, `${path}.rewards[${t}]`))
    const terminated = list('terminated')
    const truncated = list('truncated')
    const environment = replayed(recorded)
    this.compare(environment, entry.reset_obs, `${path}.reset_obs`)
    let sum = 0
    list('actions').forEach((action, t) => {
      environment.step(this.actionIn(action, `${path}.actions[${t}]`), 0)
      this.transitions++
      if (t < kept) this.compare(environment, observations[t], `${path}.obs[${t}]`)
      this.reward = Math.max(this.reward, Math.abs(environment.reward - rewards[t]!))
      sum += environment.reward
      if (environment.terminated !== asFlag(terminated[t], `${path}.terminated[${t}]`))
        this.flagsEqual = false
      if (t + 1 >= this.limit !== asFlag(truncated[t], `${path}.truncated[${t}]`)) this.flagsEqual = false
    })
    const written = rewards.reduce((total, reward) => total + reward, 0)
    const recordedReturn = entry.return === undefined ? written : asNumber(entry.return, `${path}.return`)
    this.return = Math.max(this.return, Math.abs(sum - recordedReturn))
  }

  private compare(environment: PhysicsEnvironment, recorded: unknown, path: string): void {
    environment.observe(this.observed, 0)
    numbersIn(recorded, path, this.observed.length).forEach((number, i) => {
      this.observation = Math.max(this.observation, Math.abs(this.observed[i]! - number))
    })
  }

  private actionIn(value: unknown, path: string): ArrayLike<number> {
    const { actionSpace } = this.world
    if (actionSpace.kind === 'discrete') return [asIndex(value, path, actionSpace.n)]
    return Float32Array.from(numbersIn(value, path, actionSpace.low.length))
  }
}

function numbersIn(value: unknown, path: string, length: number): number[] {
  return asArray(value, path, length).map((item, i) => asNumber(item, `${path}[${i}]`))
}
