/** The goal's flag: a stand that is part of the scenery, and a cloth that waves when the goal has been reached. */
import type { GameObjects, Scene } from 'phaser'
import type { ControlPicture } from './control-painter.ts'
import { Painting } from './painting.ts'
import { ellipse, PIP, paintShapes, type Shape, starFrom } from './pip-painter.ts'

type Spot = NonNullable<ControlPicture['flag']>

/** Height of a pole of common size, in units of the drawing. */
const POLE_UNITS = 88

export function paintFlagStand(context: CanvasRenderingContext2D, spot: Spot): void {
  const unit = spot.height / POLE_UNITS
  context.save()
  context.translate(spot.x, spot.y)
  context.scale(unit, unit)
  paintShapes(context, standShapes())
  context.restore()
}

/** Stand and cloth as one, the pole's foot at (0, 0), 88 high, units of the drawing. */
export function paintFlag(context: CanvasRenderingContext2D): void {
  paintShapes(context, standShapes())
  context.save()
  context.translate(2, 14 - POLE_UNITS - 13)
  paintShapes(context, clothShapes())
  context.restore()
}

export class Flag {
  private readonly cloth: Painting
  private readonly image: GameObjects.Image

  constructor(scene: Scene, key: string, depth: number) {
    this.cloth = new Painting(scene, key)
    this.image = scene.add.image(0, 0, '__MISSING').setVisible(false).setDepth(depth)
  }

  /** @param scale device pixels per CSS pixel. */
  hoist(spot: Spot | null, scale: number): void {
    this.image.setVisible(false)
    if (!spot) return
    const unit = spot.height / POLE_UNITS
    this.cloth.paint(38 * unit, 32 * unit, scale, context => {
      context.scale(unit, unit)
      context.translate(2, 4)
      paintShapes(context, clothShapes())
    })
    this.image
      .setTexture(this.cloth.key)
      .setOrigin(4 / 38, 0.5)
      .setPosition((spot.x + 2 * unit) * scale, (spot.y - spot.height + 14 * unit) * scale)
      .setVisible(true)
  }

  /** @param share of the wave that is over; from 1 on the flag hangs still. */
  wave(share: number): void {
    const moves = share < 1
    this.image.rotation = moves ? 0.22 * Math.sin(share * 6 * Math.PI) * (1 - share) : 0
    this.image.scaleX = moves ? 1 - 0.12 * Math.abs(Math.sin(share * 5 * Math.PI)) : 1
  }

  release(): void {
    this.image.destroy()
    this.cloth.release()
  }
}

/** The goal's flag as in `assets/art/tile-goal.svg`, here with its pole's foot at (0, 0). */
const standShapes = (): Shape[] => [
  { d: ellipse(7, 2, 19, 6), fill: '#8F7148', width: 2 },
  { d: ellipse(7, -0.5, 19, 6), fill: '#D8BB8C', width: 2 },
  { d: `M0 0V${-POLE_UNITS}`, width: 5 },
  { d: `M0-1V${1 - POLE_UNITS}`, stroke: '#F4E3C3', width: 1.8, inner: true },
]

/** Its cloth, with the pole at (0, 0) and 30 high. */
const clothShapes = (): Shape[] => [
  { d: 'M2.5 3c8-4 13 4 27 0-3 6-3 10 0 17-14 4-19-4-27 0z', fill: PIP.gold, width: 2.2 },
  { d: starFrom(15, 11.5, 0.82), fill: '#fff', width: 1.6, inner: true },
]
