/**
 * Checks robots on MuJoCo against recorded episodes of several worlds in one file (its format is Gymnasium's names put in
 * rows: `env_id`, `qpos0`, `qvel0`, `obs0`, and `steps` of `a`, `r`, `te`, `qpos`, `qvel`, `obs`).
 *
 * One step: each step starts from the recorded place and speed, with the solver's warm start of the step before; files keep
 * every fifth of the later states, so up to five steps lie between two. Open loop: only the actions are recorded; it is
 * reported, not judged, because bodies that collide part from any rounding. Episodes of worlds that are not here are left
 * out and counted.
 */
import { PlaygroundError } from '../core/errors.ts'
import { Rng } from '../core/rng.ts'
import { RobotEnvironment } from '../envs/mujoco/robot-environment.ts'
import { environments } from '../envs/registry.ts'
import {
  asArray,
  asFlag,
  asNumber,
  asObject,
  type GoldenFile,
  type GoldenReplay,
  recordedWorld,
  refuse,
} from './golden-file.ts'

/** Largest error of any number one step after a recorded state; the files have twelve digits. */
const STEP = 1e-8

interface WorldErrors {
  readonly env: string
  readonly episodes: number
  readonly transitions: number
  readonly maxStateError: number
  readonly maxObservationError: number
  readonly maxRewardError: number
  /** Between the sums of an episode's rewards, each one step from a recorded state. */
  readonly maxReturnError: number
  readonly maxOpenLoopError: number
  readonly flagsEqual: boolean
}

export interface MujocoReplay extends GoldenReplay {
  readonly worlds: readonly WorldErrors[]
  /** Recorded episodes of worlds that are not here, by id. */
  readonly skipped: Readonly<Record<string, number>>
}

/** Is this how such a file looks, whatever else is wrong with it? */
export const isMujocoFile = (file: GoldenFile): boolean =>
  'mujoco' in file ||
  (Array.isArray(file.episodes) && file.episodes.some(episode => isObject(episode) && 'qpos0' in episode))

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** @throws PlaygroundError `bad-golden-file` naming the place, such as `episodes[2].steps[3].qpos[1]`. */
export async function replayMujoco(file: GoldenFile): Promise<MujocoReplay> {
  const robots = environments.filter(({ group }) => group === 'MuJoCo robots').map(({ id }) => id)
  const checks = new Map<string, Check>()
  const skipped: Record<string, number> = {}
  for (const [i, item] of asArray(file.episodes, 'episodes').entries()) {
    const path = `episodes[${i}]`
    const episode = asObject(item, path)
    const env = episode.env_id
    if (typeof env !== 'string') return refuse(`${path}.env_id`, env, 'the id of an environment')
    if (!robots.includes(env)) {
      skipped[env] = (skipped[env] ?? 0) + 1
      continue
    }
    const check = checks.get(env) ?? new Check(env)
    checks.set(env, check)
    const world = await recordedWorld(env, asObject(episode.kwargs ?? {}, `${path}.kwargs`))
    const environment = world.form === 'control' ? world.create() : null
    if (environment instanceof RobotEnvironment) check.episode(environment, episode, path)
  }
  if (checks.size === 0) refuse('episodes', Object.keys(skipped), `an episode of ${robots.join(', ')}`)
  return summaryOf(
    [...checks.values()].map(check => check.errors()),
    skipped,
  )
}

function summaryOf(worlds: readonly WorldErrors[], skipped: Record<string, number>): MujocoReplay {
  const largest = (of: (errors: WorldErrors) => number) => Math.max(...worlds.map(of))
  const errors = {
    maxStateError: largest(world => world.maxStateError),
    maxObservationError: largest(world => world.maxObservationError),
    maxRewardError: largest(world => world.maxRewardError),
  }
  const flagsEqual = worlds.every(world => world.flagsEqual)
  return {
    type: 'replay',
    env: worlds.map(({ env }) => env).join(', '),
    transitions: worlds.reduce((sum, { transitions }) => sum + transitions, 0),
    ...errors,
    maxValueError: null,
    maxReturnError: largest(world => world.maxReturnError),
    maxOpenLoopError: largest(world => world.maxOpenLoopError),
    flagsEqual,
    tolerance: { states: STEP, observations: STEP, rewards: STEP },
    // Not a number counts as an error, too.
    ok: flagsEqual && Object.values(errors).every(error => error <= STEP),
    worlds,
    skipped,
  }
}

interface Recorded {
  readonly actions: Float64Array
  /** Place and speed; null where they were not kept. */
  readonly state: { readonly positions: Float64Array; readonly speeds: Float64Array } | null
  /** Null where it was not kept. */
  readonly observation: Float64Array | null
  readonly reward: number
  readonly terminated: boolean
  readonly path: string
}

/** Errors over all episodes of a world. */
class Check {
  private readonly env: string
  private episodes = 0
  private transitions = 0
  private state = 0
  private observation = 0
  private reward = 0
  private return = 0
  private openLoop = 0
  private flagsEqual = true
  /** Robots draw nothing in a step. */
  private readonly rng = Rng.fromSeed(0, 'replay')

  constructor(env: string) {
    this.env = env
  }

  errors(): WorldErrors {
    return {
      env: this.env,
      episodes: this.episodes,
      transitions: this.transitions,
      maxStateError: this.state,
      maxObservationError: this.observation,
      maxRewardError: this.reward,
      maxReturnError: this.return,
      maxOpenLoopError: this.openLoop,
      flagsEqual: this.flagsEqual,
    }
  }

  episode(environment: RobotEnvironment, entry: GoldenFile, path: string): void {
    const { positionCount, speedCount, speeds } = environment.layout
    const positions = numbersIn(entry.qpos0, `${path}.qpos0`, positionCount)
    const startSpeeds = numbersIn(entry.qvel0, `${path}.qvel0`, speedCount)
    const first = numbersIn(entry.obs0, `${path}.obs0`, environment.observationSize)
    const steps = asArray(entry.steps, `${path}.steps`).map((step, t) =>
      readStep(asObject(step, `${path}.steps[${t}]`), `${path}.steps[${t}]`, environment),
    )
    environment.place(positions, startSpeeds)
    this.compareObservation(environment, first)
    let difference = 0
    for (const step of steps) {
      this.act(environment, step)
      this.state = Math.max(this.state, distance(environment, step))
      this.compareObservation(environment, step.observation)
      this.reward = Math.max(this.reward, Math.abs(environment.reward - step.reward))
      difference += environment.reward - step.reward
      if (environment.terminated !== step.terminated) this.flagsEqual = false
      if (step.state === null) continue
      environment.state.set(step.state.positions)
      environment.state.set(step.state.speeds, speeds)
    }
    this.return = Math.max(this.return, Math.abs(difference))
    environment.place(positions, startSpeeds)
    for (const step of steps) {
      this.act(environment, step)
      this.openLoop = Math.max(this.openLoop, distance(environment, step))
    }
    this.episodes++
    this.transitions += steps.length
  }

  private compareObservation(environment: RobotEnvironment, recorded: Float64Array | null): void {
    if (recorded === null) return
    const observed = new Float64Array(environment.observationSize)
    environment.observe(observed, 0)
    recorded.forEach((number, i) => {
      this.observation = Math.max(this.observation, Math.abs(observed[i]! - number))
    })
  }

  private act(environment: RobotEnvironment, { actions, path }: Recorded): void {
    try {
      environment.step(actions, 0, this.rng)
    } catch (error) {
      if (!(error instanceof PlaygroundError)) throw error
      throw new PlaygroundError('bad-golden-file', `${path}: ${error.message}`, { path, cause: error })
    }
  }
}

function readStep(entry: GoldenFile, path: string, environment: RobotEnvironment): Recorded {
  const { positionCount, speedCount, actionCount } = environment.layout
  return {
    actions: numbersIn(entry.a, `${path}.a`, actionCount).map(asRecorded),
    state:
      entry.qpos === undefined && entry.qvel === undefined
        ? null
        : {
            positions: numbersIn(entry.qpos, `${path}.qpos`, positionCount),
            speeds: numbersIn(entry.qvel, `${path}.qvel`, speedCount),
          },
    observation:
      entry.obs === undefined ? null : numbersIn(entry.obs, `${path}.obs`, environment.observationSize),
    reward: asNumber(entry.r, `${path}.r`),
    terminated: asFlag(entry.te, `${path}.te`),
    path,
  }
}

/** Actions were single precision, written with nine digits, which is enough to tell which they were. */
function asRecorded(action: number): number {
  const single = Math.fround(action)
  return Number(single.toPrecision(9)) === action ? single : action
}

/** Largest difference of any place or speed, where they were kept. */
function distance({ state, layout }: RobotEnvironment, { state: recorded }: Recorded): number {
  if (recorded === null) return 0
  const apart = (most: number, number: number, i: number) => Math.max(most, Math.abs(number - state[i]!))
  const places = recorded.positions.reduce(apart, 0)
  return recorded.speeds.reduce((most, number, i) => apart(most, number, layout.speeds + i), places)
}

function numbersIn(value: unknown, path: string, length: number): Float64Array {
  return Float64Array.from(asArray(value, path, length), (item, i) => asNumber(item, `${path}[${i}]`))
}
