/** The part of a scene of bodies that moves with the camera: wall, ground, signs of the robot, the best mark so far. */
import type { GameObjects, Scene } from 'phaser'
import type { Figure } from '../core/figure.ts'
import type { LiveScenery, Moment } from './control-painter.ts'
import { type FigureCamera, follow, leftFor, stageX, stageY } from './figure-camera.ts'
import { edgesOf, heightAt, lasting, levelStretch } from './figure-ground.ts'
import type { GroundStyle } from './figure-ground-painter.ts'
import { drawFlame } from './figure-lander.ts'
import { drawFeelers, drawShadows } from './figure-signs.ts'
import type { FigureLayout } from './figure-state.ts'
import { GroundStrips } from './figure-strips.ts'
import { FigureWall } from './figure-wall.ts'
import { paintFlag } from './flag.ts'
import { Note } from './notes.ts'
import { metres } from './numbers.ts'
import { Painting } from './painting.ts'
import { numberOf, type Palette } from './palette.ts'

/** A mark nearer to the start than this tells nothing, metres. */
const LEAST_MARK = 0.5
const TAG_MILLISECONDS = 100
/** Smallest change of the camera's aim that is worth a frame without motion, share of its width. */
const STILL_SHARE = 0.16
const FLAG = { width: 62, height: 66 } as const

/** Power of engines, 0 to 1: the one below, and those that blow to the left and to the right. */
export type Engines = (action: ArrayLike<number>) => { below: number; left: number; right: number }

export interface BackdropPlan {
  readonly figure: Figure
  readonly layout: FigureLayout
  readonly camera: FigureCamera
  readonly ground: GroundStyle
  /** Is there a wall behind it? */
  readonly wall: boolean
  /** Pixels from the first body's frame to above the robot's head. */
  readonly headroom: number
  /** Is the way from the start what counts? */
  readonly measures: boolean
  /** Metres of one of the lander's units, and its engines; null for who has none. */
  readonly engines: { readonly unit: number; readonly power: Engines } | null
}

export class FigureBackdrop implements LiveScenery {
  private readonly plan: BackdropPlan
  private readonly palette: Palette
  private readonly scale: number
  private readonly wall: FigureWall | null
  private readonly strips: GroundStrips
  private readonly shadows: GameObjects.Graphics
  private readonly signs: GameObjects.Graphics
  private readonly tag: Note
  private readonly mark: Note
  private readonly flag: Painting
  private readonly flags: readonly GameObjects.Image[]
  private ground: Float64Array | null = null
  private groundOf = -1
  private best = LEAST_MARK
  private furthest = 0
  private aimedAt = Number.NEGATIVE_INFINITY
  private tagY = Number.NaN

  constructor(scene: Scene, id: string, palette: Palette, scale: number, plan: BackdropPlan) {
    this.plan = plan
    this.palette = palette
    this.scale = scale
    const { camera } = plan
    const stageWidth = scene.scale.width / scale
    camera.open.left = camera.area.x < 1
    camera.open.right = camera.area.x + camera.area.width > stageWidth - 1
    this.wall = plan.wall ? new FigureWall(scene, `${id}-wall`, camera, palette, scale) : null
    this.strips = new GroundStrips(scene, `${id}-ground`, camera, palette, scale, plan.ground)
    this.shadows = scene.add.graphics().setDepth(2).setScale(scale)
    this.signs = scene.add.graphics().setDepth(5.5).setScale(scale)
    this.tag = new Note(scene, `${id}-tag`, 7.5)
    this.mark = new Note(scene, `${id}-mark`, 4.6)
    this.flag = new Painting(scene, `${id}-flag`)
    this.flag.paint(FLAG.width, FLAG.height, scale, context => {
      context.translate(18, 60)
      context.scale(0.62, 0.62)
      paintFlag(context)
    })
    this.flags = [0, 1].map(() =>
      scene.add
        .image(0, 0, this.flag.key)
        .setOrigin(18 / FLAG.width, 60 / FLAG.height)
        .setDepth(1.5)
        .setVisible(false),
    )
  }

  aim({ state, drawn, now, reducedMotion, episodeStep }: Moment): void {
    const { figure, camera } = this.plan
    // At an episode's start there may be other ground; within one there is not.
    if (episodeStep === 0 || episodeStep !== this.groundOf) {
      this.groundOf = episodeStep
      this.ground = lasting(figure.ground(state, 0), this.ground)
      this.strips.lay(this.ground)
    }
    const width = camera.area.width / camera.scale
    const edges = edgesOf(this.ground, width)
    const left = leftFor(camera, drawn[0]!, edges ? (edges[0] + edges[1]) / 2 : 0, edges)
    const passed = now - this.aimedAt
    this.aimedAt = now
    if (!camera.follows || passed > 1000) camera.left = left
    else if (!reducedMotion) follow(camera, left, passed)
    else if (Math.abs(left - camera.left) > STILL_SHARE * width) camera.left = left
    this.wall?.show()
    this.strips.show()
  }

  show(moment: Moment): void {
    const { figure, camera, layout } = this.plan
    const { drawn, layers, action, mode } = moment
    this.shadows.clear()
    this.signs.clear()
    if (this.ground) drawShadows(this.shadows, figure, camera, drawn, this.ground)
    if (layout.feelerCount > 0 && layers.values)
      drawFeelers(this.signs, camera, drawn, layout, numberOf(this.palette, 'accent'))
    if (action && !moment.over) this.drawEngines(drawn, action, moment.now)
    this.measure(moment)
    if (mode === 'compare' || !this.plan.measures) this.tag.hide()
    else this.writeTag(drawn, moment.now)
    this.placeFlags(mode)
  }

  hide(): void {
    this.shadows.clear()
    this.signs.clear()
    this.tag.hide()
  }

  prepare(): boolean {
    return this.strips.prepare()
  }

  release(): void {
    this.wall?.release()
    this.strips.release()
    for (const thing of [this.shadows, this.signs, ...this.flags]) thing.destroy()
    this.flag.release()
    this.tag.release()
    this.mark.release()
  }

  private drawEngines(drawn: ArrayLike<number>, action: ArrayLike<number>, now: number): void {
    const { engines, camera } = this.plan
    if (!engines) return
    const { below, left, right } = engines.power(action)
    const turn = -drawn[2]!
    const size = engines.unit * camera.scale
    const [x, y] = [stageX(camera, drawn[0]!), stageY(camera, drawn[1]!)]
    const flame = (acrossUnits: number, downUnits: number, blows: number, length: number, power: number) => {
      const [across, down] = [acrossUnits * size, downUnits * size]
      const atX = x + across * Math.cos(turn) - down * Math.sin(turn)
      const atY = y + across * Math.sin(turn) + down * Math.cos(turn)
      drawFlame(this.signs, atX, atY, turn + blows, length * size, power, now)
    }
    flame(0, 16, 0, 30, below)
    flame(-20, -14, Math.PI / 2, 15, left)
    flame(20, -14, -Math.PI / 2, 15, right)
  }

  /** The mark moves when a try is over, so that it does not run before the robot. */
  private measure({ drawn, episodeStep, over, mode }: Moment): void {
    if (!this.plan.measures || mode === 'compare') return
    if (episodeStep <= 1) this.furthest = 0
    this.furthest = Math.max(this.furthest, drawn[0]! - this.plan.ground.zero)
    if (over) this.best = Math.max(this.best, this.furthest)
  }

  private writeTag(drawn: ArrayLike<number>, now: number): void {
    const { plan, palette, scale, tag } = this
    const { camera, headroom, ground } = plan
    const { area } = camera
    tag.write(`Pip ${metres(drawn[0]! - ground.zero)} m`, null, palette, scale, now, TAG_MILLISECONDS)
    const above = stageY(camera, drawn[1]!) - headroom - tag.height - 8
    const wanted = Math.max(area.y + 8, above)
    this.tagY =
      Number.isNaN(this.tagY) || Math.abs(wanted - this.tagY) > 120
        ? wanted
        : this.tagY + (wanted - this.tagY) * 0.12
    const x = stageX(camera, drawn[0]!) - tag.width / 2
    const left = Math.min(area.x + area.width - tag.width - 6, Math.max(area.x + 6, x))
    tag.put(left, this.tagY, scale)
  }

  private placeFlags(mode: Moment['mode']): void {
    const { plan, palette, scale, mark, ground } = this
    const { camera } = plan
    const [first, second] = this.flags
    mark.hide()
    if (!ground) return
    if (plan.engines) {
      const pad = levelStretch(ground)
      if (pad) for (const side of [0, 1]) this.plant(this.flags[side]!, pad[side]!)
      return
    }
    second!.setVisible(false)
    if (!plan.measures || mode === 'compare' || this.best <= LEAST_MARK) {
      first!.setVisible(false)
      return
    }
    const x = this.best + plan.ground.zero
    if (!this.plant(first!, x)) return
    mark.write(`best ${this.best.toFixed(1)} m`, null, palette, scale, 0, 0)
    mark.put(
      stageX(camera, x) - mark.width / 2 + 8,
      stageY(camera, heightAt(ground, x)) - FLAG.height - 34,
      scale,
    )
  }

  /** @returns true when it can be seen. */
  private plant(flag: GameObjects.Image, x: number): boolean {
    const { camera } = this.plan
    const { area, open } = camera
    const at = stageX(camera, x)
    const seen = at > area.x - (open.left ? 50 : -20) && at < area.x + area.width + (open.right ? 20 : -46)
    const y = stageY(camera, heightAt(this.ground!, x))
    flag.setPosition(Math.round(at * this.scale), Math.round(y * this.scale)).setVisible(seen)
    return seen
  }
}
