/** The learned reward as the lens draws it: differences from its mean over squares, and where Pip is not sure. */
import type { Board } from '../../core/board.ts'
import type { PlaneAxis } from '../../core/environment.ts'
import type { LearnedReward, RewardSurface, TabularLearnedReward } from '../../core/learned-reward.ts'
import { percentText, signedText } from '../number-text.ts'

export interface LensCell {
  readonly cell: number
  /** Difference from the mean over squares, in units of reward. */
  readonly difference: number
  /** Place on the scale, -1 avoid to 1 seek. */
  readonly amount: number
  readonly unsure: boolean
}

/** A square is unsure when its deviation exceeds its difference, and a fifth of the scale. */
export function lensCells(mean: Float64Array, deviation: Float64Array | null): LensCell[] {
  let sum = 0
  let count = 0
  for (const value of mean) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  const middle = count > 0 ? sum / count : 0
  let scale = 0
  for (const value of mean) if (!Number.isNaN(value)) scale = Math.max(scale, Math.abs(value - middle))
  const cells: LensCell[] = []
  mean.forEach((value, cell) => {
    if (Number.isNaN(value)) return
    const difference = value - middle
    const doubt = deviation ? deviation[cell]! : 0
    cells.push({
      cell,
      difference,
      amount: scale > 1e-9 ? difference / scale : 0,
      unsure: doubt > Math.abs(difference) && doubt > scale * 0.2,
    })
  })
  return cells
}

/** One plain sentence: what Pip takes to be worst and best, as far as it is surer than not. */
export function lensSentence({ kinds, labels }: TabularLearnedReward, board: Board): string {
  if (labels === 0) return ''
  const sure = kinds.filter(({ mean, standardDeviation }) => Math.abs(mean) > standardDeviation)
  const worst = sure.filter(({ mean }) => mean < 0).sort((a, b) => a.mean - b.mean)[0]
  const best = sure.filter(({ mean }) => mean > 0).sort((a, b) => b.mean - a.mean)[0]
  if (!worst && !best) return 'Pip is not sure of anything yet. A few more pairs would help.'
  const parts: string[] = []
  if (worst) parts.push(`mind ${spoken(worst.kind, board)} most`)
  if (best) parts.push(`like ${spoken(best.kind, board)} best`)
  return `Pip thinks you ${parts.join(' and ')}.`
}

/** `goal` is a flag wherever one stands on the board. */
export function kindName(kind: string, board: Board): string {
  const name = board.tiles.includes('goal') ? kind.replace('goal', 'flag') : kind
  return name.replaceAll('-', ' ')
}

const MANY: Readonly<Record<string, string>> = { flower: 'flowers', hole: 'holes', lava: 'lava', ice: 'ice' }

const spoken = (kind: string, board: Board): string => MANY[kind] ?? `the ${kindName(kind, board)}`

/** Where Pip takes the best and the worst to be on the surface, unless it is not sure of anything. */
export function surfaceSentence({ x, y, columns, mean, standardDeviation }: RewardSurface): string {
  const cells = lensCells(mean, standardDeviation).filter(({ unsure }) => !unsure)
  if (cells.length === 0) return 'Pip is not sure of anything yet. A few more pairs would help.'
  const rows = mean.length / columns
  const place = (cell: number) => {
    const across = x.low + ((x.high - x.low) * ((cell % columns) + 0.5)) / columns
    const up = y.low + ((y.high - y.low) * (Math.floor(cell / columns) + 0.5)) / rows
    return `${x.label} ${measured(across, x)} and ${y.label} ${measured(up, y)}`
  }
  const best = cells.reduce((a, b) => (b.difference > a.difference ? b : a))
  const worst = cells.reduce((a, b) => (b.difference < a.difference ? b : a))
  const parts: string[] = []
  if (best.difference > 0) parts.push(`best near ${place(best.cell)}`)
  if (worst.difference < 0) parts.push(`worst near ${place(worst.cell)}`)
  return parts.length === 0
    ? 'Pip takes everything here to be alike.'
    : `Pip takes it to be ${parts.join(', ')}.`
}

const measured = (value: number, { unit }: PlaneAxis): string =>
  unit ? `${signedText(value)} ${unit}` : signedText(value)

const learnedNumbers = (learned: LearnedReward): Float64Array =>
  learned.form === 'tabular' ? learned.mean : learned.surface.mean

/**
 * How far the guess has moved, as a share of its own reach: mean absolute difference of the two maps, each taken from its
 * mean, over the larger reach. Null where they cannot be compared.
 */
export function lensShift(before: LearnedReward, after: LearnedReward): number | null {
  const [old, now] = [lensCells(learnedNumbers(before), null), lensCells(learnedNumbers(after), null)]
  if (old.length !== now.length || old.length === 0) return null
  let reach = 0
  let moved = 0
  now.forEach(({ difference, cell }, index) => {
    if (old[index]!.cell !== cell) return
    reach = Math.max(reach, Math.abs(difference), Math.abs(old[index]!.difference))
    moved += Math.abs(difference - old[index]!.difference)
  })
  return reach > 1e-9 ? moved / now.length / reach : 0
}

/** What the last refit did, in one sentence. */
export function changeSentence(before: LearnedReward, after: LearnedReward, shift: number | null): string {
  const more = after.labels - before.labels
  const cause = more > 0 ? 'Your answer' : more < 0 ? 'Taking it back' : 'The change'
  const moved =
    shift === null
      ? 'was taken in'
      : shift < 0.005
        ? "left Pip's guess as it was"
        : `moved Pip's guess by ${percentText(shift)}`
  const [was, is] = [before.agreement, after.agreement]
  const known = was.of >= 4 && is.of >= 4
  const [from, to] = [was.right / Math.max(1, was.of), is.right / Math.max(1, is.of)]
  const agreement =
    known && percentText(from) !== percentText(to)
      ? ` It now guesses ${percentText(to)} of your answers, ${percentText(from)} before.`
      : ''
  return `${cause} ${moved}.${agreement}`
}
