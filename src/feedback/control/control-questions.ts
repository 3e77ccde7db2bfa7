/**
 * The next pairs to ask about: candidates drawn evenly over where the robots have been, one of them by the query rule; now and
 * then a check instead, a question that says something about the rater: one asked before with its sides changed over, or
 * one whose answer is plain to see. The person is not told which is which.
 */
import type { Check, Clip, Label } from '../../core/label.ts'
import type { Rng } from '../../core/rng.ts'
import type { QueryRule } from '../query.ts'
import { choiceChances } from './answer-likelihood.ts'
import type { ClipSource } from './clip-source.ts'
import type { ClipRows, ControlAnswers } from './control-answers.ts'
import { type Candidate, chooseQuery } from './control-query.ts'
import type { RewardEnsemble } from './reward-ensemble.ts'

const CANDIDATES = 10
/** Pairs looked through for one that is plain to see. */
const PLAIN_CANDIDATES = 30
/** Before so many comparisons there is nothing to check, and no model knows what is plain. */
const CHECKS_FROM = 12
const PLAIN_FROM = 24

const REASONS: Readonly<Record<QueryRule, string>> = {
  uniform: 'Two things the robot did, drawn evenly from everywhere it has been.',
  disagreement: 'The networks disagree most about which of these is better.',
  entropy: 'The model is least sure of your answer to this pair.',
  information: 'Your answer to this pair would teach the model most.',
  coverage: 'Nothing like this pair was asked before.',
  mixed: 'This pair would teach the model much and is unlike what was asked before.',
}
const FIRST_REASON = 'Chosen when nothing was known of what you want, so any two clips would do.'

export interface Question {
  readonly left: Clip
  readonly right: Clip
  readonly swapped: boolean
  readonly reason: string
  readonly check: Check | null
}

export interface QuestionSettings {
  readonly rule: QueryRule
  readonly checkShare: number
  readonly slope: number
  readonly lapse: number
}

export class ControlQuestions {
  private readonly source: ClipSource
  private readonly clips: ControlAnswers
  private readonly ensemble: RewardEnsemble
  private readonly settings: QuestionSettings
  private readonly rng: Rng
  private readonly askedDifferences: Float64Array[] = []
  private readonly repeated = new Set<string>()

  constructor(
    source: ClipSource,
    clips: ControlAnswers,
    ensemble: RewardEnsemble,
    settings: QuestionSettings,
    rng: Rng,
  ) {
    this.source = source
    this.clips = clips
    this.ensemble = ensemble
    this.settings = settings
    this.rng = rng
  }

  /** Null while the robots have not done enough. @param labels those the ensemble was fitted to. */
  next(labels: readonly Label[]): Question | null {
    const { rule, checkShare } = this.settings
    const compared = labels.filter(label => label.kind === 'compare')
    const reason = labels.length === 0 ? FIRST_REASON : REASONS[rule]
    if (checkShare > 0 && compared.length >= CHECKS_FROM && this.rng.uniform() < checkShare) {
      const plain = compared.length >= PLAIN_FROM && this.rng.uniform() < 0.5
      const check = plain ? this.plain(reason) : this.repeat(compared, reason)
      if (check) return check
    }
    const pair = this.choose(labels.length > 0)
    return pair && this.inRandomOrder(pair, reason, null)
  }

  private choose(knowing: boolean): readonly [Clip, Clip] | null {
    const { rule } = this.settings
    const pairs = this.draw(rule === 'uniform' || !knowing ? 1 : CANDIDATES)
    if (pairs.length === 0) return null
    const candidates = pairs.map(pair => this.candidate(pair))
    const place = pairs.length === 1 ? 0 : chooseQuery(candidates, rule, this.askedDifferences)
    this.askedDifferences.push(candidates[place]!.difference)
    return pairs[place]!
  }

  /** The pair that even the most doubtful member is surest of. */
  private plain(reason: string): Question | null {
    let best: readonly [Clip, Clip] | null = null
    let most = 0
    for (const pair of this.draw(PLAIN_CANDIDATES)) {
      const logits = this.logits(pair)
      const sure = logits.reduce(
        (least, z) => (z * logits[0]! > 0 ? Math.min(least, Math.abs(z)) : 0),
        Infinity,
      )
      if (sure > most) [best, most] = [pair, sure]
    }
    return best && this.inRandomOrder(best, reason, { kind: 'control' })
  }

  /** A question of before with its sides changed over, each at most once. */
  private repeat(compared: readonly Extract<Label, { kind: 'compare' }>[], reason: string): Question | null {
    const open = compared.filter(
      ({ id, check, answer }) => check === null && answer !== 'cant-tell' && !this.repeated.has(id),
    )
    if (open.length === 0) return null
    const first = open[this.rng.integer(open.length)]!
    this.repeated.add(first.id)
    const check = { kind: 'repeat', of: first.id } as const
    return { left: first.right, right: first.left, swapped: !first.swapped, reason, check }
  }

  private inRandomOrder([one, other]: readonly [Clip, Clip], reason: string, check: Check | null): Question {
    const swapped = this.rng.uniform() < 0.5
    return swapped
      ? { left: other, right: one, swapped, reason, check }
      : { left: one, right: other, swapped, reason, check }
  }

  private draw(count: number): (readonly [Clip, Clip])[] {
    const pairs: (readonly [Clip, Clip])[] = []
    for (let i = 0; i < count; i++) {
      const [one, other] = [this.source.draw(this.rng), this.source.draw(this.rng)]
      if (one && other) pairs.push([one, other])
    }
    return pairs
  }

  private candidate(pair: readonly [Clip, Clip]): Candidate {
    const { lapse } = this.settings
    const difference = meanFeatures(this.clips.rows(pair[0]))
    meanFeatures(this.clips.rows(pair[1])).forEach((mean, d) => {
      difference[d] = difference[d]! - mean
    })
    return { chances: Array.from(this.logits(pair), z => choiceChances(z, lapse)), difference }
  }

  private logits([one, other]: readonly [Clip, Clip]): Float64Array {
    const pair = { left: this.clips.rows(one), right: this.clips.rows(other) }
    return this.ensemble.logits(pair, this.settings.slope)
  }
}

function meanFeatures({ steps, rows }: ClipRows): Float64Array {
  const means = new Float64Array(steps === 0 ? 0 : rows.length / steps)
  for (let i = 0; i < rows.length; i++) means[i % means.length] = means[i % means.length]! + rows[i]! / steps
  return means
}
