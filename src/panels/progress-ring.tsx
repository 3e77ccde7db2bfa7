/** A tick when solved, a ring that fills while learning, an empty ring before. */
import type { Standing } from './world-status.ts'

const AROUND = 2 * Math.PI * 7.5

interface ProgressRingProps {
  readonly standing: Standing
  /** Part of the way, or null while unknown. */
  readonly share: number | null
}

export function ProgressRing({ standing, share }: ProgressRingProps) {
  if (standing === 'solved') {
    return (
      <svg class="tick" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="9" fill="var(--ink-2)" />
        <path
          d="M6 10.300l2.700 2.700 5.300-5.600"
          fill="none"
          stroke="var(--card)"
          stroke-width="2.200"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    )
  }
  return (
    <svg class="tick" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="7.500" fill="none" stroke="var(--line)" stroke-width="3" />
      {standing === 'learning' && share !== null && share > 0.01 && (
        <circle
          cx="10"
          cy="10"
          r="7.500"
          fill="none"
          stroke="var(--ink-2)"
          stroke-width="3"
          stroke-linecap="round"
          stroke-dasharray={`${share * AROUND} ${AROUND}`}
          transform="rotate(-90 10 10)"
        />
      )}
      {standing === 'learning' && share === null && <circle cx="10" cy="10" r="3" fill="var(--ink-2)" />}
    </svg>
  )
}
