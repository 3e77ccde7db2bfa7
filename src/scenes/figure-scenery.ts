/** What stands still behind a robot of bodies: the mat seen from above, a rail, far hills. */
import { benchOf } from './bench-geometry.ts'
import { paintPlank } from './bench-painter.ts'
import { type FigureCamera, stageX, stageY } from './figure-camera.ts'
import type { FigureStyle } from './figure-painter.ts'
import type { Palette } from './palette.ts'
import { circle, PIP, paintShapes } from './pip-painter.ts'

type Context = CanvasRenderingContext2D

export function paintFigureScenery(
  context: Context,
  camera: FigureCamera,
  palette: Palette,
  kind: FigureStyle['kind'],
): void {
  if (kind === 'arm') paintMat(context, camera, palette)
  if (kind === 'cart') paintRail(context, camera, palette)
  if (kind === 'lander') paintSky(context, camera, palette)
}

/** Lines of a cutting mat, every tenth of a metre a strong one, and the round that the arm can reach. */
function paintMat(context: Context, camera: FigureCamera, palette: Palette): void {
  const { area, scale } = camera
  const half = Math.min(area.width, area.height) / 2 - 14
  const [x, y] = [stageX(camera, 0), stageY(camera, 0)]
  context.save()
  context.strokeStyle = palette.token('mat-ink')
  context.beginPath()
  context.rect(area.x, area.y, area.width, area.height)
  context.clip()
  const step = 0.05 * scale
  for (const [every, alpha] of [
    [1, 0.1],
    [2, 0.2],
  ] as const) {
    context.globalAlpha = alpha
    context.lineWidth = every === 2 ? 1.6 : 1
    context.beginPath()
    for (let i = -40; i <= 40; i += every) {
      context.moveTo(x + i * step, area.y)
      context.lineTo(x + i * step, area.y + area.height)
      context.moveTo(area.x, y + i * step)
      context.lineTo(area.x + area.width, y + i * step)
    }
    context.stroke()
  }
  context.globalAlpha = 0.35
  context.lineWidth = 2
  context.setLineDash([6, 7])
  context.beginPath()
  context.arc(x, y, Math.min(half, 0.21 * scale), 0, 2 * Math.PI)
  context.stroke()
  context.restore()
}

/** A rail on two posts, along which a cart runs. */
function paintRail(context: Context, camera: FigureCamera, palette: Palette): void {
  const { area, scale } = camera
  const y = stageY(camera, 0)
  const bench = benchOf({ ...area }, false)
  const [left, right] = [stageX(camera, -1.05), stageX(camera, 1.05)]
  const half = Math.max(5, 0.03 * scale)
  for (const x of [left + 24, right - 24])
    paintShapes(
      context,
      [{ d: `M${x - 8} ${y}h16v${bench.floor - y + 4}h-16z`, fill: palette.token('rim'), width: 2.6 }],
      false,
    )
  paintPlank(context, bench, palette)
  paintShapes(
    context,
    [
      { d: `M${left} ${y - half}H${right}V${y + half}H${left}z`, fill: '#B9C2C4', width: 2.6 },
      { d: `M${left + 4} ${y - half * 0.4}H${right - 4}`, stroke: '#E3E8E8', width: half * 0.5, inner: true },
      { d: circle(left, y, half * 2), fill: '#D9B04A', width: 2.6 },
      { d: circle(right, y, half * 2), fill: '#D9B04A', width: 2.6 },
    ],
    false,
  )
}

/** Far hills cut from paper and a sun on a string. */
function paintSky(context: Context, camera: FigureCamera, palette: Palette): void {
  const { area, zeroY, scale } = camera
  const sunX = area.x + area.width * 0.82
  const sunY = area.y + Math.min(150, area.height * 0.26)
  context.save()
  context.globalAlpha = 0.35
  context.strokeStyle = palette.token('mat-ink')
  context.lineWidth = 1.6
  context.beginPath()
  context.moveTo(sunX, area.y)
  context.lineTo(sunX, sunY)
  context.stroke()
  context.globalAlpha = 0.9
  const radius = Math.min(34, area.height * 0.07)
  paintShapes(context, [{ d: circle(sunX, sunY, radius), fill: PIP.gold, width: 2.4 }], false)
  context.beginPath()
  context.rect(area.x, area.y, area.width, area.height)
  context.clip()
  context.fillStyle = palette.token('mat-ink')
  for (const [height, wave, shift, alpha] of [
    [5.6, 190, 0.4, 0.09],
    [4.5, 140, 2.1, 0.12],
  ] as const) {
    context.globalAlpha = alpha
    const base = zeroY - height * scale
    context.beginPath()
    context.moveTo(area.x, area.y + area.height)
    for (let x = 0; x <= area.width + 8; x += 8) {
      const swing = Math.sin(x / wave + shift) * 26 + Math.sin(x / (wave * 0.37) + shift * 3) * 9
      context.lineTo(area.x + x, base + swing)
    }
    context.lineTo(area.x + area.width, area.y + area.height)
    context.fill()
  }
  context.restore()
}
