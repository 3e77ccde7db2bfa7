/** What the audit of the raters, the over-optimisation view and the influence of one answer report. Plain data. */

/** With its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Finding {
  /** Null where too little is known to say anything. */
  readonly estimate: Estimate | null
  readonly verdict: 'too-early' | 'fine' | 'found'
  /** In plain and kind words. */
  readonly sentence: string
}

/** Answers still needed, by simulated raters with this one's habits. */
export interface AnswerForecast {
  /** Until four in five simulated robots are right, and stay so; null where that takes longer than was looked at, or is too early to say. */
  readonly moreAnswers: number | null
  /** Until the first and until all but the last tenth of them are; null as above. */
  readonly low: number | null
  readonly high: number | null
  /** Share of simulated robots that are right after `moreAnswers`, or after the most that was looked at. */
  readonly confidence: number
  /** In plain and kind words. */
  readonly sentence: string
}

/** One rater, as far as the answers tell. */
export interface RaterAudit {
  readonly rater: string
  readonly labels: number
  readonly comparisons: number
  /** Points of 100 by which the left side is pressed too often between equal clips; below 0 the right side. */
  readonly sideBias: Finding
  /** Share of answers pressed without looking. */
  readonly lapse: Finding
  /** Has it changed between the first and the last answers? */
  readonly drift: Finding
  /** Rating points by which this rater is below (severe) or above (lenient) neutral. */
  readonly severity: Finding
  /** Difference of returns below which the rater says equal; null without such answers. */
  readonly tieBand: Estimate | null
  /** Logits per unit of return. */
  readonly slope: Estimate | null
  /** Questions asked again with sides swapped, and how many were answered the same. */
  readonly repeats: { readonly asked: number; readonly same: number }
  /** Three clips compared with each other, and how often the answers go round in a circle (1 in 4 by chance). */
  readonly cycles: { readonly triples: number; readonly circular: number }
  /** Median seconds from question to answer, and answers faster than a person can look. */
  readonly seconds: { readonly median: number | null; readonly tooFast: number }
  /** Seconds below which an answer counts as too fast. */
  readonly answerFloor: number
  /** Null unless it was asked for. */
  readonly forecast: AnswerForecast | null
}

export interface AuditReport {
  readonly epoch: number
  readonly raters: readonly RaterAudit[]
  /** Krippendorff's alpha over raters who answered the same questions; null without any. */
  readonly alpha: (Estimate & { readonly items: number }) | null
}

/** R(d) = d (a - b log d) and R(d) = d (a - b d): Gao, Schulman & Hilton, "Scaling laws for reward model overoptimization", 2022. */
export interface OveroptimisationFit {
  readonly a: number
  readonly b: number
  /** Coefficient of determination. */
  readonly r2: number
}

/** True and learned return as a policy is optimised ever harder for the learned reward. */
export interface OveroptimisationCurve {
  readonly repair: 'none' | 'labels' | 'pessimism' | 'kl'
  /** sqrt(KL(policy || reference)). [n] */
  readonly distance: Float64Array
  /** 0 is the reference policy's, 1 the best possible. [n] each */
  readonly learnedReturn: Float64Array
  readonly trueReturn: Float64Array
  readonly logFit: OveroptimisationFit
  readonly linearFit: OveroptimisationFit
  /** Largest and last of `trueReturn`. */
  readonly peak: number
  readonly end: number
}

export interface OveroptimisationReport {
  readonly epoch: number
  readonly labels: number
  /** The unrepaired one first; none where states cannot be counted, or while no label says anything. */
  readonly curves: readonly OveroptimisationCurve[]
  readonly milliseconds: number
}

/** What the reward model would be without one answer, by actual refit. */
export interface InfluenceReport {
  readonly epoch: number
  /** Id of the label. */
  readonly label: string
  /** Root mean square change of the learned reward over cells or steps. */
  readonly rewardChange: number
  /** Learned reward by cell without it; null in a control world. [cells] */
  readonly meanWithout: Float64Array | null
  /** States whose best action changes; null in a control world. */
  readonly changedStates: readonly number[] | null
  readonly milliseconds: number
}
