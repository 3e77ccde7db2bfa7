/**
 * Where the links are on the stage. State: angle of the first link from hanging straight down (rad, to the right), angle
 * of the second against the first, their speeds. Both links are 1 m long and the tip must rise 1 m above the hook
 * (Sutton, "Generalization in reinforcement learning: successful examples using sparse coarse coding", NeurIPS 1995, as
 * in Gymnasium).
 */
import { type Bench, benchOf } from './bench-geometry.ts'
import type { Area } from './board-layout.ts'

export const LINK = 1
const TARGET_HEIGHT = 1
/** Beyond the links' reach, metres: shoe above and below. */
const SPARE = 0.16

export interface AcrobotGeometry {
  readonly area: Area
  readonly bench: Bench
  /** Pixels per metre. */
  readonly metre: number
  /** The hook. */
  readonly x: number
  readonly y: number
}

export function acrobotGeometry(area: Area): AcrobotGeometry {
  const bench = benchOf(area, false)
  const reach = 2 * LINK + SPARE
  const room = bench.floor - area.y
  const metre = Math.min((area.width - 12) / (2 * reach), (room - 4) / (2 * reach))
  return {
    area,
    bench,
    metre,
    x: area.x + area.width / 2,
    y: bench.floor - Math.max(reach * metre, room / 2),
  }
}

/** Sideways place of a point on the second link. @param share of the link. */
export const tipX = ({ x, metre }: AcrobotGeometry, first: number, second: number, share = 1): number =>
  x + metre * LINK * (Math.sin(first) + share * Math.sin(first + second))

export const tipY = ({ y, metre }: AcrobotGeometry, first: number, second: number, share = 1): number =>
  y + metre * LINK * (Math.cos(first) + share * Math.cos(first + second))

/** Height on the stage of the line that the tip must pass. */
export const targetY = ({ y, metre }: AcrobotGeometry): number => y - TARGET_HEIGHT * metre
