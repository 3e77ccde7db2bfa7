/** What the robot is about to do, and how sure it is, as rows of a card and as a sentence. */
import type { Quantity } from '../../core/environment.ts'
import type { Thought } from '../../core/policy-snapshot.ts'
import type { Space } from '../../core/space.ts'
import { percentText, signedText } from '../number-text.ts'

export interface ChanceRow {
  readonly label: string
  /** Probability, 0 to 1. */
  readonly chance: number
  readonly best: boolean
}

export interface ActionValueRow {
  readonly label: string
  /** Q, in units of reward. */
  readonly value: number
  /** The same, with as many digits as tell the actions apart. */
  readonly text: string
  /** Above or below the mean of the actions, in units of reward. */
  readonly lead: number
  readonly best: boolean
}

export interface MotorRow {
  readonly label: string
  readonly unit: string
  /** Mean of the action, in its unit. */
  readonly amount: number
  /** Standard deviation, in the same unit. */
  readonly deviation: number
  /** Places on the bar in percent of its range: of the mean, of nothing, and of one deviation to either side. */
  readonly at: number
  readonly zero: number
  readonly least: number
  readonly most: number
}

export type NextMove =
  | { readonly kind: 'chances'; readonly rows: readonly ChanceRow[] }
  | { readonly kind: 'action-values'; readonly rows: readonly ActionValueRow[] }
  | { readonly kind: 'motors'; readonly rows: readonly MotorRow[] }

/** @param actions one per discrete action, or one per dimension of a box. */
export function nextMove(
  { policy, action, actionValues }: Thought,
  space: Space,
  actions: readonly Quantity[],
): NextMove {
  if (space.kind === 'box') {
    const rows = space.low.map((low, i): MotorRow => {
      const high = space.high[i]!
      const place = (value: number) => Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100))
      const [amount, deviation] = [policy[i]!, policy[space.low.length + i]!]
      return {
        label: actions[i]?.label ?? `Motor ${i + 1}`,
        unit: actions[i]?.unit ?? '',
        amount,
        deviation,
        at: place(amount),
        zero: low < 0 && high > 0 ? place(0) : 50,
        least: place(amount - deviation),
        most: place(amount + deviation),
      }
    })
    return { kind: 'motors', rows }
  }
  const names = Array.from({ length: space.n }, (_, i) => actions[i]?.label ?? `Action ${i + 1}`)
  if (actionValues) {
    const mean = actionValues.reduce((sum, value) => sum + value, 0) / actionValues.length
    const digits = digitsApart(actionValues)
    const rows = names.map((label, i) => {
      const value = actionValues[i]!
      const text = signedText(value, digits)
      return { label, value, text, lead: value - mean, best: i === action[0] }
    })
    return { kind: 'action-values', rows }
  }
  return {
    kind: 'chances',
    rows: names.map((label, i) => ({ label, chance: policy[i]!, best: i === action[0] })),
  }
}

/** Digits after the point, at most four, that show the differences between these numbers. */
function digitsApart(values: Float64Array): number {
  const spread = Math.max(...values) - Math.min(...values)
  if (!(spread > 0)) return 2
  return Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(spread))))
}

/** For those who cannot see the bars: which action, and how sure. */
export function nextMoveText(move: NextMove): string {
  switch (move.kind) {
    case 'chances': {
      const best = move.rows.find(row => row.best)
      return best ? `Next move: ${best.label}, ${percentText(best.chance)} likely.` : ''
    }
    case 'action-values': {
      const best = move.rows.find(row => row.best)
      if (!best) return ''
      const others = move.rows.filter(row => row !== best).map(row => row.value)
      const lead =
        others.length > 0 ? `, ${signedText(best.value - Math.max(...others))} over the next best` : ''
      return `Next move: ${best.label}, worth ${best.text}${lead}.`
    }
    case 'motors':
      return `Next move: ${move.rows
        .map(
          ({ label, unit, amount, deviation }) =>
            `${label} ${signedText(amount, 2)}${unit && ` ${unit}`}${deviation > 0 ? `, give or take ${deviation.toFixed(2)}` : ''}`,
        )
        .join('; ')}.`
  }
}
