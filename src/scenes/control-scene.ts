/** The scene of all control worlds: one robot, or two beside each other, the swarm of the training, the value map. */
import { Scene } from 'phaser'
import { clipStepMilliseconds } from '../core/clip-pace.ts'
import type { ControlWorld } from '../core/environment.ts'
import type { Exhibit } from '../core/exhibit.ts'
import type { ControlFrame } from '../core/frame.ts'
import { loadPortraits, type Portraits } from './art.ts'
import { type Area, clipAreas } from './board-layout.ts'
import { ClipClock } from './clip-clock.ts'
import { clipExhibit, stepsOf } from './clip-exhibit.ts'
import type { ControlPainter } from './control-painter.ts'
import { ControlView, roomUnder, type Shown } from './control-view.ts'
import type { ClipView, ControlClip } from './layers.ts'
import { ageOf, momentText } from './notes.ts'
import { type Palette, readPalette } from './palette.ts'
import { glide } from './pose.ts'
import type { ClipPlace, SceneInput, ShownWorld, StageScene, StageView } from './stage-scene.ts'

/** Ghosts get most of the way to their next place in this time. */
const GLIDE_MILLISECONDS = 90
/** Without motion they are set to their places this often. */
const STILL_MILLISECONDS = 500
const MOST_GHOSTS = 64
const GAP = 12

export class ControlScene extends Scene implements StageScene {
  private readonly input_: SceneInput
  private readonly painterOf: (world: ControlWorld) => ControlPainter
  private painter: ControlPainter | null = null
  private view: StageView
  private world: ControlWorld | null = null
  private epoch = 0
  private palette: Palette | null = null
  private portraits: Portraits | null = null
  private views: ControlView[] = []
  private laidFor = 0
  private clips: readonly ControlClip[] = []
  private clock = new ClipClock(0, 1)
  private ghosts = new Float64Array(0)
  private drawnRobots = new Float64Array(0)
  private ghostsAt = Number.NEGATIVE_INFINITY
  /** Does a hand push the robot? */
  private pushes = false
  private ready = false
  private announced = false
  private released = false

  constructor(input: SceneInput, view: StageView, painterOf: (world: ControlWorld) => ControlPainter) {
    super(input.key)
    this.input_ = input
    this.view = forMode(view)
    this.painterOf = painterOf
  }

  create(): void {
    this.palette = readPalette()
    this.ready = true
    void loadPortraits().then(portraits => {
      this.portraits = portraits
    })
    this.relay()
  }

  showWorld(shown: ShownWorld): void {
    if (shown.form !== 'control') return
    const same = shown.world === this.world
    this.world = shown.world
    this.epoch = shown.epoch
    this.ghosts = new Float64Array(0)
    this.clips = []
    if (same) return
    this.painter = this.painterOf(shown.world)
    for (const each of this.views) each.release()
    this.views = []
    this.relay()
  }

  setView(view: StageView): void {
    const before = this.view
    this.view = forMode(view)
    const map = this.view.layers.values !== before.layers.values && this.hasPlane()
    if (map || (before.mode === 'compare') !== (this.view.mode === 'compare')) this.relay()
  }

  showClips(clips: readonly ClipView[]): void {
    this.clips = clips.flatMap(clip => (clip.form === 'control' ? [clip] : []))
    const steps = Math.max(0, ...this.clips.map(stepsOf))
    this.clock = new ClipClock(steps, clipStepMilliseconds(this.world?.stepSeconds ?? null, steps))
  }

  stepClips(by: -1 | 1): void {
    this.clock.step(by)
  }

  clipPlaces(): readonly ClipPlace[] {
    return this.clips.map(clip => {
      const of = stepsOf(clip)
      const position = Math.min(of, this.clock.position)
      return { step: Math.floor(position + 1e-6), of, position }
    })
  }

  recolour(): void {
    if (!this.ready) return
    this.palette = readPalette()
    this.relay()
  }

  relay(): void {
    if (!this.ready || !this.world || this.released) return
    const { width, height, scale } = this.input_.size()
    if (width < 20 || height < 20) return
    const count = this.count()
    while (this.views.length > count) this.views.pop()!.release()
    while (this.views.length < count) {
      const id = `${this.input_.key}-${this.views.length}`
      this.views.push(new ControlView(this, id, this.painter!, this.time.now))
    }
    const hasMap = this.hasPlane() && this.view.layers.values
    const areas = this.areas(count, width, height, hasMap)
    this.views.forEach((view, index) => {
      view.lay({
        world: this.world!,
        area: areas[index]!,
        palette: this.palette!,
        scale,
        hasMap,
        valued: index === count - 1,
        labelled: count > 1 && !this.comparing(),
      })
    })
    this.laidFor = count
  }

  cellAt(): null {
    return null
  }

  valueRange(): { min: number; max: number } {
    const surface = this.input_.surface()
    return surface ? { min: surface.low, max: surface.high } : { min: 0, max: 0 }
  }

  override update(now: number, delta: number): void {
    if (!this.ready || !this.world || this.released) return
    const exhibits = this.exhibits(delta)
    if (this.laidFor !== this.count()) this.relay()
    if (this.views.length === 0) return
    const frame = this.fresh()
    this.moveGhosts(frame, now, delta)
    const surface = this.view.layers.values ? this.input_.surface() : null
    this.views.forEach((view, index) => {
      const exhibit = exhibits[index] ?? null
      const last = index === this.views.length - 1
      view.update(
        {
          exhibit,
          ghosts: this.view.layers.swarm && this.hasSwarm(exhibit) ? this.ghosts : null,
          surface: last ? surface : null,
          label: this.labelOf(exhibit, frame),
        },
        this.view,
        now,
      )
    })
    this.moveHand(now)
    // One face a frame, so that none is painted in the middle of a fall.
    this.views.some(view => view.prepare())
    if (this.announced) return
    this.announced = true
    this.input_.onDrawn()
  }

  hover(x: number, y: number): boolean {
    const view = this.held()
    return view?.hand.hover(view.drawnState, x, y) ?? false
  }

  leave(): void {
    for (const { hand } of this.views) hand.leave()
  }

  grab(x: number, y: number): boolean {
    const view = this.held()
    return view?.hand.grab(view.drawnState, x, y, this.time.now) ?? false
  }

  drop(x: number, y: number): void {
    const place = this.held()?.worldAt(x, y)
    if (place) this.input_.onDrop?.(place.x, place.y)
  }

  letGo(): void {
    for (const view of this.views) view.hand.letGo(view.drawnState, this.time.now)
  }

  release(): void {
    this.released = true
    if (this.pushes) this.input_.onPoke?.(null)
    for (const view of this.views) view.release()
    this.views = []
  }

  /** The robot that can be held: the first, but none that is judged. */
  private held(): ControlView | null {
    return this.comparing() || this.input_.exhibits().length === 0 ? null : (this.views[0] ?? null)
  }

  private moveHand(now: number): void {
    const view = this.held()
    if (!view) for (const { hand } of this.views) hand.drop()
    const push = view?.hand.update(view.drawnState, now) ?? null
    if (!push && !this.pushes) return
    this.pushes = push !== null
    this.input_.onPoke?.(push)
  }

  private hasPlane(): boolean {
    return this.world !== null && this.world.plane !== null && !this.painter?.drawn
  }

  private comparing(): boolean {
    return this.view.mode === 'compare'
  }

  /** Robots that are laid out for: two clips before there are any. */
  private count(): number {
    const shown = this.comparing() ? this.clips : this.input_.exhibits()
    const expected = this.comparing() && this.clips.length === 0 ? 2 : shown.length
    return Math.max(1, Math.min(2, expected))
  }

  private exhibits(delta: number): readonly Exhibit[] {
    if (!this.comparing()) return this.input_.exhibits()
    if (!this.view.clipsPaused) this.clock.update(delta, this.view.clipPace)
    const { position } = this.clock
    const shown = this.view.reducedMotion ? Math.floor(position + 1e-6) : position
    return this.clips.map(clip => clipExhibit(clip, shown))
  }

  private areas(count: number, width: number, height: number, hasMap: boolean): readonly Area[] {
    if (count === 1) return [{ x: 0, y: 0, width, height }]
    if (this.comparing()) return clipAreas(width, height, this.input_.clips())
    return this.areasForTwo(width, height, hasMap)
  }

  /** Beside each other or one above the other, whichever shows the world larger. */
  private areasForTwo(width: number, height: number, hasMap: boolean): readonly Area[] {
    const beside = clipAreas(width, height, { stacked: false, gap: GAP })
    const stacked = clipAreas(width, height, { stacked: true, gap: GAP })
    const scaleIn = ([area]: readonly [Area, Area]) => this.painter!.scaleIn(roomUnder(area), hasMap)
    return scaleIn(stacked) > 1.15 * scaleIn(beside) ? stacked : beside
  }

  /** The newest frame, if it is of the run on the stage. */
  private fresh(): ControlFrame | null {
    const frame = this.input_.frame()
    return frame?.form === 'control' && frame.epoch === this.epoch ? frame : null
  }

  /** Two moments side by side: the swarm is of now. */
  private hasSwarm(exhibit: Exhibit | null): boolean {
    return this.views.length === 1 || exhibit?.moment === null
  }

  private labelOf(exhibit: Exhibit | null, frame: ControlFrame | null): Shown['label'] {
    if (!exhibit || this.views.length === 1 || this.comparing()) return null
    const { moment } = exhibit
    const portrait =
      moment === 'play' || !this.portraits ? null : this.portraits[ageOf(moment, frame?.step ?? 0)]
    return { text: momentText(moment), portrait }
  }

  private moveGhosts(frame: ControlFrame | null, now: number, delta: number): void {
    const robots = frame?.robots.subarray(0, MOST_GHOSTS * this.world!.stateSize) ?? new Float64Array(0)
    const target = this.targets(robots)
    const size = this.painter!.drawn?.size ?? this.world!.stateSize
    const still = this.view.reducedMotion
    if (target.length !== this.ghosts.length) this.ghosts = target.slice()
    else if (!still)
      glide(this.ghosts, target, size, 1 - Math.exp((-3 * delta) / GLIDE_MILLISECONDS), this.painter!)
    else if (now - this.ghostsAt >= STILL_MILLISECONDS) this.ghosts.set(target)
    else return
    this.ghostsAt = now
  }

  /** Where the ghosts should be, as they are drawn. */
  private targets(robots: Float64Array): Float64Array {
    const { drawn } = this.painter!
    if (!drawn) return robots
    const { stateSize } = this.world!
    const count = robots.length / stateSize
    if (this.drawnRobots.length !== count * drawn.size)
      this.drawnRobots = new Float64Array(count * drawn.size)
    for (let i = 0; i < count; i++) drawn.write(robots, i * stateSize, this.drawnRobots, i * drawn.size)
    return this.drawnRobots
  }
}

/** Who plays or judges sees what there is to see, not what the learner thinks of it. */
function forMode(view: StageView): StageView {
  if (view.mode === 'watch') return view
  const layers = { ...view.layers, values: false, swarm: false }
  if (view.mode === 'play') return { ...view, layers }
  return { ...view, layers: { ...layers, arrows: true, trails: true, digits: false } }
}
