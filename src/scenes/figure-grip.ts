/** Where a person's hand takes hold of a robot of bodies, and how hard its spring pulls. Metres and newtons. */
import type { Push } from '../core/environment.ts'
import type { Figure } from '../core/figure.ts'
import type { Grip, Handle } from './control-painter.ts'
import { distanceTo } from './figure-bones.ts'
import { type FigureCamera, stageX, stageY, worldX, worldY } from './figure-camera.ts'
import { unitOf } from './figure-dress.ts'
import type { FigureStyle } from './figure-painter.ts'

/** N/m times the height of what the camera shows: so a robot that fills the same part of it is pulled alike. */
const STIFFNESS = 400
/** Of the arm, whose joints are heavy to turn. */
const ARM_STIFFNESS = 1600
/** The spring pulls no harder than over this share of the height that the camera shows. */
const LONGEST_SHARE = 0.45
/** A poke is a push as hard as the spring over this share. */
const POKE_SHARE = 0.3
/** A hand takes what is this near, pixels. */
const REACH = 12
/** Pip's head and chest are larger than what the physics knows of them, in Pip's units. */
const TORSO_UNITS = 30

export function figureGrip(figure: Figure, camera: FigureCamera, { kind }: FigureStyle): Grip {
  const stiffness = (kind === 'arm' ? ARM_STIFFNESS : STIFFNESS) / figure.view.height
  const longest = LONGEST_SHARE * figure.view.height
  const torsoReach = TORSO_UNITS * unitOf(figure, kind === 'lander' ? 'lander' : 'walker')
  const push = (drawn: ArrayLike<number>, handle: Handle, stretchX: number, stretchY: number): Push => {
    const length = Math.hypot(stretchX, stretchY)
    const force = length > longest ? (stiffness * longest) / length : stiffness
    const [x, y] = pointOf(drawn, handle)
    return { body: handle.body, x, y, forceX: force * stretchX, forceY: force * stretchY }
  }
  const room = {
    pixelsPerMetre: camera.scale,
    worldAt: (x: number, y: number) => ({ x: worldX(camera, x), y: worldY(camera, y) }),
    stageAt: (x: number, y: number) => ({ x: stageX(camera, x), y: stageY(camera, y) }),
  }
  return {
    ...(!figure.isSeenFromAbove && { room }),
    take(drawn, x, y) {
      const [atX, atY] = [worldX(camera, x), worldY(camera, y)]
      let taken: Handle | null = null
      let nearest = 0
      figure.bodies.forEach((body, index) => {
        if (body.role === 'prop' || body.role === 'target') return
        const [localX, localY] = inFrame(drawn, index, atX, atY)
        const reach = REACH / camera.scale + (body.role === 'torso' ? torsoReach : 0)
        const distance = distanceTo(body, localX, localY) - reach
        if (distance >= nearest) return
        nearest = distance
        taken = { body: index, x: localX, y: localY }
      })
      return taken
    },
    place(drawn, handle, into) {
      const [x, y] = pointOf(drawn, handle)
      into[0] = stageX(camera, x)
      into[1] = stageY(camera, y)
    },
    pull(drawn, handle, x, y) {
      const [fromX, fromY] = pointOf(drawn, handle)
      return push(drawn, handle, worldX(camera, x) - fromX, worldY(camera, y) - fromY)
    },
    poke(drawn, handle) {
      // Away from the finger: through the middle of the body, level unless it is poked from above or below.
      const [x, y] = pointOf(drawn, handle)
      const [awayX, awayY] = [drawn[3 * handle.body]! - x, drawn[3 * handle.body + 1]! - y]
      const length = Math.hypot(awayX, awayY)
      const hit = POKE_SHARE * figure.view.height
      return length > 0
        ? push(drawn, handle, (hit * awayX) / length, (hit * awayY) / length)
        : push(drawn, handle, hit, 0)
    },
  }
}

/** A place of the world in a body's frame. */
function inFrame(drawn: ArrayLike<number>, body: number, x: number, y: number): readonly [number, number] {
  const angle = drawn[3 * body + 2]!
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [dx, dy] = [x - drawn[3 * body]!, y - drawn[3 * body + 1]!]
  return [dx * cos + dy * sin, dy * cos - dx * sin]
}

function pointOf(drawn: ArrayLike<number>, { body, x, y }: Handle): readonly [number, number] {
  const angle = drawn[3 * body + 2]!
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return [drawn[3 * body]! + x * cos - y * sin, drawn[3 * body + 1]! + x * sin + y * cos]
}
