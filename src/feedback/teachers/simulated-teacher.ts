/**
 * Simulated teachers. Lee et al., "B-Pref: Benchmarking preference-based reinforcement learning", NeurIPS Datasets and
 * Benchmarks 2021 (https://arxiv.org/abs/2111.03026), and more ways in which people differ from an oracle.
 *
 *   oracle           prefers the clip with the larger sum of task plus hidden reward; equal on exact ties
 *   mistake:EPS      presses the opposite with chance EPS
 *   noisy:BETA       P(left) = sigmoid(BETA x difference of sums)
 *   skip:EPS         can't tell when both sums are below the EPS quantile of what random clips of that length give
 *   myopic:GAMMA     weighs step t of H by GAMMA^(H - 1 - t): the end of a clip counts most
 *   equal:EPS        equal when the sums differ by less than EPS x the largest single reward
 *   biased:SIDE      presses SIDE (left or right) unread one time in five, and on ties
 *   drift:RATE       presses at random with chance RATE x labels given so far, at most one half
 *   severe:POINTS    rates and praises that many points too low
 *   lenient:POINTS   rates and praises that many points too high
 *   inconsistent:SD  for each answer likes some things more and others less, by SD x the largest single deviation
 *   adversarial:SHARE presses the opposite on the SHARE of questions that matter most to it
 *   fitted:...       a person as the audit found them (`audit/answer-model.ts`)
 *
 * Where the learner's recent return is known, the two thresholds are B-Pref's: EPS x mean return x share of an episode that a
 * clip takes, both sums measured above the lowest single reward (B-Pref's worlds have none below 0). Elsewhere they are scaled
 * by the world alone, so that an answer depends on nothing but the query.
 */
import ln from '@stdlib/math-base-special-ln'
import type { World } from '../../core/environment.ts'
import type { Clip, Comparison, Rating, Strength } from '../../core/label.ts'
import type { Rng } from '../../core/rng.ts'
import { answerChances } from '../audit/answer-model.ts'
import { sigmoid } from '../preference.ts'
import { passingFancy } from './passing-fancy.ts'
import {
  clipJudgement,
  randomDistanceQuantile,
  randomGapQuantile,
  randomQuantile,
  scaleOf,
  stepsOf,
} from './reward-scale.ts'
import { correction, demonstration, distorted } from './showing.ts'
import { drifted, UNREAD_SHARE } from './slips.ts'
import type { Question, Teacher } from './teacher.ts'
import { describeTeacher, type FittedRater, fittedName, type TeacherDescription } from './teacher-forms.ts'

/** Of a grid clip, whose steps are few: for the largest single deviation. */
const POINTS_PER_DEVIATION = 2
/** Of a clip in a world of real-valued states: for a mean as far from the usual as a single step can be. */
const POINTS_PER_MEAN_DEVIATION = 3
/** Standard deviation of noise on one clip that makes the difference of two about logistic of scale 1. */
const ONE_CLIP_NOISE = 1.28
/** Differences this small are rounding. */
const TIE = 1e-9

/** @throws PlaygroundError `bad-flag`, path `--teacher`. */
export const parseTeacher = (text: string): Teacher => simulatedTeacher(describeTeacher(text))

/** Someone who answers as the audited person does. */
export const fittedTeacher = (rater: FittedRater): Teacher =>
  simulatedTeacher({ name: fittedName(rater), kind: 'fitted', amount: 0, side: 'left', rater })

function simulatedTeacher(teacher: TeacherDescription): Teacher {
  return {
    name: teacher.name,
    answer: (question, world, rng) => answerQuestion(teacher, question, world, rng),
    strength: strengthOf,
    rate: (clip, world, rng, given = 0) => rateClip(teacher, clip, world, rng, given),
    demonstrate: (request, world, demonstrator, rng, given = 0) =>
      demonstration(teacher, request, world, demonstrator, rng, given),
    correct: (clip, world, demonstrator, rng, { given = 0, at } = {}) =>
      correction(teacher, clip, world, demonstrator, rng, given, at),
    distort: (signal, rng, { given = 0, points = signal } = {}) =>
      distorted(teacher, signal, rng, given, points),
  }
}

function answerQuestion(teacher: TeacherDescription, question: Question, world: World, rng: Rng): Comparison {
  const { kind, amount, side } = teacher
  const judge = judgeFor(teacher, world, rng)
  const left = judge(question.left)
  const right = judge(question.right)
  if (teacher.rater) return drawn(answerChances(teacher.rater, left - right), rng)
  if (kind === 'biased' && (Math.abs(left - right) < TIE || rng.uniform() < UNREAD_SHARE)) return side
  if (kind === 'drift' && rng.uniform() < drifted(amount, question.modelVersion)) {
    return rng.uniform() < 0.5 ? 'left' : 'right'
  }
  if (kind === 'noisy') return rng.uniform() < sigmoid(amount * (left - right)) ? 'left' : 'right'
  const length = Math.max(stepsOf(world, question.left), stepsOf(world, question.right))
  if (kind === 'skip' && Math.max(left, right) < skipThreshold(amount, question, world, length) - TIE) {
    return 'cant-tell'
  }
  if (kind === 'equal' && Math.abs(left - right) < equalThreshold(amount, question, world, length)) {
    return 'equal'
  }
  if (Math.abs(left - right) < TIE) return 'equal'
  const flipped =
    (kind === 'mistake' && rng.uniform() < amount) ||
    (kind === 'adversarial' &&
      matters(Math.abs(left - right), amount, share => randomGapQuantile(world, length, share)))
  return left > right !== flipped ? 'left' : 'right'
}

/** What this teacher takes a clip to be worth, for the length of one answer. */
function judgeFor({ kind, amount }: TeacherDescription, world: World, rng: Rng): (clip: Clip) => number {
  if (kind !== 'inconsistent') return clip => clipJudgement(world, clip, kind === 'myopic' ? amount : 1)
  const fancy = passingFancy(world, amount * scaleOf(world).deviation, rng)
  return clip => clipJudgement(world, clip) + fancy(clip)
}

function skipThreshold(share: number, question: Question, world: World, length: number): number {
  const scaled = recentThreshold(share, question, world, length)
  if (scaled === null) return randomQuantile(world, length, share)
  return scaled + Math.min(0, scaleOf(world).lowest) * length
}

const equalThreshold = (share: number, question: Question, world: World, length: number): number =>
  recentThreshold(share, question, world, length) ?? share * scaleOf(world).largest

/** share x (mean return above the lowest possible) x length / steps of an episode; null where it is not known. */
function recentThreshold(
  share: number,
  { recentReturn }: Question,
  world: World,
  length: number,
): number | null {
  const { maxEpisodeSteps } = world
  if (recentReturn === undefined || recentReturn === null || maxEpisodeSteps === null) return null
  const lowest = Math.min(0, scaleOf(world).lowest)
  return (share * (recentReturn - lowest * maxEpisodeSteps) * length) / maxEpisodeSteps
}

/** Is it among the `share` of all that is largest? */
const matters = (size: number, share: number, quantile: (share: number) => number): boolean =>
  share >= 1 || (share > 0 && size >= quantile(1 - share))

function strengthOf(question: Question, answer: Comparison, world: World): Strength {
  if (answer !== 'left' && answer !== 'right') return null
  const difference = clipJudgement(world, question.left) - clipJudgement(world, question.right)
  return Math.abs(difference) >= scaleOf(world).deviation ? 'clearly' : 'slightly'
}

function drawn(
  { left, equal }: { readonly left: number; readonly equal: number },
  rng: Rng,
): 'left' | 'equal' | 'right' {
  const u = rng.uniform()
  if (u < left) return 'left'
  return u < left + equal ? 'equal' : 'right'
}

function rateClip(teacher: TeacherDescription, clip: Clip, world: World, rng: Rng, given: number): Rating {
  const { kind, amount, rater } = teacher
  const { usual, deviation, largest } = scaleOf(world)
  const anything = () => rounded(rng.integer(7) - 3)
  if (kind === 'drift' && rng.uniform() < drifted(amount, given)) return anything()
  const gamma = kind === 'myopic' ? amount : 1
  let above = clipJudgement(world, clip, gamma, usual)
  const length = stepsOf(world, clip)
  const perDeviation =
    world.form === 'control' ? POINTS_PER_MEAN_DEVIATION / Math.max(1, length) : POINTS_PER_DEVIATION
  const toPoints = (sum: number) => (perDeviation * sum) / deviation
  if (kind === 'equal' && Math.abs(above) < amount * largest) return 0
  if (kind === 'noisy') {
    if (amount === 0) return anything()
    return rounded(toPoints(above + (rng.normal() * ONE_CLIP_NOISE) / amount))
  }
  if (rater) {
    if (rng.uniform() < rater.lapse || rater.slope === 0) return anything()
    const u = Math.max(rng.uniform(), 2 ** -33)
    return rounded(toPoints(above + ln(u / (1 - u)) / (Math.SQRT2 * rater.slope)) + rater.offset)
  }
  if (kind === 'severe') return rounded(toPoints(above) - amount)
  if (kind === 'lenient') return rounded(toPoints(above) + amount)
  if (kind === 'inconsistent') above += passingFancy(world, amount * deviation, rng)(clip)
  const flipped =
    (kind === 'mistake' && rng.uniform() < amount) ||
    (kind === 'adversarial' &&
      matters(Math.abs(above), amount, share => randomDistanceQuantile(world, length, share)))
  return rounded(toPoints(flipped ? -above : above))
}

function rounded(points: number): Rating {
  const size = Math.min(3, Math.floor(Math.abs(points) + 0.5))
  return (points < 0 && size > 0 ? -size : size) as Rating
}
