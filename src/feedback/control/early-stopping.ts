/**
 * When to stop fitting: each answer is held out from the members that never counted it, and once their loss on it has not
 * fallen for a while the weights of its lowest are taken back. Lutz Prechelt, "Early stopping - but when?", in "Neural
 * networks: tricks of the trade", 1998 (https://doi.org/10.1007/3-540-49430-8_3); held out by the bootstrap as in
 * `out-of-bag.ts`.
 */
import { ratingLoss } from '../preference.ts'
import { choiceTerm } from './answer-likelihood.ts'
import type { Answer } from './control-answers.ts'
import type { FitSettings, RewardEnsemble } from './reward-ensemble.ts'

/** Epochs between two looks, and without a better one before it stops. */
const LOOK_EPOCHS = 5
const PATIENCE_EPOCHS = 15

export class EarlyStopping {
  private readonly ensemble: RewardEnsemble
  private readonly answers: readonly Answer[]
  private readonly settings: FitSettings
  private least = Number.POSITIVE_INFINITY
  private at = 0
  private best: ReturnType<RewardEnsemble['save']> | null = null

  constructor(ensemble: RewardEnsemble, answers: readonly Answer[], settings: FitSettings) {
    this.ensemble = ensemble
    this.answers = answers
    this.settings = settings
  }

  /** @param epochs that were fitted. @returns whether it is time to stop. */
  stopsAfter(epochs: number): boolean {
    if (epochs % LOOK_EPOCHS !== 0) return false
    const loss = heldOutLoss(this.ensemble, this.answers, this.settings)
    // Everyone counted everything: nothing is held out.
    if (loss === null) return false
    if (loss < this.least) {
      this.least = loss
      this.at = epochs
      this.best = this.ensemble.save()
    }
    return epochs - this.at >= PATIENCE_EPOCHS
  }

  /** Takes the best weights back, if any were looked at. Random streams go on. */
  settle(): void {
    if (this.best) this.ensemble.takeBack(this.best)
  }
}

/** Mean negative log likelihood (nats) of answers under the members that never counted them; null without any. */
export function heldOutLoss(
  ensemble: RewardEnsemble,
  answers: readonly Answer[],
  { slope, lapse }: FitSettings,
): number | null {
  let sum = 0
  let count = 0
  for (const answer of answers) {
    const counted = ensemble.counted(answer.id)
    if (counted.every(times => times > 0)) continue
    const { leaning, neutral } = ensemble.rater(answer.rater)
    const heard =
      answer.kind === 'rate'
        ? ensemble.points(answer.clip)
        : answer.kind === 'praise'
          ? ensemble.praiseLogits(answer, slope)
          : ensemble.logits(answer, slope)
    counted.forEach((times, m) => {
      if (times > 0) return
      const z = heard[m]!
      sum +=
        answer.kind === 'rate'
          ? ratingLoss(z + neutral, answer.rating, lapse).loss
          : choiceTerm(z + (answer.kind === 'compare' ? leaning : 0), answer.choice, lapse).loss
      count++
    })
  }
  return count === 0 ? null : sum / count
}
