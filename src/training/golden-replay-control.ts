/**
 * Checks a world of real-valued states against transitions recorded from Gymnasium (https://gymnasium.farama.org), in three
 * ways. One step: `one_step` holds transitions from states of their own. Teacher-forced: along `episodes`, each step starts
 * from the recorded state. Open loop: only the actions are recorded; the states are the world's own.
 *
 * The last bit of a sine differs between libraries, and an unstable system doubles it over and over, so open loop starts
 * anew from the recorded state after so many steps as multiply a difference by some 1e5 (Acrobot in its wildest swings: more).
 *
 * Names that end in `_float64_action` were recorded with double-precision actions, the others with single.
 */
import type { ControlEnvironment, ControlWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { Rng } from '../core/rng.ts'
import { actionSize } from '../core/space.ts'
import { asArray, asIndex, asObject, type GoldenFile, type GoldenReplay, refuse } from './golden-file.ts'
import { type RecordedStep, readEpisode, readTransition, type StepFormat } from './golden-steps.ts'

/** Worlds that keep their state in single precision: it is written with fewer digits than it has. */
const SINGLE_STATES = ['MountainCarContinuous-v0']
const OPEN_LOOP_STEPS: Readonly<Record<string, number>> = {
  'CartPole-v1': 150,
  'Acrobot-v1': 50,
  'Pendulum-v1': 25,
}
/** Largest error of a state one step after a recorded one and of a reward; of an episode's return; of a state in open loop. */
interface Tolerance {
  readonly step: number
  readonly return: number
  readonly openLoop: number
}
const DOUBLE: Tolerance = { step: 1e-12, return: 1e-9, openLoop: 1e-6 }
const SINGLE: Tolerance = { step: 1e-7, return: 1e-4, openLoop: 1e-4 }
/** Between neighbours in single precision, relative to their size. */
const SINGLE_STEP = 2 ** -23

/** @throws PlaygroundError `bad-golden-file` naming the place, such as `episodes[0].states[3][1]`. */
export function replayControl(env: string, world: ControlWorld, file: GoldenFile): GoldenReplay {
  const limit = asIndex(file.max_episode_steps ?? world.maxEpisodeSteps, 'max_episode_steps', 1_000_001)
  const recorded = [false, true].map(isDoubleAction => {
    const comparison = new Comparison(env, world, limit, isDoubleAction)
    const suffix = isDoubleAction ? '_float64_action' : ''
    eachEntry(file, `one_step${suffix}`, (entry, path) => comparison.oneStep(entry, path))
    eachEntry(file, `episodes${suffix}`, (entry, path) => comparison.episode(entry, path))
    return comparison
  })
  const compared = recorded.filter(({ transitions }) => transitions > 0)
  if (compared.length === 0) refuse('episodes', file.episodes, 'episodes or one_step to check')
  const largest = (of: (comparison: Comparison) => number) => Math.max(...compared.map(of))
  const hasEpisodes = compared.some(({ episodes }) => episodes > 0)
  const flagsEqual = compared.every(comparison => comparison.flagsEqual)
  return {
    type: 'replay',
    env,
    transitions: compared.reduce((sum, { transitions }) => sum + transitions, 0),
    maxStateError: largest(({ state }) => state),
    maxObservationError: largest(({ observation }) => observation),
    maxRewardError: largest(({ reward }) => reward),
    maxValueError: null,
    maxReturnError: hasEpisodes ? largest(comparison => comparison.return) : null,
    maxOpenLoopError: hasEpisodes ? largest(({ openLoop }) => openLoop) : null,
    flagsEqual,
    tolerance: {
      states: largest(({ tolerance }) => tolerance.step),
      observations: SINGLE_STEP,
      rewards: largest(({ tolerance }) => tolerance.step),
      returns: largest(({ tolerance }) => tolerance.return),
      openLoop: largest(({ tolerance }) => tolerance.openLoop),
    },
    ok: flagsEqual && compared.every(comparison => comparison.ok),
  }
}

function eachEntry(file: GoldenFile, key: string, visit: (entry: GoldenFile, path: string) => void): void {
  if (file[key] === undefined) return
  asArray(file[key], key).forEach((entry, i) => {
    visit(asObject(entry, `${key}[${i}]`), `${key}[${i}]`)
  })
}

/** Errors over everything recorded with actions of one width. */
class Comparison {
  transitions = 0
  episodes = 0
  state = 0
  observation = 0
  reward = 0
  return = 0
  openLoop = 0
  flagsEqual = true
  readonly tolerance: Tolerance
  private isObservationWithin = true
  private readonly environment: ControlEnvironment
  private readonly limit: number
  private readonly openLoopSteps: number
  private readonly format: StepFormat
  private readonly observed: Float32Array
  /** Control worlds draw nothing in a step. */
  private readonly rng = Rng.fromSeed(0, 'replay')

  constructor(env: string, world: ControlWorld, limit: number, isDoubleAction: boolean) {
    this.environment = world.create()
    this.limit = limit
    this.openLoopSteps = OPEN_LOOP_STEPS[env] ?? Number.POSITIVE_INFINITY
    this.observed = new Float32Array(this.environment.observationSize)
    this.format = {
      stateSize: world.stateSize,
      actionSize: actionSize(world.actionSpace),
      observationSize: this.observed.length,
      isDoubleAction,
      isSingleState: SINGLE_STATES.includes(env),
    }
    const isSingle = this.format.isSingleState || (world.actionSpace.kind === 'box' && !isDoubleAction)
    this.tolerance = isSingle ? SINGLE : DOUBLE
  }

  get ok(): boolean {
    return (
      this.flagsEqual &&
      this.isObservationWithin &&
      this.state <= this.tolerance.step &&
      this.reward <= this.tolerance.step &&
      this.return <= this.tolerance.return &&
      this.openLoop <= this.tolerance.openLoop
    )
  }

  oneStep(entry: GoldenFile, path: string): void {
    const { start, step } = readTransition(entry, path, this.format)
    this.compare(start, step)
  }

  episode(entry: GoldenFile, path: string): void {
    const { start, steps } = readEpisode(entry, path, this.format)
    let before = start
    steps.forEach((step, t) => {
      this.compare(before, step)
      if (step.truncated !== t + 1 >= this.limit) this.flagsEqual = false
      before = step.state
    })
    this.runOpenLoop(start, steps)
    this.episodes++
  }

  /** One step from `start`, a recorded state. */
  private compare(start: Float64Array, step: RecordedStep): void {
    this.environment.state.set(start)
    this.act(step)
    this.transitions++
    this.state = Math.max(this.state, this.distanceTo(step.state))
    this.reward = Math.max(this.reward, Math.abs(this.environment.reward - step.reward))
    if (step.observation) this.compareObservation(step.observation)
  }

  private compareObservation(recorded: Float64Array): void {
    this.environment.observe(this.observed, 0)
    recorded.forEach((number, i) => {
      const error = Math.abs(this.observed[i]! - Math.fround(number))
      this.observation = Math.max(this.observation, error)
      // What lies halfway between two single-precision numbers can round to either.
      if (error > this.tolerance.step + SINGLE_STEP * Math.abs(number)) this.isObservationWithin = false
    })
  }

  private runOpenLoop(start: Float64Array, steps: readonly RecordedStep[]): void {
    const { environment } = this
    let difference = 0
    environment.state.set(start)
    steps.forEach((step, t) => {
      if (t > 0 && t % this.openLoopSteps === 0) environment.state.set(steps[t - 1]!.state)
      this.act(step)
      this.openLoop = Math.max(this.openLoop, this.distanceTo(step.state))
      difference += environment.reward - step.reward
    })
    this.return = Math.max(this.return, Math.abs(difference))
  }

  /** Takes the recorded action and compares how it ended. */
  private act({ action, terminated, path }: RecordedStep): void {
    try {
      this.environment.step(action, 0, this.rng)
    } catch (error) {
      if (!(error instanceof PlaygroundError)) throw error
      throw new PlaygroundError('bad-golden-file', `${path}: ${error.message}`, { path, cause: error })
    }
    if (this.environment.terminated !== terminated) this.flagsEqual = false
  }

  private distanceTo(state: Float64Array): number {
    return state.reduce((most, number, i) => Math.max(most, Math.abs(number - this.environment.state[i]!)), 0)
  }
}
