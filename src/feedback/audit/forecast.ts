/**
 * How many more answers until the robot has it right? What the person wants is drawn from what the labels leave open; a teacher
 * fitted to the person's audit then goes on answering in simulation, and the policy that is best for the reward learned from the
 * old and new answers is worth what it is worth under the wish that was drawn. The share of runs that are right after so many
 * more answers, and stay so, is the forecast.
 */
import type { TabularWorld } from '../../core/environment.ts'
import { type Comparison, type Given, LABEL_SCHEMA, type Label, type Query } from '../../core/label.ts'
import { evaluatePolicy, startValue, uniformPolicy, valueIteration } from '../../core/planning.ts'
import { Rng } from '../../core/rng.ts'
import type { AnswerForecast } from '../../core/teaching-reports.ts'
import { fittedTeacher } from '../teachers/simulated-teacher.ts'
import type { FittedRater } from '../teachers/teacher-forms.ts'

/** What the forecast needs of a grid's feedback. */
export interface ForecastFeedback {
  setLabels(labels: readonly Label[]): Promise<void>
  nextQueries(count: number, policyStep: number): readonly Query[]
  /** By outcome, its constant settled; null while no label says anything. [K] */
  learnedReward(): Float64Array | null
  dispose(): void
}

export interface ForecastOptions {
  readonly world: TabularWorld
  /** That stand. */
  readonly labels: readonly Label[]
  readonly rater: FittedRater
  /** Who gives the simulated answers: what is known of this rater holds for them. */
  readonly raterId: string
  /** Learned rewards that the labels leave open, one run each. [K] each */
  readonly wishes: readonly Float64Array[]
  /** The robot is taught by the learned reward alone, not beside the task's. */
  readonly alone: boolean
  /** A feedback of its own for each run. */
  open(seed: number): ForecastFeedback
  readonly seed: number
  /** How many more answers to look at, rising. */
  readonly checks?: readonly number[]
}

const NO_TIME = '1970-01-01T00:00:00.000Z'
const CHECKS = [0, 5, 10, 20, 40, 80] as const
const DISCOUNT = 0.97
/** Of the way from random actions to the best policy. */
const RIGHT = 0.98
/** Share of runs that must be right. */
const CONFIDENT = 0.8
const FIRST_SHARE = 0.1
const LAST_SHARE = 0.9

/** @param answers that the audit of slopes and lapses could use. @param needed of them. */
export const tooEarlyToForecast = (answers: number, needed: number): AnswerForecast =>
  unknown(`Too early to say: ${answers} of the ${needed} comparisons that a forecast takes.`)

/** Where behaviour that is best for a reward takes long to find. */
export const FORECAST_TAKES_TOO_LONG: AnswerForecast = unknown(
  'In a world like this one it cannot be said: trying it out in simulation would take hours.',
)

function unknown(sentence: string): AnswerForecast {
  return { moreAnswers: null, low: null, high: null, confidence: 0, sentence }
}

export async function forecastAnswers(options: ForecastOptions): Promise<AnswerForecast> {
  const checks = options.checks ?? CHECKS
  const stayedRight = new Float64Array(checks.length)
  for (let run = 0; run < options.wishes.length; run++) {
    const right = await rightAtChecks(options, run, checks)
    // Right now and at every later check.
    for (let i = checks.length - 1; i >= 0 && right[i]; i--) stayedRight[i] = stayedRight[i]! + 1
  }
  const shares = stayedRight.map(count => count / Math.max(1, options.wishes.length))
  const after = (wanted: number) => checks[shares.findIndex(share => share >= wanted)] ?? null
  const [low, high] = [after(FIRST_SHARE), after(LAST_SHARE)]
  const enough = shares.findIndex(share => share >= CONFIDENT)
  const of100 = (share: number) => Math.round(100 * share)
  if (enough < 0) {
    const last = shares.at(-1)!
    return {
      moreAnswers: null,
      low,
      high: null,
      confidence: last,
      sentence: `After ${checks.at(-1)} more answers the robot would be right in ${of100(last)} of 100 simulated cases; this may take longer, or need clips that show more.`,
    }
  }
  const confidence = shares[enough]!
  const more = checks[enough]!
  const sentence =
    more === 0
      ? `The robot has probably understood already: right in ${of100(confidence)} of 100 simulated cases.`
      : `About ${more} more answers should do (${rangeOf(low, high)}): the robot is then right in ${of100(confidence)} of 100 simulated cases.`
  return { moreAnswers: more, low, high, confidence, sentence }
}

function rangeOf(low: number | null, high: number | null): string {
  if (high === null) return `${low ?? 0} or more`
  return low === high ? 'nearly always' : `${low ?? 0} to ${high}`
}

async function rightAtChecks(
  { world, labels, rater, raterId, wishes, alone, open, seed }: ForecastOptions,
  run: number,
  checks: readonly number[],
): Promise<boolean[]> {
  const { model } = world
  const total = (learned: Float64Array) =>
    alone ? learned : learned.map((reward, k) => reward + model.reward[k]!)
  const wish = total(wishes[run]!)
  // Teachers judge by task plus hidden reward; together they are the wish.
  const pretended = { ...world, hiddenReward: wish.map((reward, k) => reward - model.reward[k]!) }
  const teacher = fittedTeacher(rater)
  const rng = Rng.fromSeed(seed, `forecast ${run}`)
  const isRight = judgeOf(world, wish)
  const feedback = open(seed + run)
  const given = [...labels]
  const right: boolean[] = []
  try {
    await feedback.setLabels(given)
    let more = 0
    for (const check of checks) {
      if (check > more) {
        for (const query of feedback.nextQueries(check - more, 0)) {
          const answer = teacher.answer(query, pretended, rng)
          given.push(simulatedLabel(query, answer, raterId, `forecast-${run}-${given.length}`))
        }
        more = check
        await feedback.setLabels(given)
      }
      const learned = feedback.learnedReward()
      right.push(learned !== null && isRight(total(learned)))
    }
  } finally {
    feedback.dispose()
  }
  return right
}

/** Is the best policy for a reward nearly the best for the wish? */
function judgeOf(world: TabularWorld, wish: Float64Array): (reward: Float64Array) => boolean {
  const { model } = world
  const worth = (policy: Float64Array | Int32Array) =>
    startValue(model, evaluatePolicy(model, policy, DISCOUNT, wish))
  const random = worth(uniformPolicy(model))
  const best = worth(valueIteration(model, { discount: DISCOUNT, reward: wish }).greedy)
  return reward => {
    const { greedy } = valueIteration(model, { discount: DISCOUNT, reward })
    return worth(greedy) - random >= RIGHT * (best - random) - 1e-9
  }
}

function simulatedLabel(query: Query, answer: Comparison, rater: string, id: string): Label {
  const about: Given = {
    schema: LABEL_SCHEMA,
    id,
    env: '',
    envSettings: {},
    worldHash: '',
    seed: 0,
    rater,
    shownAt: NO_TIME,
    answeredAt: NO_TIME,
    modelVersion: query.modelVersion,
    policyStep: query.policyStep,
    queryRule: query.queryRule,
    reason: query.reason,
    check: query.check,
    inputDevice: 'simulated',
    replaces: null,
  }
  const { left, right, swapped } = query
  return { ...about, kind: 'compare', left, right, swapped, answer, strength: null }
}
