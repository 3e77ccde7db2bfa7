/** What of a world of bodies is seen: a window of metres on an area of the stage, which may go along with the robot. */
import type { Figure } from '../core/figure.ts'
import type { Area } from './board-layout.ts'

/** A window that follows is narrowed to this share of its width at most, so that the robot is not small on a narrow stage. */
const NARROWEST = 0.42
/** Where a robot that is followed stands, share of the width. */
const STAND = 0.38
/** Pixels at the lower edge, below the lowest metre: a ruler and the bench's lip. */
export const RULER_HEIGHT = 34
export const LIP_HEIGHT = 8
const MARGIN = 8
/** Least of the bench between the ruler and height 0, pixels. */
const LEAST_PLANK = 26
const LAG_MILLISECONDS = 160

export interface FigureCamera {
  readonly area: Area
  /** Pixels per metre. */
  readonly scale: number
  readonly follows: boolean
  /** World x at the left edge of the area. */
  left: number
  /** Height on the stage of world y = 0. */
  readonly zeroY: number
  readonly hasRuler: boolean
  readonly ruler: Area
  /** Sides on which the stage ends with the area: what leaves there is out of sight. */
  readonly open: { left: boolean; right: boolean }
}

export interface Window extends Readonly<Figure['view']> {
  /** Seen from above: lies in the middle of the area and needs no bench. */
  readonly above: boolean
}

export function figureCamera(area: Area, window: Window): FigureCamera {
  const { follows, above } = window
  const hasRuler = follows
  const below = above ? MARGIN : hasRuler ? RULER_HEIGHT + LIP_HEIGHT : LIP_HEIGHT
  const height = Math.max(20, area.height - below - MARGIN)
  const across = area.width / window.width
  const down = height / window.height
  const scale = Math.max(1, follows ? Math.min(down, across / NARROWEST) : Math.min(down, across))
  const lower = area.y + area.height - below
  const spare = above ? (height - window.height * scale) / 2 : 0
  // The window's lower edge is at the ruler's top, with some bench between where the ground is at height 0.
  const lift = above ? 0 : Math.max(0, Math.min(LEAST_PLANK, LEAST_PLANK + window.bottom * scale))
  const zeroY = lower + window.bottom * scale - spare - (window.bottom <= 0 ? lift : 0)
  return {
    area,
    scale,
    follows,
    left: -area.width / scale / 2,
    zeroY,
    hasRuler,
    ruler: {
      x: area.x,
      y: lower,
      width: area.width,
      height: hasRuler ? RULER_HEIGHT : 0,
    },
    open: { left: true, right: true },
  }
}

export const stageX = (camera: FigureCamera, x: number): number =>
  camera.area.x + (x - camera.left) * camera.scale

export const stageY = (camera: FigureCamera, y: number): number => camera.zeroY - y * camera.scale

export const worldX = (camera: FigureCamera, x: number): number =>
  camera.left + (x - camera.area.x) / camera.scale

export const worldY = (camera: FigureCamera, y: number): number => (camera.zeroY - y) / camera.scale

/**
 * Where the window's left edge belongs. @param x of the robot. @param middle of a window that stays.
 * @param edges the world's own, past which there is nothing to see; null where it has none.
 */
export function leftFor(
  camera: FigureCamera,
  x: number,
  middle: number,
  edges: readonly [left: number, right: number] | null,
): number {
  const width = camera.area.width / camera.scale
  if (!camera.follows) return middle - width / 2
  const left = x - STAND * width
  if (!edges || edges[1] - edges[0] <= width) return left
  return Math.min(edges[1] - width, Math.max(edges[0], left))
}

/**
 * Goes along softly: most of the way in a sixth of a second, at once when it would be a long way.
 * @param milliseconds since the last time.
 */
export function follow(camera: FigureCamera, left: number, milliseconds: number): void {
  const away = left - camera.left
  const width = camera.area.width / camera.scale
  if (Math.abs(away) > 0.45 * width) camera.left = left
  else camera.left += away * (1 - Math.exp(-milliseconds / LAG_MILLISECONDS))
}
