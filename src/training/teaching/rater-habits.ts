/** Habits of the raters of a run, from the audit of their answers: handed to the reward model, and taken into the future. */
import type { World } from '../../core/environment.ts'
import type { Label } from '../../core/label.ts'
import { uniformPolicy } from '../../core/planning.ts'
import type { SettingValues } from '../../core/settings.ts'
import type { AnswerForecast, AuditReport } from '../../core/teaching-reports.ts'
import { auditRaters, FEWEST_FITTED } from '../../feedback/audit/audit.ts'
import {
  FORECAST_TAKES_TOO_LONG,
  forecastAnswers,
  tooEarlyToForecast,
} from '../../feedback/audit/forecast.ts'
import { type AuditedRater, fittedRater, raterModels } from '../../feedback/audit/rater-models.ts'
import type { Feedback } from '../../feedback/feedback.ts'
import { DEFAULT_FEEDBACK_SETTINGS } from '../../feedback/settings.ts'
import { TabularFeedback } from '../../feedback/tabular-feedback.ts'
import { habitsDue } from './habits-due.ts'

/** Simulated futures of one forecast: together well below a second. */
const FUTURES = 8

/** What the labels tell of those who gave them, by the reward model as it is. */
export const habitsOf = (
  labels: readonly Label[],
  feedback: Pick<Feedback, 'predictedReturns'>,
): Map<string, AuditedRater> => raterModels(auditRaters(labels, feedback.predictedReturns()))

/**
 * For simulated teachers, who are believed as they are unless `correctBiases` is asked for.
 * @param lookedAt as `habitsDue` said last. @returns what it says now.
 */
export function allowForHabits(
  labels: readonly Label[],
  feedback: Pick<Feedback, 'predictedReturns' | 'setRaterModels'>,
  { correctBiases }: SettingValues,
  lookedAt: number,
): number {
  const due = correctBiases === true ? habitsDue(labels, lookedAt) : null
  if (due !== null) feedback.setRaterModels(habitsOf(labels, feedback))
  return due ?? lookedAt
}

export interface ForecastRun {
  readonly world: World
  readonly labels: readonly Label[]
  readonly settings: SettingValues
  readonly seed: number
  readonly learnedOnly: boolean
  /** What the reward model allows for. */
  readonly habits: ReadonlyMap<string, AuditedRater>
}

/** The report with a forecast for one rater; as it is where that one said nothing. */
export async function withForecast(
  report: AuditReport,
  rater: string,
  run: ForecastRun,
): Promise<AuditReport> {
  if (!report.raters.some(audit => audit.rater === rater)) return report
  const forecast = await forecastFor(report, rater, run)
  return {
    ...report,
    raters: report.raters.map(audit => (audit.rater === rater ? { ...audit, forecast } : audit)),
  }
}

async function forecastFor(
  report: AuditReport,
  rater: string,
  { world, labels, settings, seed, learnedOnly, habits }: ForecastRun,
): Promise<AnswerForecast> {
  if (world.form === 'control') return FORECAST_TAKES_TOO_LONG
  const { comparisons, slope } = report.raters.find(audit => audit.rater === rater)!
  const uniform = uniformPolicy(world.model)
  const opened = (own: number) => {
    const feedback = new TabularFeedback(world, settings, own, { learnedOnly, policy: () => uniform })
    feedback.setRaterModels(habits)
    return feedback
  }
  const feedback = opened(seed)
  try {
    await feedback.setLabels(labels)
    const learned = feedback.learnedDraws()
    if (!learned || slope === null) return tooEarlyToForecast(comparisons, FEWEST_FITTED)
    const usualSlope = Number(settings.preferenceSlope ?? DEFAULT_FEEDBACK_SETTINGS.preferenceSlope)
    return await forecastAnswers({
      world,
      labels,
      rater: fittedRater(raterModels(report).get(rater)!, usualSlope),
      raterId: rater,
      wishes: learned.draws.slice(0, FUTURES),
      alone: learnedOnly,
      open: opened,
      seed,
    })
  } finally {
    feedback.dispose()
  }
}
