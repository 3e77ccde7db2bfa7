/** The over-optimisation view in figures and words. */
import type { OveroptimisationCurve, OveroptimisationReport } from '../../core/teaching-reports.ts'

export type Repair = Exclude<OveroptimisationCurve['repair'], 'none'>

export const REPAIRS: readonly { readonly repair: Repair; readonly name: string; readonly help: string }[] = [
  {
    repair: 'labels',
    name: 'More answers',
    help: 'What 200 further answers that are right would do.',
  },
  {
    repair: 'pessimism',
    name: 'Caution where unsure (pessimism)',
    help: 'Where the answers leave doubt, the worse guess counts.',
  },
  {
    repair: 'kl',
    name: 'Stay close (KL limit)',
    help: 'Stops optimising where the gain is surest; the true reward is not looked at.',
  },
]

/** Smaller losses are not worth a repair. */
const LOSS_WORTH_NAMING = 0.02

/** What the harder optimising cost: peak less end of the true return. */
export const lossOf = ({ peak, end }: OveroptimisationCurve): number => peak - end

/** Share of that loss won back by a repair; null where there was none worth naming. */
export function recovered(plain: OveroptimisationCurve, repaired: OveroptimisationCurve): number | null {
  const loss = lossOf(plain)
  return loss < LOSS_WORTH_NAMING ? null : (repaired.end - plain.end) / loss
}

export function overoptimisationSentence({ curves }: OveroptimisationReport): string {
  const plain = curves[0]
  if (!plain) return ''
  const [peak, end] = [plain.peak, plain.end].map(share => share.toFixed(2))
  if (lossOf(plain) < LOSS_WORTH_NAMING)
    return `The harder Pip optimises for its guess, the better it truly gets: ${end} of what can be won at the end. Nothing is lost on the way.`
  return `At first both rise. Beyond the peak (${peak} of what can be won) Pip goes on pleasing its guess and truly gets worse: ${end} at the end.`
}

export function repairSentence(plain: OveroptimisationCurve, repaired: OveroptimisationCurve): string {
  const share = recovered(plain, repaired)
  const end = `ends at ${repaired.end.toFixed(2)} instead of ${plain.end.toFixed(2)}`
  if (share === null) return `${end}; there was nothing to win back`
  if (share <= 0) return `${end}: wins nothing back here`
  return `${end}: wins back ${Math.round(100 * share)}% of the loss`
}
