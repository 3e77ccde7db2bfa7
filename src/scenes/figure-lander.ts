/** A small lander: an egg of plates with Pip at its window. Units of a 34th of the hull, its bottom at 0, y down. */
import type { GameObjects } from 'phaser'
import type { FigureBody } from '../core/figure.ts'
import { boundsOf, widthOf } from './figure-bones.ts'
import { type Context, type Make, type Piece, paintPaper } from './figure-pieces.ts'
import { circle, type Face, headShapes, PIP, paintShapes, type Shape } from './pip-painter.ts'

/** Nothing of it is further from the hull's frame than this, units. */
const LANDER_BOUNDS = 84

/** The shell, the round hole of the window that Pip is seen through, and what lies over the hole. */
function landerShapes(face: Face): { body: Shape[]; window: string; pane: Shape[] } {
  const ball = face === 'happy' || face === 'proud' ? PIP.gold : face === 'hurt' ? '#B9AE9C' : PIP.trim
  const window = circle(0, -29, 13)
  return {
    body: [
      { d: 'M0-55V-63', width: 2.6 },
      { d: circle(0, -65, 3.6), fill: ball, width: 2 },
      { d: 'M-9 1l-3 7h24l-3-7z', fill: PIP.shoe, width: 2.4 },
      { d: 'M-21-22c-9 3-11 12-11 21l11-5z', fill: PIP.trim, width: 2.4 },
      { d: 'M21-22c9 3 11 12 11 21l-11-5z', fill: PIP.trimShade, width: 2.4 },
      {
        d: 'M-18 2C-25-10-26-28-20-40C-15-50-8-56 0-56C8-56 15-50 20-40C26-28 25-10 18 2z',
        fill: PIP.shell,
        width: 2.8,
      },
      {
        d: 'M-20.500-3C-19-1.500-18 .5-17.500 .8H17.500C18 .5 23-9 23-20C21-12 14-5 0-5C-10-5-17-5-20.500-3z',
        fill: PIP.shade,
        inner: true,
      },
      {
        d: 'M-15.500-46C-11-52-6-54.600 0-54.600C6-54.600 11-52 15.500-46C6-43-6-43-15.500-46z',
        fill: PIP.trim,
        inner: true,
      },
      { d: 'M-16.500-45C-6-41.800 6-41.800 16.500-45', width: 2.2, inner: true },
      { d: 'M-19-38C-16.500-42-15-43-14-44', stroke: '#fff', width: 2.2, inner: true },
      {
        d: 'M0-3.400c-4.200-2.800-4.900-4.500-4.900-5.900 0-2.700 3.500-3.200 4.900-.9 1.400-2.300 4.900-1.800 4.900.9 0 1.400-.7 3.100-4.900 5.900z',
        fill: face === 'proud' ? PIP.gold : PIP.trim,
        width: 1.5,
        inner: true,
      },
      { d: window, fill: '#54636B', inner: true },
    ],
    window,
    pane: [
      { d: window, width: 4.6 },
      { d: window, stroke: '#D9B04A', width: 2 },
      { d: 'M-8.500-34.500c1.200-2.400 3-4 5.600-4.800', stroke: '#fff', width: 2, alpha: 0.8 },
    ],
  }
}

export function landerPieces(body: FigureBody, make: Make, unit: number): Piece[] {
  const bounds = boundsOf(body.shapes)
  const scale = (unit * 34) / widthOf(bounds)
  const place = (context: Context) => {
    context.translate(((bounds.left + bounds.right) / 2) * scale, -bounds.bottom * scale)
    context.scale(unit, unit)
  }
  return [
    make('halo', LANDER_BOUNDS * unit, context => {
      place(context)
      paintPaper(context, landerShapes('idle').body)
    }),
    make(
      'fill',
      LANDER_BOUNDS * unit,
      (context, { face }) => {
        place(context)
        const { body: shapes, window, pane } = landerShapes(face)
        paintShapes(context, shapes, false)
        context.save()
        context.clip(new Path2D(window))
        context.save()
        context.translate(0, -29)
        context.scale(0.36, 0.36)
        context.translate(-48, -40)
        paintShapes(context, headShapes(face), false)
        context.restore()
        context.restore()
        paintShapes(context, pane, false)
      },
      { hasFace: true },
    ),
  ]
}

/** A flame that comes out at a point. @param turn of the way it blows, clockwise radians from downwards. @param power 0 to 1. */
export function drawFlame(
  graphics: GameObjects.Graphics,
  x: number,
  y: number,
  turn: number,
  size: number,
  power: number,
  flicker: number,
): void {
  if (power <= 0.02) return
  const length =
    size * (0.7 + 0.9 * power) * (1 + 0.16 * Math.sin(flicker * 0.061) + 0.1 * Math.sin(flicker * 0.143))
  const [downX, downY] = [-Math.sin(turn), Math.cos(turn)]
  const [sideX, sideY] = [downY, -downX]
  for (const [colour, wide, long] of [
    [0x35312b, 0.36, 1.1],
    [0xf0923a, 0.29, 1],
    [0xffd057, 0.18, 0.66],
    [0xfff6dc, 0.09, 0.36],
  ] as const) {
    const half = wide * size
    graphics.fillStyle(colour, 1)
    graphics.beginPath()
    graphics.moveTo(x + sideX * half * 0.7, y + sideY * half * 0.7)
    const at = (along: number, aside: number) =>
      graphics.lineTo(
        x + downX * along * length * long + sideX * aside * half,
        y + downY * along * length * long + sideY * aside * half,
      )
    at(0.18, 1)
    at(0.4, 0.92)
    at(0.7, 0.5)
    at(1, 0)
    at(0.7, -0.5)
    at(0.4, -0.92)
    at(0.18, -1)
    at(0, -0.7)
    graphics.closePath()
    graphics.fillPath()
  }
}
