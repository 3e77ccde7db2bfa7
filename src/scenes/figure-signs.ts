/** What is drawn of a robot of bodies beside its parts, anew in each frame: shadows, feelers, turning joints. */
import type { GameObjects } from 'phaser'
import type { Figure } from '../core/figure.ts'
import { drawTurn } from './action-arrows.ts'
import type { ArrowInk } from './control-painter.ts'
import { boundsOf, mainBone, widthOf } from './figure-bones.ts'
import { type FigureCamera, stageX, stageY } from './figure-camera.ts'
import { heightAt } from './figure-ground.ts'
import type { FigureLayout } from './figure-state.ts'

type Graphics = GameObjects.Graphics

const SHADOW = 0x1b1712
/** Dash and gap of a feeler, pixels. */
const DASH = 5
const GAP = 5
/** Share of the strongest torque below which an arc would be all head. */
const LEAST_TORQUE = 0.15

/** A soft shadow under every foot, the fainter the higher the foot, and one under the whole robot. */
export function drawShadows(
  graphics: Graphics,
  figure: Figure,
  camera: FigureCamera,
  drawn: ArrayLike<number>,
  ground: ArrayLike<number>,
): void {
  figure.bodies.forEach((body, index) => {
    const isFoot = figure.feet.includes(index)
    if (!isFoot && body.role !== 'torso') return
    const bone = mainBone(body)
    const angle = drawn[3 * index + 2]!
    const lower = bone.y1 < bone.y2
    const [endX, endY] =
      isFoot && body.role !== 'foot'
        ? lower
          ? [bone.x1, bone.y1]
          : [bone.x2, bone.y2]
        : [(bone.x1 + bone.x2) / 2, (bone.y1 + bone.y2) / 2]
    const x = drawn[3 * index]! + endX * Math.cos(angle) - endY * Math.sin(angle)
    const y = drawn[3 * index + 1]! + endX * Math.sin(angle) + endY * Math.cos(angle)
    const floor = heightAt(ground, x)
    const bounds = boundsOf(body.shapes)
    const size = isFoot
      ? Math.max(14, 0.9 * widthOf(bounds) * camera.scale)
      : Math.max(26, 0.42 * widthOf(bounds) * camera.scale)
    const away = Math.max(0, (y - floor) * camera.scale)
    const alpha = isFoot ? 0.26 * Math.max(0, 1 - away / 60) : 0.16 * Math.max(0.25, 1 - away / 500)
    if (alpha < 0.01) return
    graphics.fillStyle(SHADOW, alpha)
    graphics.fillEllipse(stageX(camera, x), stageY(camera, floor) + 2, 2 * size, Math.max(5, size * 0.16))
  })
}

/** Dashed rays with a dot where they end. */
export function drawFeelers(
  graphics: Graphics,
  camera: FigureCamera,
  drawn: ArrayLike<number>,
  { feelers, feelerCount }: FigureLayout,
  colour: number,
): void {
  const { area } = camera
  const right = area.x + area.width - 4
  for (let ray = 0; ray < feelerCount; ray++) {
    const at = feelers + 4 * ray
    const [x, y] = [stageX(camera, drawn[at]!), stageY(camera, drawn[at + 1]!)]
    const [toX, toY] = [stageX(camera, drawn[at + 2]!), stageY(camera, drawn[at + 3]!)]
    const length = Math.hypot(toX - x, toY - y)
    if (length < 1) continue
    const [dx, dy] = [(toX - x) / length, (toY - y) / length]
    const end = toX > right && dx > 0 ? Math.max(0, (right - x) / dx) : length
    graphics.lineStyle(1.8, colour, 0.85)
    graphics.beginPath()
    for (let from = 0; from < end; from += DASH + GAP) {
      const to = Math.min(end, from + DASH)
      graphics.moveTo(x + dx * from, y + dy * from)
      graphics.lineTo(x + dx * to, y + dy * to)
    }
    graphics.strokePath()
    if (end < length) continue
    graphics.fillStyle(colour, 1)
    graphics.fillCircle(toX, toY, 4.6)
  }
}

/** Arcs at the joints, as long as their motors turn hard. */
export function drawTorques(
  graphics: Graphics,
  figure: Figure,
  camera: FigureCamera,
  drawn: ArrayLike<number>,
  action: ArrayLike<number>,
  ink: ArrowInk,
  unit: number,
): void {
  const size = Math.min(1.1, Math.max(0.7, unit))
  const firstArm = figure.bodies.findIndex(({ role }) => role === 'arm')
  for (const joint of figure.joints) {
    const power = Math.max(-1, Math.min(1, action[joint.action] ?? 0))
    if (Math.abs(power) < LEAST_TORQUE) continue
    const at = 3 * joint.body
    const [cos, sin] = [Math.cos(drawn[at + 2]!), Math.sin(drawn[at + 2]!)]
    const x = stageX(camera, drawn[at]! + joint.x * cos - joint.y * sin)
    const y = stageY(camera, drawn[at + 1]! + joint.x * sin + joint.y * cos)
    // A positive torque turns against the clock.
    const turn = -power * 2.3
    const { role, side } = figure.bodies[joint.body]!
    // Around the head at a shoulder, and around the nearer leg where two joints lie one behind the other.
    const around = Math.max(18, 13 * unit)
    const radius =
      role === 'arm' && joint.body === firstArm ? 52 * unit : side === 'far' ? 0.8 * around : around
    drawTurn(graphics, x, y, radius, -Math.PI / 2 - turn / 2, turn, ink, 0.8 * size)
  }
}
