/** Choosing a clip by hand: a tap on it, or a swipe towards its side. */

/** A finger or mouse that moved less has tapped. CSS pixels. */
const TAP_REACH = 12
const SWIPE_REACH = 56
/** A swipe goes this much more across than down. */
const ACROSS = 1.6

export interface Stroke {
  readonly fromX: number
  readonly fromY: number
  readonly toX: number
  readonly toY: number
}

/** @param sideAt the clip under a point, null where there is none. */
export function clipChoice(
  { fromX, fromY, toX, toY }: Stroke,
  sideAt: (x: number, y: number) => 'left' | 'right' | null,
): 'left' | 'right' | null {
  const across = toX - fromX
  const down = toY - fromY
  if (Math.hypot(across, down) <= TAP_REACH) return sideAt(toX, toY)
  if (Math.abs(across) >= SWIPE_REACH && Math.abs(across) >= ACROSS * Math.abs(down))
    return across < 0 ? 'left' : 'right'
  return null
}
