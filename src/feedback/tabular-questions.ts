/**
 * The next pairs to ask about in a grid world: candidates of which the query rule picks one; now and then a check instead, a
 * question that says something about the rater: one asked before with its sides changed over, or one whose answer is plain
 * to see. Which of the two goes left is drawn; the person is not told which is which.
 */
import type { Check, Clip, Label, LabelOf, Query } from '../core/label.ts'
import { Rng } from '../core/rng.ts'
import { CANDIDATES, type CandidatePair, choosePair, featureDifference, type QueryRule } from './query.ts'
import type { ComparisonExample, Likelihood, RewardModel } from './reward-model.ts'

/** Before so many comparisons there is nothing to check, and no model knows what is plain. */
const CHECKS_FROM = 12
const PLAIN_FROM = 24
const PLAIN_CANDIDATES = 30

const REASONS: Readonly<Record<QueryRule, string>> = {
  uniform: 'Two ways to go on from here, drawn at random.',
  disagreement: 'What you said so far can be read in ways that disagree about these two.',
  entropy: 'Pip is least sure what you would say to these two.',
  information: 'Your answer to these two would teach Pip most.',
  coverage: 'Nothing like these two was asked before.',
  mixed: 'These two would teach Pip much and are unlike what was asked before.',
}
const FIRST_REASON = 'Chosen when nothing was known of what you want, so any two would do.'

export type TabularQuestion = Pick<Query, 'left' | 'right' | 'swapped' | 'check' | 'reason'>

export interface TabularQuestionParts {
  readonly rule: QueryRule
  readonly checkShare: number
  readonly seed: number
  readonly model: RewardModel
  readonly likelihood: Likelihood
  /** Pairs that a person can tell apart. */
  candidates(count: number, rng: Rng): CandidatePair[]
  /** P(left) that the model states. */
  predict(left: Clip, right: Clip): number
}

export class TabularQuestions {
  private readonly parts: TabularQuestionParts
  private readonly rng: Rng
  private readonly checkRng: Rng
  private readonly sideRng: Rng
  private readonly repeated = new Set<string>()

  constructor(parts: TabularQuestionParts) {
    this.parts = parts
    this.rng = Rng.fromSeed(parts.seed, 'query')
    this.checkRng = Rng.fromSeed(parts.seed, 'query-check')
    this.sideRng = Rng.fromSeed(parts.seed, 'query-side')
  }

  /** The stream that candidates come from. */
  get stream(): Rng {
    return this.rng
  }

  /** @param labels that the model was fitted to. @param comparisons what they say. */
  next(
    count: number,
    labels: readonly Label[],
    comparisons: readonly ComparisonExample[],
  ): TabularQuestion[] {
    const asked = comparisons.map(({ left, right }) => left.sums.map((sum, d) => sum - right.sums[d]!))
    const reason = labels.length > 0 ? REASONS[this.parts.rule] : FIRST_REASON
    return Array.from({ length: count }, () => ({ ...(this.check(labels) ?? this.pair(asked)), reason }))
  }

  private pair(asked: Float64Array[]): Asked {
    const { rule, model, likelihood } = this.parts
    const pairs = this.parts.candidates(rule === 'uniform' ? 1 : CANDIDATES, this.rng)
    const pair = choosePair(pairs, rule, model, likelihood, asked)
    asked.push(featureDifference(pair))
    return this.inRandomOrder(pair.left.clip, pair.right.clip, null)
  }

  /** Null where it is not a check's turn. */
  private check(labels: readonly Label[]): Asked | null {
    const { checkShare } = this.parts
    const compared = labels.filter(label => label.kind === 'compare')
    if (checkShare === 0 || compared.length < CHECKS_FROM) return null
    if (this.checkRng.uniform() >= checkShare) return null
    return compared.length >= PLAIN_FROM && this.checkRng.uniform() < 0.5
      ? this.plain()
      : this.repeat(compared)
  }

  /** The pair whose answer the model is surest of. */
  private plain(): Asked {
    const pairs = this.parts.candidates(PLAIN_CANDIDATES, this.checkRng)
    const sureness = pairs.map(({ left, right }) => Math.abs(this.parts.predict(left.clip, right.clip) - 0.5))
    const { left, right } = pairs[sureness.indexOf(Math.max(...sureness))]!
    return this.inRandomOrder(left.clip, right.clip, { kind: 'control' })
  }

  /** A question of before with its sides changed over, each at most once. */
  private repeat(compared: readonly LabelOf<'compare'>[]): Asked | null {
    const open = compared.filter(
      ({ id, check, answer }) => check === null && answer !== 'cant-tell' && !this.repeated.has(id),
    )
    if (open.length === 0) return null
    const first = open[this.checkRng.integer(open.length)]!
    this.repeated.add(first.id)
    const check: Check = { kind: 'repeat', of: first.id }
    return { left: first.right, right: first.left, swapped: !first.swapped, check }
  }

  private inRandomOrder(one: Clip, other: Clip, check: Check | null): Asked {
    const swapped = this.sideRng.uniform() < 0.5
    return swapped ? { left: other, right: one, swapped, check } : { left: one, right: other, swapped, check }
  }
}

type Asked = Omit<TabularQuestion, 'reason'>
