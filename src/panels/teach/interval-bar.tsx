/** An estimate with its 95 % interval on a scale. */
import type { Estimate } from '../../core/teaching-reports.ts'

interface IntervalBarProps {
  readonly estimate: Estimate
  readonly from: number
  readonly to: number
  /** What nothing wrong looks like, marked on the scale; null: nothing is. */
  readonly usual: number | null
  readonly text: (value: number) => string
  readonly name: string
}

export function IntervalBar({ estimate, from, to, usual, text, name }: IntervalBarProps) {
  const place = (value: number) => 100 * Math.min(1, Math.max(0, (value - from) / (to - from)))
  const [low, high] = [place(estimate.low), place(estimate.high)]
  return (
    <span
      class="interval"
      role="img"
      aria-label={`${name}: ${text(estimate.value)}, between ${text(estimate.low)} and ${text(estimate.high)}`}
    >
      <i class="band" style={{ left: `${low}%`, width: `${Math.max(1, high - low)}%` }} />
      {usual !== null && <i class="usual" style={{ left: `${place(usual)}%` }} />}
      <i class="mark" style={{ left: `${place(estimate.value)}%` }} />
    </span>
  )
}
