/**
 * Teaching by a simulated teacher, from the first question to the exam: ask for one label, refit the reward model, let
 * the learner go on with task reward plus learned reward, and so on; then see what the greedy policy is worth to the
 * teacher. Lee et al., "B-Pref: Benchmarking preference-based reinforcement learning", NeurIPS Datasets and Benchmarks
 * 2021 (https://arxiv.org/abs/2111.03026).
 *
 *   normalised return = (true return - that of random actions) / (that of the same learner on the true reward - random)
 */
import type { TabularWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { type Comparison, LABEL_SCHEMA, type Label, type Query } from '../core/label.ts'
import { uniformPolicy } from '../core/planning.ts'
import { Rng } from '../core/rng.ts'
import { NO_SHAPING, type RewardSettings, type RunConfig } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import { expectedCalibrationError } from '../feedback/calibration.ts'
import { QUERY_RULES, type QueryRule } from '../feedback/query.ts'
import { FeedbackSession } from '../feedback/session.ts'
import { parseTeacher, type Teacher } from '../feedback/teachers.ts'
import { evaluateGreedy, exactReturn } from './evaluation.ts'
import { createTabularRun } from './run.ts'
import type { TabularRun } from './tabular-run.ts'

/** Environment steps after each label that tabular learners have been measured to need on own grid worlds. */
export const STEPS_PER_LABEL = 5000

export const EXAM_EPISODES = 100
const HELD_OUT_PAIRS = 200

export interface TeachOptions {
  readonly env: string
  readonly envSettings: SettingValues
  readonly agent: string
  readonly agentSettings: SettingValues
  /** Such as `mistake:0.1`. */
  readonly teacher: string
  readonly labels: number
  /** Environment steps over the whole run, spread evenly behind the labels. Default 5,000 a label. */
  readonly steps?: number | undefined
  readonly seed: number
  /** `compare`, `rate` or `compare+rate`. */
  readonly kind: string
  /** Query rule; that of the feedback settings when left out. */
  readonly query?: string | undefined
  readonly feedbackSettings: SettingValues
  /** Shaping terms and the weight of the learned reward. */
  readonly reward?: RewardSettings | undefined
  readonly onProgress?: ((progress: TeachProgress) => void) | undefined
}

export interface TeachProgress {
  readonly labels: number
  readonly steps: number
  /** Mean true return of the greedy policy within the time limit, exact. */
  readonly trueReturn: number
}

export interface TaughtResult {
  readonly env: string
  readonly agent: string
  readonly teacher: string
  readonly kind: string
  readonly query: string
  readonly labels: number
  /** Share of 200 fresh pairs predicted as the teacher answers them, ties and skips left out; null when all were. */
  readonly heldOutAgreement: number | null
  /** Of the same predictions. */
  readonly expectedCalibrationError: number | null
  /** Mean undiscounted return of the greedy policy, task plus hidden reward. */
  readonly trueReturn: number
  /** The same episodes, task reward alone. */
  readonly taskReturn: number
  /** Null where the reference does no better than random actions. */
  readonly normalisedReturn: number | null
  readonly referenceReturn: number
  readonly randomReturn: number
  /** Null where the world has no flowers. */
  readonly flowerStepsPerEpisode: number | null
  /** SHA-256 of the learner's whole state. */
  readonly hash: string
}

/** @throws PlaygroundError `not-tabular` for a world of real-valued states; for unknown worlds, learners, teachers, kinds, rules and settings, naming the flag. */
export async function teach(options: TeachOptions): Promise<TaughtResult> {
  const teacher = parseTeacher(options.teacher)
  const kinds = parseKinds(options.kind)
  const settings = { ...options.feedbackSettings, ...querySetting(options.query) }
  const config: RunConfig = {
    env: options.env,
    envSettings: options.envSettings,
    agent: options.agent,
    agentSettings: options.agentSettings,
    reward: options.reward ?? NO_SHAPING,
    seed: options.seed,
  }
  const steps = options.steps ?? STEPS_PER_LABEL * Math.max(1, options.labels)
  const run = await createTabularRun(config)
  const session = new FeedbackSession(run.world, settings, options.seed, {
    learnedOnly: run.config.reward.learnedOnly,
  })
  try {
    await giveLabels(run, session, teacher, kinds, steps, options)
    const exam = examine(run)
    const randomReturn = exactReturn(run.world, uniformPolicy(run.world.model), trueReward(run.world))
    const referenceReturn = await referenceFor(config, run.world, steps)
    const gap = referenceReturn - randomReturn
    return {
      env: options.env,
      agent: options.agent,
      teacher: teacher.name,
      kind: kinds.join('+'),
      query: session.queryRule,
      labels: options.labels,
      ...heldOut(run, session, teacher, options),
      ...exam,
      normalisedReturn: gap > 1e-9 ? (exam.trueReturn - randomReturn) / gap : null,
      referenceReturn,
      randomReturn,
      hash: run.hash(),
    }
  } finally {
    session.dispose()
    run.dispose()
  }
}

const KINDS = ['compare', 'rate'] as const
type Kind = (typeof KINDS)[number]

function parseKinds(text: string): readonly Kind[] {
  const parts = text.split('+').map(part => part.trim())
  const unknown = parts.find(part => !KINDS.includes(part as Kind))
  if (unknown !== undefined || new Set(parts).size < parts.length) {
    const message = `--kind is '${text.slice(0, 60)}'; available are ${KINDS.join(', ')} and ${KINDS.join('+')}.`
    throw new PlaygroundError('bad-flag', message, { path: '--kind' })
  }
  return KINDS.filter(kind => parts.includes(kind))
}

function querySetting(rule: string | undefined): SettingValues {
  if (rule === undefined) return {}
  if (QUERY_RULES.includes(rule as QueryRule)) return { queryRule: rule }
  const message = `--query is '${rule.slice(0, 60)}'; expected one of ${QUERY_RULES.join(', ')}.`
  throw new PlaygroundError('bad-flag', message, { path: '--query' })
}

/** One label at a time, by turns where both kinds are wanted; the learner goes on after each. */
async function giveLabels(
  run: TabularRun,
  session: FeedbackSession,
  teacher: Teacher,
  kinds: readonly Kind[],
  steps: number,
  options: TeachOptions,
): Promise<void> {
  const rng = Rng.fromSeed(options.seed, 'rater')
  const labels: Label[] = []
  for (let given = 0; given < options.labels; given++) {
    const policy = run.behaviourPolicy()
    const about = { ...labelOf(options, given), queryRule: session.queryRule }
    if (kinds[given % kinds.length] === 'rate') {
      const clip = session.nextClip(policy)
      labels.push({ ...about, kind: 'rate', clip, rating: teacher.rate(clip, run.world, rng, given) })
    } else {
      const query = session.nextQueries(1, policy)[0]!
      const answer = teacher.answer(query, run.world, rng)
      labels.push({ ...about, kind: 'compare', left: query.left, right: query.right, answer })
    }
    await session.setLabels(labels)
    run.setLearnedReward(session.learnedReward())
    advanceTo(run, Math.round((steps * (given + 1)) / options.labels))
    options.onProgress?.({
      labels: given + 1,
      steps: run.step,
      trueReturn: exactReturn(run.world, run.greedyActions(), trueReward(run.world)),
    })
  }
  advanceTo(run, steps)
}

/** Simulated answers have no clock. */
const NO_TIME = '1970-01-01T00:00:00.000Z'

const labelOf = ({ env, envSettings, teacher, seed }: TeachOptions, given: number) => ({
  schema: LABEL_SCHEMA as typeof LABEL_SCHEMA,
  id: `${seed}-${given}`,
  env,
  envSettings,
  rater: `simulated:${teacher}`,
  shownAt: NO_TIME,
  answeredAt: NO_TIME,
  modelVersion: given,
  inputDevice: 'simulated' as const,
})

/** The greedy policy on episodes of a stream of its own: the same luck for each count, since no reward moves it. */
function examine(run: TabularRun): Pick<TaughtResult, 'trueReturn' | 'taskReturn' | 'flowerStepsPerEpisode'> {
  const { model } = run.world
  const actions = run.greedyActions()
  const meanSum = (reward: Float64Array) => {
    const rng = Rng.fromSeed(run.config.seed, 'exam')
    const world = { ...run.world, model: { ...model, reward } }
    return evaluateGreedy(world, actions, EXAM_EPISODES, rng).meanReturn
  }
  const flower = model.kinds.indexOf('flower')
  return {
    trueReturn: meanSum(trueReward(run.world)),
    taskReturn: meanSum(model.reward),
    flowerStepsPerEpisode:
      flower < 0 ? null : meanSum(Float64Array.from(model.kind, kind => (kind === flower ? 1 : 0))),
  }
}

/** The same learner, steps and seed on the true reward, through the same exam. */
async function referenceFor(config: RunConfig, world: TabularWorld, steps: number): Promise<number> {
  const run = await createTabularRun({ ...config, reward: { ...NO_SHAPING, weights: config.reward.weights } })
  try {
    run.setLearnedReward(world.hiddenReward)
    advanceTo(run, steps)
    return examine(run).trueReturn
  } finally {
    run.dispose()
  }
}

function heldOut(
  run: TabularRun,
  session: FeedbackSession,
  teacher: Teacher,
  { seed, labels }: TeachOptions,
): Pick<TaughtResult, 'heldOutAgreement' | 'expectedCalibrationError'> {
  const rng = Rng.fromSeed(seed, 'held-out')
  const pairs = session.candidatePairs(HELD_OUT_PAIRS, run.behaviourPolicy(), rng)
  const stated: number[] = []
  const preferredLeft: boolean[] = []
  pairs.forEach((pair, i) => {
    const query: Query = {
      id: `held-out-${i}`,
      left: pair.left.clip,
      right: pair.right.clip,
      queryRule: 'uniform',
      modelVersion: labels,
    }
    const answer: Comparison = teacher.answer(query, run.world, rng)
    if (answer !== 'left' && answer !== 'right') return
    stated.push(session.predict(pair))
    preferredLeft.push(answer === 'left')
  })
  const right = stated.filter((p, i) => p >= 0.5 === preferredLeft[i]).length
  return {
    heldOutAgreement: stated.length > 0 ? right / stated.length : null,
    expectedCalibrationError: expectedCalibrationError(stated, preferredLeft),
  }
}

const trueReward = ({ model, hiddenReward }: TabularWorld): Float64Array =>
  model.reward.map((reward, k) => reward + (hiddenReward?.[k] ?? 0))

function advanceTo(run: TabularRun, step: number): void {
  if (step > run.step) run.advance(step - run.step)
}
