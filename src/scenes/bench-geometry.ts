/** The workbench of a control world: a plank along the lower edge, with a ruler printed on it where lengths matter. */
import type { Area } from './board-layout.ts'

export interface Bench {
  readonly plank: Area
  /** Along the front of the plank; no height where there is none. */
  readonly ruler: Area
  /** Height on the stage of the plank's top, on which things stand. */
  readonly floor: number
}

const MARGIN = 8

export function benchOf(area: Area, hasRuler: boolean): Bench {
  const share = hasRuler ? 0.155 : 0.085
  const height = Math.round(Math.min(hasRuler ? 98 : 54, Math.max(hasRuler ? 44 : 22, area.height * share)))
  const ruler = hasRuler ? Math.round(Math.min(38, Math.max(24, height * 0.4))) : 0
  const floor = area.y + area.height - MARGIN - height
  const plank = { x: area.x + MARGIN, y: floor, width: area.width - 2 * MARGIN, height }
  const lip = Math.max(3, Math.round(height * 0.09))
  return {
    plank,
    ruler: { x: plank.x, y: floor + height - lip - ruler, width: plank.width, height: ruler },
    floor,
  }
}

/** A round step between ticks that keeps them at least `least` apart. @param scale pixels per unit. */
export function tickStep(scale: number, least: number): number {
  const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
  return steps.find(step => step * scale >= least) ?? 10
}

/** Multiples of `step` from `low` to `high`, both counted. */
export function ticks(low: number, high: number, step: number): number[] {
  const found: number[] = []
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9; n++)
    found.push(Number((n * step).toFixed(6)))
  return found
}
