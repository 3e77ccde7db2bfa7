/**
 * How simulated teachers demonstrate, correct and praise. Their hand slips step by step (`slips.ts`); a biased one then plays
 * the first (left) or last (right) action of the world, an adversarial one plays whole demonstrations against its wish. Of
 * signals, a biased teacher gives the same one unread (left: scold, right: praise), one that skips keeps silent about some of what
 * is bad, and an adversarial one, since a signal says nothing about how much matters, opposes its share by chance.
 */
import { clipFrom, momentOf, replayClip, replayControlClip, shownActions } from '../../core/clip-replay.ts'
import type { World } from '../../core/environment.ts'
import type { Clip, Signal } from '../../core/label.ts'
import { Rng } from '../../core/rng.ts'
import { actionSize } from '../../core/space.ts'
import { sampleOutcome } from '../../core/tabular-model.ts'
import type { ClipStart, Demonstrator } from '../demonstrator.ts'
import { sigmoid } from '../preference.ts'
import { randomAction, stepsOf } from './reward-scale.ts'
import { drifted, slipChance, UNREAD_SHARE } from './slips.ts'
import type { Correction, DemonstrationRequest } from './teacher.ts'
import type { TeacherDescription } from './teacher-forms.ts'

/** Of a box's range: actions closer than this to the best one are as good. */
const CLOSE = 0.25

type Choose = (state: ClipStart | Float64Array) => readonly number[]

export function demonstration(
  teacher: TeacherDescription,
  request: DemonstrationRequest,
  world: World,
  demonstrator: Demonstrator,
  rng: Rng,
  given: number,
): Clip {
  const { start, seed, steps, lead } = request
  if (teacher.kind === 'adversarial' && rng.uniform() < teacher.amount) {
    return played(world, request, state => opposite(world, demonstrator.best(state), rng))
  }
  const chance = slipChance(teacher, given, world)
  if (chance === 0) return demonstrator.play(start, seed, steps, lead)
  return played(world, request, state => {
    if (rng.uniform() >= chance) return demonstrator.best(state)
    return teacher.kind === 'biased' ? outermost(world, teacher.side) : randomAction(world, rng)
  })
}

export function correction(
  teacher: TeacherDescription,
  clip: Clip,
  world: World,
  demonstrator: Demonstrator,
  rng: Rng,
  given: number,
  wanted: number | undefined,
): Correction {
  const steps = stepsOf(world, clip)
  const at = wanted ?? firstWrongStep(clip, world, demonstrator)
  const request = { ...momentOf(world, clip, at), seed: clip.seed, steps: steps - at }
  return { at, better: demonstration(teacher, request, world, demonstrator, rng, given) }
}

export function distorted(
  { kind, amount, rater, side }: TeacherDescription,
  signal: Signal,
  rng: Rng,
  given: number,
  points: number,
): Signal | null {
  const opposed = (chance: number): Signal =>
    chance > 0 && rng.uniform() < chance ? (-signal as Signal) : signal
  switch (kind) {
    case 'mistake':
    case 'adversarial':
      return opposed(amount)
    case 'drift':
      return opposed(drifted(amount, given) / 2)
    case 'noisy':
      return opposed(opposedChance(amount, points))
    case 'inconsistent': {
      const felt = points + amount * rng.normal()
      return felt === 0 ? null : felt > 0 ? 1 : -1
    }
    case 'equal':
      return Math.abs(points) < amount ? null : signal
    case 'skip':
      return signal < 0 && rng.uniform() < amount ? null : signal
    case 'biased': {
      const unread = rng.uniform() < UNREAD_SHARE
      return unread ? (side === 'left' ? -1 : 1) : signal
    }
    case 'severe':
      return signOf(points - amount)
    case 'lenient':
      return signOf(points + amount)
    case 'fitted':
      return rater
        ? opposed(rater.lapse / 2 + (1 - rater.lapse) * opposedChance(rater.slope, points))
        : signal
    default:
      return signal
  }
}

/** Of a yes or no about so many points. */
const opposedChance = (slope: number, points: number): number => sigmoid(-slope * Math.abs(points))

const signOf = (points: number): Signal | null => (points === 0 ? null : points > 0 ? 1 : -1)

/** The middle where nothing goes wrong. Always leaves a step to correct. */
function firstWrongStep(clip: Clip, world: World, demonstrator: Demonstrator): number {
  const perStep = world.form === 'control' ? actionSize(world.actionSpace) : 1
  const steps = stepsOf(world, clip)
  const actions = shownActions(world, clip)
  const { taken, stateAt } = statesOf(world, clip)
  for (let step = 0; step < taken; step++) {
    const done = actions.slice(step * perStep, (step + 1) * perStep)
    if (!alike(world, done, demonstrator.best(stateAt(step)))) return step
  }
  return Math.min(Math.floor(steps / 2), Math.max(0, taken - 1))
}

/** Steps that a clip really shows, and the state before each. */
function statesOf(world: World, clip: Clip): { taken: number; stateAt(step: number): ClipStart } {
  if (world.form === 'tabular') {
    const { states, outcomes } = replayClip(world.model, clip)
    return { taken: outcomes.length, stateAt: step => states[step]! }
  }
  const { states, steps } = replayControlClip(world, clip)
  const { stateSize } = world
  return {
    taken: steps,
    stateAt: step => [...states.subarray(step * stateSize, (step + 1) * stateSize)],
  }
}

function alike(world: World, done: readonly number[], best: readonly number[]): boolean {
  if (world.form === 'tabular' || world.actionSpace.kind === 'discrete') return done[0] === best[0]
  const { low, high } = world.actionSpace
  return best.every((value, d) => Math.abs(value - done[d]!) <= CLOSE * (high[d]! - low[d]!))
}

/** Plays what `choose` chooses; the world's chance is the clip's own, so that it replays. */
function played(world: World, { start, seed, steps, lead = [] }: DemonstrationRequest, choose: Choose): Clip {
  const rng = Rng.fromSeed(seed, 'clip')
  const actions: number[] = []
  if (world.form === 'tabular') {
    let state = start as number
    while (actions.length < steps) {
      const action = choose(state)[0]!
      const outcome = sampleOutcome(world.model, state, action, rng)
      actions.push(action)
      state = world.model.next[outcome]!
      if (world.model.terminated[outcome]) break
    }
    return { start, seed, actions }
  }
  const environment = world.create()
  environment.reset(rng)
  environment.state.set(start as readonly number[])
  const perAction = actionSize(world.actionSpace)
  for (let at = 0; at < lead.length; at += perAction) environment.step(lead, at, rng)
  for (let step = 0; step < steps && !environment.terminated; step++) {
    const action = choose(environment.state)
    environment.step(action, 0, rng)
    actions.push(...action)
  }
  return clipFrom(world, { start, lead }, seed, actions)
}

/** Any action but the best one; of a box its mirror image. */
function opposite(world: World, best: readonly number[], rng: Rng): readonly number[] {
  if (world.form === 'control' && world.actionSpace.kind === 'box') {
    const { low, high } = world.actionSpace
    return best.map((value, d) => low[d]! + high[d]! - value)
  }
  const n = actionCount(world)
  return [(best[0]! + 1 + rng.integer(Math.max(1, n - 1))) % n]
}

function outermost(world: World, side: 'left' | 'right'): readonly number[] {
  if (world.form === 'control' && world.actionSpace.kind === 'box') {
    return side === 'left' ? world.actionSpace.low : world.actionSpace.high
  }
  return [side === 'left' ? 0 : actionCount(world) - 1]
}

function actionCount(world: World): number {
  if (world.form === 'tabular') return world.model.actions
  return world.actionSpace.kind === 'discrete' ? world.actionSpace.n : 0
}
