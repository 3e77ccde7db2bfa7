/** Draws the network: weights as curves, the stronger the thicker, over them the units in the colour of their activation. */
import { signedScale } from '../signed-color.ts'
import { type Place, RADIUS } from './network-places.ts'
import type { NetworkView } from './network-view.ts'

/** Weaker than this share of the strongest, a weight is left out: it would only grey the picture. */
const WEAKEST = 0.06

export interface BrainColors {
  amount(amount: number): string
  readonly up: string
  readonly down: string
  readonly outline: string
  readonly paper: string
}

export function brainColors(element: HTMLElement): BrainColors {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    amount: signedScale(token),
    up: token('--pos-3'),
    down: token('--neg-3'),
    outline: token('--ink-2'),
    paper: token('--card'),
  }
}

/** @param amounts of each unit, -1 to 1. [columns][units] */
export function paintBrain(
  context: CanvasRenderingContext2D,
  { edges }: NetworkView,
  places: readonly (readonly Place[])[],
  amounts: readonly (readonly number[])[],
  colors: BrainColors,
): void {
  edges.forEach((between, column) => {
    const [from, to] = [places[column]!, places[column + 1]!]
    // The strong ones last, so that they lie on top.
    const drawn = between
      .filter(({ weight }) => Math.abs(weight) >= WEAKEST)
      .sort((a, b) => Math.abs(a.weight) - Math.abs(b.weight))
    for (const edge of drawn) {
      const strength = Math.abs(edge.weight)
      const [start, end] = [from[edge.from]!, to[edge.to]!]
      const middle = (start.x + end.x) / 2
      context.globalAlpha = 0.18 + 0.72 * strength
      context.lineWidth = 0.5 + 2.6 * strength
      context.strokeStyle = edge.weight < 0 ? colors.down : colors.up
      context.beginPath()
      context.moveTo(start.x, start.y)
      context.bezierCurveTo(middle, start.y, middle, end.y, end.x, end.y)
      context.stroke()
    }
  })
  context.globalAlpha = 1
  places.forEach((column, i) => {
    column.forEach(({ x, y }, unit) => {
      context.beginPath()
      context.arc(x, y, RADIUS, 0, 2 * Math.PI)
      context.fillStyle = colors.amount(amounts[i]?.[unit] ?? 0)
      context.fill()
      context.lineWidth = 1.6
      context.strokeStyle = colors.outline
      context.stroke()
    })
  })
}
