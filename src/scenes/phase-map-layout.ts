/** The card with the value map: a plane of states, printed like a map, and where states lie on it. */
import type { PlaneAxis, StatePlane } from '../core/environment.ts'
import type { ValueSurface } from '../core/exhibit.ts'
import type { Area } from './board-layout.ts'
import { type Palette, signedRgb } from './palette.ts'

export interface PhaseMapLayout {
  readonly card: Area
  /** The colours. */
  readonly plot: Area
  /** Too small for numbers at the axes. */
  readonly compact: boolean
}

export function phaseMapLayout(card: Area): PhaseMapLayout {
  const compact = card.width < 190 || card.height < 130
  const [left, right, top, bottom] = compact ? [20, 8, 22, 18] : [60, 12, 28, 36]
  return {
    card,
    compact,
    plot: {
      x: card.x + left,
      y: card.y + top,
      width: card.width - left - right,
      height: card.height - top - bottom,
    },
  }
}

/** Share of the axis, 0 at its low end; what lies beyond is put on the edge, an angle that goes round comes in again. */
export function shareOn({ low, high }: PlaneAxis, value: number, goesRound: boolean): number {
  const share = (value - low) / (high - low)
  return goesRound ? share - Math.floor(share) : Math.min(1, Math.max(0, share))
}

/** Place of the state at `offset` on the map. @param angles places in a state that go round. @param into [2] */
export function placeOnMap(
  { plot }: PhaseMapLayout,
  { x, y }: StatePlane,
  states: ArrayLike<number>,
  offset: number,
  angles: readonly number[],
  into: Float64Array,
): void {
  into[0] = plot.x + plot.width * shareOn(x, states[offset + x.index]!, angles.includes(x.index))
  into[1] = plot.y + plot.height * (1 - shareOn(y, states[offset + y.index]!, angles.includes(y.index)))
}

/**
 * Colours of the values, from orange at `low` over neutral in the middle to blue at `high`; what is not known yet is left
 * clear. The upper row of the picture is the highest y. @param into RGBA, [rows x columns x 4]
 */
export function valuePixels(surface: ValueSurface, palette: Palette, into: Uint8ClampedArray): void {
  const { columns, rows, values, low, high } = surface
  const middle = (low + high) / 2
  const half = (high - low) / 2
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column]!
      const at = 4 * ((rows - 1 - row) * columns + column)
      if (Number.isNaN(value)) {
        into[at + 3] = 0
        continue
      }
      const [red, green, blue] = signedRgb(palette, half > 0 ? (value - middle) / half : 0)
      into[at] = red
      into[at + 1] = green
      into[at + 2] = blue
      into[at + 3] = 255
    }
  }
}
