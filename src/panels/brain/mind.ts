/** Whose brain the cards show: of the robots on show the first that thinks; a person's own robot does not. */
import type { MomentId } from '../../core/age.ts'
import type { Exhibit } from '../../core/exhibit.ts'
import type { Thought } from '../../core/policy-snapshot.ts'

export interface Mind {
  /** Learning steps its policy had behind it; null: the newest. */
  readonly moment: MomentId | null
  readonly thought: Thought
}

export function mindOf(exhibits: readonly Exhibit[]): Mind | null {
  for (const { moment, thought } of exhibits) {
    if (thought && moment !== 'play') return { moment, thought }
  }
  return null
}
