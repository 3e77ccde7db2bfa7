/** The learned reward as the lens draws it: differences from its mean over squares, and where Pip is not sure. */
import type { Board } from '../../core/board.ts'
import type { LearnedReward } from '../../core/learned-reward.ts'

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
export function lensSentence({ kinds, labels }: LearnedReward, board: Board): string {
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
