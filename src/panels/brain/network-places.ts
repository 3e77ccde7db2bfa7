/** Where the drawn units of a network stand on its card. */
import type { NetworkView } from './network-view.ts'

export const RADIUS = 8.5
/** Units of a short column do not drift further apart than this, in CSS pixels. */
const MOST_GAP = 46
const EDGE = RADIUS + 3

export interface Place {
  readonly x: number
  readonly y: number
}

/**
 * Columns evenly from left to right between the labels, each in the middle of the height.
 * @param labels widths kept free for words at both sides.
 */
export function networkPlaces(
  { columns }: NetworkView,
  size: { readonly width: number; readonly height: number },
  labels: { readonly left: number; readonly right: number },
): Place[][] {
  const first = labels.left + EDGE
  const last = size.width - labels.right - EDGE
  return columns.map(({ units }, column) => {
    const x = first + ((last - first) * column) / Math.max(1, columns.length - 1)
    const room = size.height - 2 * EDGE
    const gap = units.length > 1 ? Math.min(MOST_GAP, room / (units.length - 1)) : 0
    const top = size.height / 2 - (gap * (units.length - 1)) / 2
    return units.map((_, unit) => ({ x, y: top + gap * unit }))
  })
}
