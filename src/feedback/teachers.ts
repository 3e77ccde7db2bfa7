/**
 * Simulated teachers. Lee et al., "B-Pref: Benchmarking preference-based reinforcement learning", NeurIPS Datasets and
 * Benchmarks 2021 (https://arxiv.org/abs/2111.03026), and two more ways in which people differ from an oracle.
 *
 *   oracle        prefers the clip with the larger sum of task plus hidden reward; equal on exact ties
 *   mistake:EPS   presses the opposite with chance EPS
 *   noisy:BETA    P(left) = sigmoid(BETA x difference of sums)
 *   skip:EPS      can't tell when both sums are below the EPS quantile of what random clips of that length give
 *   myopic:GAMMA  weighs step t of H by GAMMA^(H - 1 - t): the end of a clip counts most
 *   equal:EPS     equal when the sums differ by less than EPS x the largest single reward
 *   biased:SIDE   presses SIDE (left or right) unread one time in five, and on ties
 *   drift:RATE    presses at random with chance RATE x labels given so far, at most one half
 *
 * B-Pref scales the two thresholds by the learner's recent return; here they are scaled by the world alone, so that an
 * answer depends on nothing but the query.
 */
import { replayClip } from '../core/clip-replay.ts'
import type { TabularWorld } from '../core/environment.ts'
import { nearestId, PlaygroundError } from '../core/errors.ts'
import type { Clip, Comparison, Query, Rating } from '../core/label.ts'
import { Rng } from '../core/rng.ts'
import { rollClip } from './clips.ts'
import { sigmoid } from './preference.ts'
import { reachable } from './reachable.ts'

export interface Teacher {
  /** As written, such as `mistake:0.1`. */
  readonly name: string
  answer(query: Query, world: TabularWorld, rng: Rng): Comparison
  /**
   * The sum of task and hidden reward of a clip, each step measured against the world's usual step (the median over
   * what can happen, so 0 is neutral), two points for the largest single deviation, rounded. `given`: labels so far.
   */
  rate(clip: Clip, world: TabularWorld, rng: Rng, given?: number): Rating
}

const UNREAD_SHARE = 0.2
const LARGEST_DRIFT = 0.5
const POINTS_PER_DEVIATION = 2
/** Standard deviation of noise on one clip that makes the difference of two about logistic of scale 1. */
const ONE_CLIP_NOISE = 1.28
const QUANTILE_CLIPS = 400
/** Differences this small are rounding. */
const TIE = 1e-9

const FORMS = {
  oracle: null,
  mistake: { name: 'EPS', min: 0, max: 1 },
  noisy: { name: 'BETA', min: 0, max: 1000 },
  skip: { name: 'EPS', min: 0, max: 1 },
  myopic: { name: 'GAMMA', min: 0, max: 1 },
  equal: { name: 'EPS', min: 0, max: 10 },
  biased: 'side',
  drift: { name: 'RATE', min: 0, max: 1 },
} as const

type TeacherKind = keyof typeof FORMS

/** The forms as the command line prints them. */
export const TEACHER_FORMS: readonly string[] = Object.entries(FORMS).map(([kind, form]) =>
  form === null ? kind : form === 'side' ? `${kind}:SIDE` : `${kind}:${form.name}`,
)

/** @throws PlaygroundError `bad-flag`, path `--teacher`. */
export function parseTeacher(text: string): Teacher {
  const [kind, argument, ...rest] = text.trim().split(':')
  if (kind === undefined || !Object.hasOwn(FORMS, kind)) {
    const near = nearestId(kind ?? '', Object.keys(FORMS))
    throw badTeacher(text, `${near ? `'${near}', as ` : ''}one of ${TEACHER_FORMS.join(', ')}`)
  }
  const form = FORMS[kind as TeacherKind]
  if (form === null) {
    if (argument !== undefined) throw badTeacher(text, `${kind} without a value`)
    return simulatedTeacher({ name: kind, kind: 'oracle', amount: 0, side: 'left' })
  }
  if (form === 'side') {
    if (rest.length > 0 || (argument !== 'left' && argument !== 'right')) {
      throw badTeacher(text, `${kind}:left or ${kind}:right`)
    }
    return simulatedTeacher({ name: text.trim(), kind: 'biased', amount: 0, side: argument })
  }
  const amount = argument === undefined || argument.trim() === '' ? Number.NaN : Number(argument)
  if (rest.length > 0 || !(amount >= form.min && amount <= form.max)) {
    throw badTeacher(text, `${kind}:${form.name} with a number from ${form.min} to ${form.max}`)
  }
  return simulatedTeacher({ name: text.trim(), kind: kind as TeacherKind, amount, side: 'left' })
}

function badTeacher(text: string, expected: string): PlaygroundError {
  return new PlaygroundError('bad-flag', `--teacher is '${text.slice(0, 60)}'; expected ${expected}.`, {
    path: '--teacher',
  })
}

interface TeacherDescription {
  readonly name: string
  readonly kind: TeacherKind
  readonly amount: number
  readonly side: 'left' | 'right'
}

function simulatedTeacher(teacher: TeacherDescription): Teacher {
  return {
    name: teacher.name,
    answer: (query, world, rng) => answerQuery(teacher, query, world, rng),
    rate: (clip, world, rng, given = 0) => rateClip(teacher, clip, world, rng, given),
  }
}

function answerQuery(teacher: TeacherDescription, query: Query, world: TabularWorld, rng: Rng): Comparison {
  const { kind, amount, side } = teacher
  const gamma = kind === 'myopic' ? amount : 1
  const left = clipJudgement(world, query.left, gamma)
  const right = clipJudgement(world, query.right, gamma)
  if (kind === 'biased' && (Math.abs(left - right) < TIE || rng.uniform() < UNREAD_SHARE)) return side
  if (kind === 'drift' && rng.uniform() < drifted(amount, query.modelVersion)) {
    return rng.uniform() < 0.5 ? 'left' : 'right'
  }
  if (kind === 'noisy') return rng.uniform() < sigmoid(amount * (left - right)) ? 'left' : 'right'
  if (kind === 'skip') {
    const length = Math.max(query.left.actions.length, query.right.actions.length)
    if (Math.max(left, right) < randomQuantile(world, length, amount) - TIE) return 'cant-tell'
  }
  if (kind === 'equal' && Math.abs(left - right) < amount * scaleOf(world).largest) return 'equal'
  if (Math.abs(left - right) < TIE) return 'equal'
  const flipped = kind === 'mistake' && rng.uniform() < amount
  return left > right !== flipped ? 'left' : 'right'
}

function rateClip(
  { kind, amount }: TeacherDescription,
  clip: Clip,
  world: TabularWorld,
  rng: Rng,
  given: number,
): Rating {
  const { usual, deviation, largest } = scaleOf(world)
  if (kind === 'drift' && rng.uniform() < drifted(amount, given)) return rounded(rng.integer(7) - 3)
  const gamma = kind === 'myopic' ? amount : 1
  const above = clipJudgement(world, clip, gamma, usual)
  const toPoints = (sum: number) => (POINTS_PER_DEVIATION * sum) / deviation
  if (kind === 'equal' && Math.abs(above) < amount * largest) return 0
  if (kind === 'noisy') {
    if (amount === 0) return rounded(rng.integer(7) - 3)
    return rounded(toPoints(above + (rng.normal() * ONE_CLIP_NOISE) / amount))
  }
  const flipped = kind === 'mistake' && rng.uniform() < amount
  return rounded(toPoints(flipped ? -above : above))
}

/** Sum of task and hidden reward over `usual` along a clip, step t of H weighed by gamma^(H - 1 - t). */
export function clipJudgement(world: TabularWorld, clip: Clip, gamma = 1, usual = 0): number {
  let sum = 0
  for (const k of replayClip(world.model, clip).outcomes) sum = gamma * sum + trueReward(world, k) - usual
  return sum
}

const trueReward = ({ model, hiddenReward }: TabularWorld, k: number): number =>
  model.reward[k]! + (hiddenReward?.[k] ?? 0)

const drifted = (rate: number, given: number): number => Math.min(LARGEST_DRIFT, rate * given)

function rounded(points: number): Rating {
  const size = Math.min(3, Math.floor(Math.abs(points) + 0.5))
  return (points < 0 && size > 0 ? -size : size) as Rating
}

interface RewardScale {
  /** Median true reward of what can happen. */
  readonly usual: number
  /** Largest distance from it, 1 where all are alike. */
  readonly deviation: number
  /** Largest absolute true reward. */
  readonly largest: number
}

const scales = new WeakMap<TabularWorld, RewardScale>()

function scaleOf(world: TabularWorld): RewardScale {
  const known = scales.get(world)
  if (known) return known
  const rewards = Float64Array.from(reachable(world.model).outcomes, k => trueReward(world, k)).sort()
  const usual = rewards[Math.floor(rewards.length / 2)]!
  const deviation = Math.max(rewards.at(-1)! - usual, usual - rewards[0]!) || 1
  const scale = { usual, deviation, largest: Math.max(Math.abs(rewards[0]!), Math.abs(rewards.at(-1)!)) }
  scales.set(world, scale)
  return scale
}

const quantiles = new WeakMap<TabularWorld, Map<number, Float64Array>>()

/** The `share` quantile of the sums of clips that act at random anywhere, the same in every session. */
function randomQuantile(world: TabularWorld, length: number, share: number): number {
  const byLength = quantiles.get(world) ?? new Map<number, Float64Array>()
  quantiles.set(world, byLength)
  let sums = byLength.get(length)
  if (!sums) {
    const rng = Rng.fromSeed(length, 'teacher-quantile')
    const { states } = reachable(world.model)
    sums = Float64Array.from({ length: QUANTILE_CLIPS }, () => {
      const start = states[rng.integer(states.length)]!
      return clipJudgement(world, rollClip(world.model, start, null, length, rng))
    }).sort()
    byLength.set(length, sums)
  }
  return sums[Math.min(sums.length - 1, Math.floor(share * sums.length))]!
}
