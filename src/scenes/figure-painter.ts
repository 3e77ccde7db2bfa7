/** Draws any world whose robot is made of bodies: dressed as Pip, on the bench or on the mat, with a camera that follows. */
import type { ControlWorld } from '../core/environment.ts'
import type { Figure } from '../core/figure.ts'
import type { Box } from '../core/space.ts'
import { drawArrow } from './action-arrows.ts'
import type { Area } from './board-layout.ts'
import type { ControlPainter, ControlPicture } from './control-painter.ts'
import { type Engines, FigureBackdrop } from './figure-backdrop.ts'
import { figureCamera, leftFor, stageX, stageY, type Window } from './figure-camera.ts'
import { figureGhosts, figureHero } from './figure-cast.ts'
import { headroomOf, unitOf } from './figure-dress.ts'
import { figureGrip } from './figure-grip.ts'
import { paintFigureScenery } from './figure-scenery.ts'
import { drawTorques } from './figure-signs.ts'
import { figureDrawn, figureLayout, figureMotion } from './figure-state.ts'
import { degrees, metres, signed } from './numbers.ts'
import { wrapAngle } from './pose.ts'

export interface FigureStyle {
  readonly kind: 'walker' | 'lander' | 'cart' | 'arm'
  /** World x that the ruler calls 0. */
  readonly zero?: number
}

/** A window is made higher by this much for Pip's head. */
const HEAD_SHARE = 1.16
const ANTENNA_SHARE = 1.06
/** A tip that is this near has reached the target, metres. */
const REACHED = 0.02

export function figurePainter(world: ControlWorld, style: FigureStyle): ControlPainter {
  const figure = world.figure!
  const window = windowOf(figure, style)
  return {
    ...figureMotion(figure),
    drawn: figureDrawn(figure),
    hops: false,
    layOut: area => picture(area, world, figure, style),
    scaleIn: area => figureCamera(area, window).scale,
    mood: state => (style.kind === 'arm' && targetDistance(figure, state) < REACHED ? 'happy' : null),
    readout: state => readout(figure, style, state),
  }
}

function picture(area: Area, world: ControlWorld, figure: Figure, style: FigureStyle): ControlPicture {
  const camera = figureCamera(area, windowOf(figure, style))
  camera.left = leftFor(camera, 0, 0, null)
  const layout = figureLayout(figure)
  const dress = {
    style: style.kind === 'lander' ? ('lander' as const) : ('walker' as const),
    scale: camera.scale,
  }
  const unit = unitOf(figure, dress.style)
  const zero = style.zero ?? 0
  return {
    map: null,
    flag: null,
    hero: figureHero(figure, camera, dress),
    ghosts: () => figureGhosts(figure, camera, dress),
    gaze: action => gazeOf(world, style, action),
    paintScenery: (context, palette) => paintFigureScenery(context, camera, palette, style.kind),
    trace(states, offset, into) {
      const at = offset + 3 * tracedBody(figure)
      into[0] = stageX(camera, states[at]!)
      into[1] = stageY(camera, states[at + 1]!)
    },
    anchor(_, into) {
      into[0] = area.x + area.width / 2
      into[1] = area.y + area.height - (camera.hasRuler ? 50 : 16)
    },
    drawAction(graphics, state, action, ink) {
      if (style.kind === 'lander') return
      if (style.kind === 'cart') {
        const power = shareOf(world, action, 0)
        if (Math.abs(power) < 0.03) return
        const way = Math.sign(power)
        const x = stageX(camera, state[0]!) + way * 0.36 * camera.scale
        drawArrow(graphics, x, stageY(camera, state[1]!), way * (16 + 60 * Math.abs(power)), 0, ink, 1)
        return
      }
      const powers = figure.joints.map(({ action: number }) => shareOf(world, action, number))
      drawTorques(graphics, figure, camera, state, powers, ink, unit * camera.scale)
    },
    grip: figureGrip(figure, camera, style),
    live: (scene, id, palette, scale) =>
      new FigureBackdrop(scene, id, palette, scale, {
        figure,
        layout,
        camera,
        ground: { kind: style.kind === 'lander' ? 'felt' : 'bench', zero },
        wall: style.kind !== 'arm' && style.kind !== 'lander',
        headroom: headroomOf(figure, dress.style) * camera.scale,
        measures: figure.view.follows,
        engines: style.kind === 'lander' ? { unit, power: enginesOf(world) } : null,
      }),
  }
}

/** Pip's head stands above what the physics knows of. */
function windowOf({ view, bodies }: Figure, { kind }: FigureStyle): Window {
  const isTall = kind === 'walker' && !bodies.some(({ role }) => role === 'head')
  const taller = isTall ? HEAD_SHARE : kind === 'lander' ? ANTENNA_SHARE : 1
  return { ...view, height: view.height * taller, above: kind === 'arm' }
}

const tracedBody = ({ bodies }: Figure): number => {
  const tip = bodies.findIndex(({ role }) => role === 'tip')
  return tip >= 0 ? tip : 0
}

/** An action as a share of the strongest, -1 to 1. */
function shareOf({ actionSpace }: ControlWorld, action: ArrayLike<number>, place: number): number {
  if (actionSpace.kind === 'discrete') return 0
  const most = Math.abs((actionSpace as Box).high[place] ?? 1) || 1
  return Math.max(-1, Math.min(1, (action[place] ?? 0) / most))
}

/** Gymnasium's LunarLander: engines 1 to 3 are left, main and right; continuous ones start at half their power. */
function enginesOf({ actionSpace }: ControlWorld): Engines {
  if (actionSpace.kind === 'discrete') {
    return action => ({
      below: action[0] === 2 ? 1 : 0,
      left: action[0] === 3 ? 1 : 0,
      right: action[0] === 1 ? 1 : 0,
    })
  }
  return action => {
    const main = Math.min(1, action[0]!)
    const side = Math.max(-1, Math.min(1, action[1]!))
    return {
      below: main > 0 ? 0.5 + main / 2 : 0,
      left: side > 0.5 ? side : 0,
      right: side < -0.5 ? -side : 0,
    }
  }
}

function gazeOf(
  world: ControlWorld,
  { kind }: FigureStyle,
  action: ArrayLike<number>,
): 'left' | 'right' | 'idle' {
  if (kind === 'walker') return 'right'
  const push =
    world.actionSpace.kind === 'discrete'
      ? action[0] === 1
        ? -1
        : action[0] === 3
          ? 1
          : 0
      : shareOf(world, action, kind === 'lander' ? 1 : 0)
  return Math.abs(push) < 0.15 ? 'idle' : push < 0 ? 'left' : 'right'
}

function targetDistance({ bodies }: Figure, state: ArrayLike<number>): number {
  const tip = bodies.findIndex(({ role }) => role === 'tip')
  const target = bodies.findIndex(({ role }) => role === 'target')
  if (tip < 0 || target < 0) return Number.POSITIVE_INFINITY
  return Math.hypot(state[3 * tip]! - state[3 * target]!, state[3 * tip + 1]! - state[3 * target + 1]!)
}

function readout(figure: Figure, { kind, zero = 0 }: FigureStyle, state: ArrayLike<number>): string {
  if (kind === 'arm') return `${(100 * targetDistance(figure, state)).toFixed(1)} cm from the pin`
  const tilt = degrees(wrapAngle(state[2]!))
  if (kind === 'lander') return `height ${state[1]!.toFixed(1)} m \u00b7 tilt ${tilt}`
  if (kind === 'cart') {
    const pole = figure.bodies.findIndex(({ role }) => role === 'pole')
    const lean = pole >= 0 ? degrees(wrapAngle(-state[3 * pole + 2]!)) : tilt
    return `${signed(state[0]!, 2)} m \u00b7 pole ${lean}`
  }
  return `${metres(state[0]! - zero)} m \u00b7 tilt ${tilt}`
}
