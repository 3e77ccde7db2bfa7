/**
 * The workbench and what lies on it. Pencils are low enough to step over; a book must be climbed. Everything stands still, and
 * at the same places in every episode.
 */
import type { RobotPart } from '../mujoco/planar-robot.ts'

export interface Thing {
  readonly kind: 'pencil' | 'book'
  /** Left end, length and height (m). */
  readonly left: number
  readonly length: number
  readonly height: number
  /** Height of its lower side (m), where it lies on another. */
  readonly bottom: number
}

export const clutters = ['tidy', 'pencils', 'books'] as const
export type Clutter = (typeof clutters)[number]

const pencil = (left: number): Thing => ({ kind: 'pencil', left, length: 0.5, height: 0.03, bottom: 0 })
const book = (left: number, length: number, height: number, bottom = 0): Thing => ({
  kind: 'book',
  left,
  length,
  height,
  bottom,
})

/** Behind the start, out of the way of whoever walks forward. */
const behind: readonly Thing[] = [
  pencil(-4.2),
  book(-6.6, 1.5, 0.12),
  book(-6.4, 1.2, 0.12, 0.12),
  book(-6.2, 0.9, 0.12, 0.24),
]

/** How many times what lies ahead comes again. */
const repeats = 12

function ahead(first: number, every: number, things: (left: number) => readonly Thing[]): Thing[] {
  return Array.from({ length: repeats }, (_, i) => things(first + every * i)).flat()
}

const layouts: Readonly<Record<Clutter, readonly Thing[]>> = {
  tidy: behind,
  pencils: [...behind, ...ahead(2, 2.5, left => [pencil(left)])],
  books: [
    ...behind,
    ...ahead(2.5, 5, left => [pencil(left), book(left + 2, 1.4, 0.06), book(left + 2.4, 0.8, 0.06, 0.06)]),
  ],
}

export interface Bench {
  readonly scenery: readonly RobotPart[]
  /** Height of whatever is uppermost at x (m). */
  topAt(x: number): number
}

export function benchOf(clutter: Clutter): Bench {
  const things = layouts[clutter]
  return {
    scenery: things.map(partOf),
    topAt(x) {
      let top = 0
      for (const { left, length, height, bottom } of things) {
        if (x >= left && x <= left + length) top = Math.max(top, bottom + height)
      }
      return top
    },
  }
}

function partOf({ kind, left, length, height, bottom }: Thing, number: number): RobotPart {
  const half = height / 2
  const y = bottom + half
  return {
    name: `${kind} ${number + 1}`,
    role: 'prop',
    side: 'middle',
    shape:
      kind === 'pencil'
        ? { kind: 'capsule', from: [left + half, y], to: [left + length - half, y], radius: half }
        : { kind: 'box', at: [left + length / 2, y], halfWidth: length / 2, halfHeight: half, depth: 0.4 },
    attributes: { conaffinity: 1 },
  }
}
