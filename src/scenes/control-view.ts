/** One robot of a control world on its part of the stage: scenery, ghosts, value map, the hero and what is written at it. */
import type { GameObjects, Scene } from 'phaser'
import type { ControlWorld } from '../core/environment.ts'
import type { Exhibit, ValueSurface } from '../core/exhibit.ts'
import type { Area } from './board-layout.ts'
import {
  type ControlPainter,
  type ControlPicture,
  type LiveScenery,
  type Moment,
  POSE_SIZE,
} from './control-painter.ts'
import { DrawnTrail } from './drawn-trail.ts'
import { Feeling, moodOf } from './feeling.ts'
import { Flag, paintFlagStand } from './flag.ts'
import { Hand } from './hand.ts'
import { Note } from './notes.ts'
import { Painting } from './painting.ts'
import { numberOf, type Palette } from './palette.ts'
import { PhaseMap } from './phase-map.ts'
import { phaseMapLayout } from './phase-map-layout.ts'
import { paintMapCard, valueText } from './phase-map-painter.ts'
import { between, pastStates } from './pose.ts'
import { Hero, Swarm } from './sprites.ts'
import type { StageView } from './stage-scene.ts'
import { drawThing } from './thing-painter.ts'
import { drawTrail } from './trail-lines.ts'

const HOP_MILLISECONDS = 420
const WAVE_MILLISECONDS = 900
const NUMBER_MILLISECONDS = 100
/** Simulated time between two points of a trail. */
const FINEST_SECONDS = 0.02
const TRAIL_POINTS = 256
const NOBODY = new Float64Array(0)
/** From here on a step counts as seen. */
const ARRIVED = 0.9
/** Height that the note in the corner takes. */
const LABEL_ROOM = 36

/** What the note in the corner leaves of an area. */
export const roomUnder = (area: Area): Area => ({
  ...area,
  y: area.y + LABEL_ROOM,
  height: area.height - LABEL_ROOM,
})

/** Where one robot is shown, and how. */
export interface Setting {
  readonly world: ControlWorld
  readonly area: Area
  readonly palette: Palette
  /** Device pixels per CSS pixel. */
  readonly scale: number
  /** Is there to be a map of its plane? */
  readonly hasMap: boolean
  /** Does the map show values too? */
  readonly valued: boolean
  /** Is there to be a note in the corner? */
  readonly labelled: boolean
}

/** What is drawn in one frame. */
export interface Shown {
  readonly exhibit: Exhibit | null
  /** States of the training's robots as they are drawn, none where they are not to be seen. [n x drawn size] */
  readonly ghosts: Float64Array | null
  readonly surface: ValueSurface | null
  /** What the note in the corner says, null for none, with its picture. */
  readonly label: { readonly text: string; readonly portrait: HTMLImageElement | null } | null
}

export class ControlView {
  private readonly scene: Scene
  private readonly id: string
  private readonly painter: ControlPainter
  private readonly scenery: Painting
  private readonly sceneryImage: GameObjects.Image
  private readonly flag: Flag
  private readonly trail: GameObjects.Graphics
  private readonly action: GameObjects.Graphics
  private readonly thing: GameObjects.Graphics
  private readonly hero: Hero
  private readonly swarm: Swarm
  private readonly numbers: Note
  private readonly label: Note
  private readonly feeling: Feeling
  private map: PhaseMap | null = null
  private live: LiveScenery | null = null
  /** A person's, on the hero. */
  readonly hand: Hand
  private picture: ControlPicture | null = null
  private setting: Setting | null = null
  private state = new Float64Array(0)
  /** Both ends of the step as they are drawn. */
  private from = new Float64Array(0)
  private to = new Float64Array(0)
  private drawnTrail: DrawnTrail | null = null
  private past = new Float64Array(0)
  private poses = new Float64Array(0)
  private readonly place = new Float64Array(2)
  private readonly points = new Float64Array(2 * TRAIL_POINTS)
  private reached = false
  private reachedAt = Number.NEGATIVE_INFINITY

  constructor(scene: Scene, id: string, painter: ControlPainter, now: number) {
    this.scene = scene
    this.id = id
    this.painter = painter
    this.scenery = new Painting(scene, `${id}-scenery`)
    this.sceneryImage = scene.add.image(0, 0, '__MISSING').setOrigin(0, 0).setVisible(false)
    this.flag = new Flag(scene, `${id}-cloth`, 3)
    this.swarm = new Swarm(scene, id, 4)
    this.trail = scene.add.graphics().setDepth(5)
    this.hero = new Hero(scene, id, 6)
    this.action = scene.add.graphics().setDepth(7)
    this.thing = scene.add.graphics().setDepth(7.2)
    this.numbers = new Note(scene, `${id}-numbers`, 8)
    this.label = new Note(scene, `${id}-label`, 8)
    this.hand = new Hand(scene, id, 7.6)
    this.feeling = new Feeling(now, Math.random)
  }

  /** Lays everything out and paints what stands still. */
  lay(setting: Setting): void {
    const { world, area, palette, scale, hasMap, labelled } = setting
    this.setting = setting
    const picture = this.painter.layOut(labelled ? roomUnder(area) : area, world, hasMap)
    this.picture = picture
    const size = this.painter.drawn?.size ?? world.stateSize
    this.state = new Float64Array(size)
    this.from = new Float64Array(size)
    this.to = new Float64Array(size)
    this.past = new Float64Array(size * TRAIL_POINTS)
    this.drawnTrail = this.painter.drawn ? new DrawnTrail(this.painter.drawn, world.stateSize) : null
    this.poses = new Float64Array(POSE_SIZE * picture.hero.parts.length)
    const card = picture.map && phaseMapLayout(picture.map)
    this.scenery.paint(area.width, area.height, scale, context => {
      context.translate(-area.x, -area.y)
      picture.paintScenery(context, palette)
      if (picture.flag) paintFlagStand(context, picture.flag)
      if (card) paintMapCard(context, card, world.plane!, palette, setting.valued ? 'Value' : 'Path')
    })
    this.sceneryImage
      .setTexture(this.scenery.key)
      .setPosition(Math.round(area.x * scale), Math.round(area.y * scale))
      .setVisible(true)
    this.flag.hoist(picture.flag, scale)
    this.hand.dress(picture.grip ?? null, palette, scale)
    this.live?.release()
    this.live = picture.live?.(this.scene, `${this.id}-live`, palette, scale) ?? null
    this.map?.release()
    this.map = card
      ? new PhaseMap(this.scene, `${this.id}-map`, 1, {
          plane: world.plane!,
          angles: this.painter.angles,
          layout: card,
          palette,
          scale,
        })
      : null
    this.hero.dress(picture.hero, palette, scale)
    this.swarm.dress(picture, palette, scale)
    this.trail.setScale(scale)
    this.action.setScale(scale)
    this.thing.setScale(scale)
    this.numbers.release()
    this.label.release()
  }

  update({ exhibit, ghosts, surface, label }: Shown, view: StageView, now: number): void {
    const { picture, setting } = this
    if (!picture || !setting) return
    if (!exhibit) this.showGhosts(ghosts)
    this.map?.showSurface(surface, now)
    this.showLabel(label, now)
    this.trail.clear()
    this.action.clear()
    this.thing.clear()
    if (!exhibit) {
      this.hero.hide()
      this.numbers.hide()
      this.map?.showHero(null, this.past, 0)
      this.live?.hide()
      this.flag.wave(1)
      return
    }
    const { stepSeconds } = setting.world
    const { painter } = this
    const from = this.drawn(exhibit.previousState, this.from)
    const to = this.drawn(exhibit.state, this.to)
    between(from, 0, to, 0, exhibit.progress, painter, stepSeconds, this.state)
    const moment = this.momentOf(exhibit, view, now)
    this.live?.aim(moment)
    this.showGhosts(ghosts)
    const parts = Math.max(1, Math.round(stepSeconds / FINEST_SECONDS))
    const count = view.layers.trails
      ? pastStates(
          this.drawnTrail?.of(exhibit.trail) ?? exhibit.trail,
          this.state,
          parts,
          painter,
          stepSeconds,
          this.past,
        )
      : 0
    this.map?.showHero(this.state, this.past, count)
    this.drawTrail(count)
    this.showHero(exhibit, view, now)
    this.live?.show(moment)
    const room = picture.grip?.room
    if (exhibit.thing && room) drawThing(this.thing, exhibit.thing, exhibit.progress, room, setting.palette)
    const arrived = exhibit.finished !== 'no' && exhibit.progress > ARRIVED
    if (view.layers.arrows && exhibit.action && !arrived) {
      const { palette } = setting
      const ink = { line: numberOf(palette, 'ink'), edge: numberOf(palette, 'card') }
      picture.drawAction(this.action, this.state, exhibit.action, ink)
    }
    if (view.layers.digits) this.writeNumbers(exhibit, now)
    else this.numbers.hide()
  }

  /** Paints a little of what will be needed. */
  prepare(): boolean {
    return this.hero.prepare() || (this.live?.prepare() ?? false)
  }

  release(): void {
    for (const image of [this.sceneryImage, this.trail, this.action, this.thing]) image.destroy()
    this.scenery.release()
    this.flag.release()
    this.map?.release()
    this.map = null
    this.live?.release()
    this.live = null
    this.hand.release()
    this.hero.release()
    this.swarm.release()
    this.numbers.release()
    this.label.release()
  }

  private showHero(exhibit: Exhibit, { reducedMotion, mode }: StageView, now: number): void {
    const { picture, setting, painter } = this
    let mood = moodOf(exhibit, setting!.world)
    // A smile would tell a person which clip to like.
    if (mode !== 'compare' && (mood === 'idle' || mood === 'puzzled')) mood = painter.mood(this.state) ?? mood
    const gaze = exhibit.thought ? picture!.gaze(exhibit.thought.action) : 'idle'
    const reached = exhibit.event === 'goal' && exhibit.progress > ARRIVED
    if (reached && !this.reached) this.reachedAt = now
    this.reached = reached
    // The last step is still on its way: what it brought shows on arrival.
    const felt = exhibit.finished === 'no' || exhibit.progress > ARRIVED ? mood : 'idle'
    const face = this.feeling.face(felt, gaze, now, !reducedMotion)
    const hopped = (now - this.reachedAt) / HOP_MILLISECONDS
    const hops = painter.hops && !reducedMotion && hopped < 1
    picture!.hero.place(this.state, 0, this.poses)
    this.hero.show(this.poses, face, hops ? 16 * Math.sin(Math.PI * hopped) : 0)
    this.flag.wave(reducedMotion ? 1 : (now - this.reachedAt) / WAVE_MILLISECONDS)
  }

  /** A place of the stage in the world; null where nothing can fall there. */
  worldAt(x: number, y: number): { readonly x: number; readonly y: number } | null {
    const { area } = this.setting ?? {}
    const isInside =
      area && x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height
    return isInside ? (this.picture?.grip?.room?.worldAt(x, y) ?? null) : null
  }

  /** The hero as it is drawn. */
  get drawnState(): Float64Array {
    return this.state
  }

  /** A state of the world as it is drawn. */
  private drawn(state: Float64Array, into: Float64Array): Float64Array {
    const { drawn } = this.painter
    if (!drawn) return state
    drawn.write(state, 0, into, 0)
    return into
  }

  private momentOf(exhibit: Exhibit, { layers, mode, reducedMotion }: StageView, now: number): Moment {
    const { state, action, episodeStep, finished, progress } = exhibit
    const over = finished !== 'no' && progress > ARRIVED
    return { state, drawn: this.state, action, layers, mode, reducedMotion, episodeStep, over, now }
  }

  private showGhosts(ghosts: Float64Array | null): void {
    const states = ghosts ?? NOBODY
    const stateSize = this.state.length
    const count = states.length / stateSize
    this.swarm.show(states, count, stateSize)
    this.map?.showGhosts(states, count, stateSize)
  }

  /** @param count points of the past. */
  private drawTrail(count: number): void {
    const { state, past, points, place, picture, setting } = this
    const { area, palette } = setting!
    for (let i = 0; i < count; i++) {
      picture!.trace(past, i * state.length, place)
      points.set(place, 2 * i)
    }
    drawTrail(this.trail, points, count, area.width / 3, {
      line: numberOf(palette, 'accent'),
      halo: numberOf(palette, 'card'),
      width: 2.6,
      alpha: 0.75,
    })
  }

  private writeNumbers({ thought }: Exhibit, now: number): void {
    const { picture, setting, place, numbers, painter } = this
    const { palette, scale, area } = setting!
    const value = thought ? ` \u00b7 value ${valueText(thought.value)}` : ''
    numbers.write(painter.readout(this.state) + value, null, palette, scale, now, NUMBER_MILLISECONDS)
    picture!.anchor(this.state, place)
    const left = Math.min(
      area.x + area.width - numbers.width - 6,
      Math.max(area.x + 6, place[0]! - numbers.width / 2),
    )
    numbers.put(left, Math.max(area.y + 6, place[1]! - numbers.height), scale)
  }

  private showLabel(label: Shown['label'], now: number): void {
    if (!label) {
      this.label.hide()
      return
    }
    const { palette, scale, area } = this.setting!
    this.label.write(label.text, label.portrait, palette, scale, now, 0)
    this.label.put(area.x + 10, area.y + 8, scale)
  }
}
