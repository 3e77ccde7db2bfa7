/**
 * What is drawn of a robot of bodies, as numbers: poses of the bodies, what touches the ground, the feelers. A physics
 * engine's own numbers cannot be put halfway between two states; these can.
 */
import type { Figure } from '../core/figure.ts'
import type { Drawn } from './control-painter.ts'
import type { Motion } from './pose.ts'

/** Where things are in a drawn state. */
export interface FigureLayout {
  readonly bodies: number
  /** From here on 1 or 0 for each foot. */
  readonly feet: number
  /** From here on x, y to x, y for each feeler. */
  readonly feelers: number
  readonly feelerCount: number
  readonly size: number
}

export function figureLayout(figure: Figure): FigureLayout {
  const bodies = figure.bodies.length
  const feelerCount = figure.feelers?.count ?? 0
  const feet = 3 * bodies
  const feelers = feet + figure.feet.length
  return { bodies, feet, feelers, feelerCount, size: feelers + 4 * feelerCount }
}

export function figureDrawn(figure: Figure): Drawn {
  const layout = figureLayout(figure)
  const poses = new Float64Array(3 * layout.bodies)
  const touching = new Uint8Array(figure.feet.length)
  const rays = new Float64Array(4 * layout.feelerCount)
  return {
    size: layout.size,
    write(states, offset, into, at) {
      figure.place(states, offset, poses)
      figure.touching(states, offset, touching)
      into.set(poses, at)
      into.set(touching, at + layout.feet)
      if (!figure.feelers) return
      figure.feelers.place(states, offset, rays)
      into.set(rays, at + layout.feelers)
    },
  }
}

/** A robot that is further away than this from one frame to the next has begun anew, share of what the camera shows. */
const JUMP_SHARE = 0.15
/** An arm spread out over the table sweeps: over a larger turn (rad) at once one would see its links come apart. */
const ARM_TURN = 0.5

export function figureMotion(figure: Figure): Motion {
  return {
    angles: figure.bodies.map((_, body) => 3 * body + 2),
    speeds: [],
    jump: {
      place: 0,
      most: JUMP_SHARE * figure.view.width,
      ...(figure.isSeenFromAbove && { turn: ARM_TURN }),
    },
  }
}
