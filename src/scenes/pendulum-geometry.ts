/**
 * Where the pendulum is on the stage. State: angle from upright (rad, to the left, which is counterclockwise), its speed
 * (Gymnasium's Pendulum-v1; the rod is 1 m long).
 */
import { type Bench, benchOf } from './bench-geometry.ts'
import type { Area } from './board-layout.ts'

/** How far Pip reaches beyond the end of the rod, metres. */
export const REACH = 1.33
/** Largest torque, N m. */
export const MOST_TORQUE = 2

export interface PendulumGeometry {
  readonly area: Area
  readonly bench: Bench
  /** Pixels per metre. */
  readonly metre: number
  /** The pivot. */
  readonly x: number
  readonly y: number
  readonly map: Area | null
}

export function pendulumGeometry(area: Area, hasMap: boolean): PendulumGeometry {
  if (!hasMap) return swing(area, area, null)
  // Beside the swing where the stage is wide, above it where it is tall; the larger swing wins.
  const mapWidth = Math.min(340, Math.max(150, area.width * 0.34))
  const side = { ...area, width: area.width - mapWidth - 14 }
  const mapHeight = Math.min(230, Math.max(104, area.height * 0.32))
  const below = { ...area, y: area.y + mapHeight + 8, height: area.height - mapHeight - 8 }
  const beside = swing(area, side, {
    x: area.x + area.width - mapWidth - 6,
    y: area.y + 6,
    width: mapWidth,
    height: Math.min(area.height * 0.62, mapWidth * 0.8),
  })
  const width = Math.min(area.width - 12, mapHeight * 1.7)
  const under = swing(area, below, {
    x: area.x + (area.width - width) / 2,
    y: area.y + 6,
    width,
    height: mapHeight,
  })
  return beside.metre >= under.metre * 1.04 ? beside : under
}

/** @param room part of the area that the swing may take. */
function swing(area: Area, room: Area, map: Area | null): PendulumGeometry {
  const bench = benchOf(area, false)
  const height = bench.floor - room.y
  const metre = Math.min(room.width - 8, height - 6) / 2 / REACH
  return { area, bench, metre, x: room.x + room.width / 2, y: room.y + height / 2, map }
}

export const bobX = ({ x, metre }: PendulumGeometry, angle: number, reach = 1): number =>
  x - reach * metre * Math.sin(angle)

export const bobY = ({ y, metre }: PendulumGeometry, angle: number, reach = 1): number =>
  y - reach * metre * Math.cos(angle)
