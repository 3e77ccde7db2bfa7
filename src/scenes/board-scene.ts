/** The scene of all grid worlds: watch a learner, play, or compare clips. It draws what it is given and knows no learner. */
import { type GameObjects, Scene } from 'phaser'
import type { Board } from '../core/board.ts'
import { clipStepMilliseconds } from '../core/clip-pace.ts'
import type { RobotEvent, TabularFrame } from '../core/frame.ts'
import { type Art, loadArt } from './art.ts'
import { type BoardLayout, cellAt, centreOf, clipAreas } from './board-layout.ts'
import { BoardView } from './board-view.ts'
import { ClipClock } from './clip-clock.ts'
import { ClipPlayer } from './clip-player.ts'
import type { ClipView, Layers } from './layers.ts'
import { valueRange } from './mark-painter.ts'
import { type Palette, readPalette } from './palette.ts'
import type { ClipPlace, SceneInput, ShownWorld, StageScene, StageView } from './stage-scene.ts'

const PLAIN: Layers = {
  values: false,
  arrows: false,
  trails: true,
  visits: false,
  digits: false,
  swarm: false,
}
const NO_CELLS: ReadonlySet<number> = new Set()

export class BoardScene extends Scene implements StageScene {
  private inspected: number | null = null
  private clock = new ClipClock(0, 1)
  private view: StageView
  private readonly input_: SceneInput
  private board: Board | null = null
  private epoch = 0
  private art: Art | null = null
  private palette: Palette | null = null
  private views: BoardView[] = []
  private players: ClipPlayer[] = []
  private played: { states: readonly number[]; event: RobotEvent } | null = null
  private flashes: GameObjects.Arc[] = []
  private drawn: TabularFrame | null = null
  private drawnAt = 0
  private dirty = true
  private ready = false
  private announced = false
  private released = false

  constructor(input: SceneInput, view: StageView) {
    super(input.key)
    this.input_ = input
    this.view = view
  }

  create(): void {
    this.views = [new BoardView(this, 'left'), new BoardView(this, 'right')]
    this.palette = readPalette()
    void loadArt().then(art => {
      this.art = art
      this.ready = true
      this.relay()
    })
  }

  showWorld(shown: ShownWorld): void {
    if (shown.form !== 'tabular') return
    this.board = shown.board
    this.epoch = shown.epoch
    this.drawn = null
    this.players = []
    this.played = null
    this.relay()
  }

  setView(view: StageView): void {
    const before = this.view
    this.view = view
    if (view.mode !== before.mode) this.relay()
    if (view.layers !== before.layers) this.touch()
  }

  inspect(cell: number | null): void {
    if (cell === this.inspected) return
    this.inspected = cell
    this.touch()
  }

  showClips(clips: readonly ClipView[]): void {
    const before = this.players.length
    this.players = clips.flatMap(clip => (clip.form === 'tabular' ? [new ClipPlayer(clip)] : []))
    const steps = Math.max(0, ...this.players.map(player => player.steps))
    this.clock = new ClipClock(steps, clipStepMilliseconds(null, steps))
    this.views.forEach((view, index) => {
      const player = this.players[index]
      if (player && view.layout) view.robot.put(...view.spot(player.state))
    })
    this.dirty = true
    if ((before === 1) !== (clips.length === 1)) this.relay()
  }

  stepClips(by: -1 | 1): void {
    this.clock.step(by)
  }

  showPlay(play: { states: readonly number[]; event: RobotEvent } | null): void {
    this.played = play && { states: [...play.states], event: play.event }
    this.dirty = true
  }

  clipPlaces(): readonly ClipPlace[] {
    const { position } = this.clock
    return this.players.map(({ step, steps }) => ({
      step,
      of: steps,
      position: Math.min(steps, position),
    }))
  }

  /** Something outside the frame has changed: paint again. */
  private touch(): void {
    this.dirty = true
  }

  /** Colours have changed. */
  recolour(): void {
    this.palette = readPalette()
    this.relay()
  }

  /** Size, world or mode has changed: lay the boards out anew. */
  relay(): void {
    if (!this.ready || !this.board || this.released) return
    const { width, height, scale } = this.input_.size()
    if (width < 20 || height < 20) return
    const two = this.view.mode === 'compare' && this.players.length !== 1
    const areas = two ? clipAreas(width, height, this.input_.clips()) : [{ x: 0, y: 0, width, height }]
    this.views.forEach((view, index) => {
      const area = areas[index]
      if (area) view.place(this.board!, area, scale, this.palette!, this.art!, this.view.mode !== 'compare')
      else view.hide()
    })
    this.drawn = null
    this.dirty = true
  }

  cellAt(x: number, y: number): number | null {
    const layout = this.views[0]?.layout
    return layout && this.board && this.view.mode === 'watch' ? cellAt(layout, this.board, x, y) : null
  }

  valueRange(): { min: number; max: number } {
    const frame = this.fresh()
    if (!this.board || !frame) return { min: 0, max: 0 }
    const { min, max } = valueRange(this.board, frame)
    const largest = Math.max(-min, max)
    return { min: -largest, max: largest }
  }

  override update(now: number, delta: number): void {
    if (!this.ready || !this.board || !this.views[0]?.layout || this.released) return
    if (this.view.mode === 'compare') this.updateClips(delta)
    else if (this.view.mode === 'play') this.updatePlay(now)
    else this.updateWatch(now)
    const reach = this.view.reducedMotion ? 0 : this.reach()
    for (const view of this.views) view.robot.update(now, delta, reach)
    if (this.announced) return
    this.announced = true
    this.input_.onDrawn()
  }

  release(): void {
    this.released = true
    for (const view of this.views) view.release()
  }

  /** Milliseconds the robot takes to get most of the way to the next square. */
  private reach(): number {
    if (this.view.mode === 'compare')
      return Math.min(200, (0.7 * this.clock.stepMilliseconds) / this.view.clipPace)
    if (this.view.mode === 'play') return 200
    if (this.view.speed === 'max') return 0
    return this.view.speed <= 4 ? 240 : Math.max(50, 1000 / this.view.speed)
  }

  private repaintMilliseconds(): number {
    if (this.view.speed === 'max') return 500
    return this.view.speed <= 30 ? 0 : 100
  }

  /** The newest frame, if it is of the run on the stage. */
  private fresh(): TabularFrame | null {
    const frame = this.input_.frame()
    return frame?.form === 'tabular' && frame.epoch === this.epoch ? frame : null
  }

  private updateWatch(now: number): void {
    const view = this.views[0]!
    const fresh = this.fresh()
    const due = fresh !== this.drawn && now - this.drawnAt >= this.repaintMilliseconds()
    if (!due && !this.dirty) return
    if (fresh && fresh !== this.drawn) this.moveRobot(view, fresh, now)
    this.drawn = fresh
    this.drawnAt = now
    this.dirty = false
    view.paint({
      frame: fresh,
      layers: this.view.layers,
      trail: fresh?.trail ?? [],
      inspected: this.inspected,
      ring: fresh?.trail[0] ?? -1,
      trodden: NO_CELLS,
      state: fresh?.state ?? -1,
    })
  }

  private moveRobot(view: BoardView, frame: TabularFrame, now: number): void {
    const jumped = frame.episodeStep <= 1 && this.drawn !== null && this.drawn.episode !== frame.episode
    if (jumped || this.drawn === null) view.robot.put(...view.spot(frame.state))
    else view.robot.moveTo(...view.spot(frame.state))
    const actions = this.board!.actionVectors.length
    let likeliest = 0
    for (let action = 0; action < actions; action++) {
      likeliest = Math.max(likeliest, frame.policy[frame.state * actions + action]!)
    }
    const slow = this.view.speed !== 'max' && this.view.speed <= 30
    view.robot.feel(frame.event, slow && likeliest < 1.4 / actions, false, now, !this.view.reducedMotion)
    if (slow) this.flash(view.layout!, frame)
  }

  /** A ring on each square whose value has just moved: blue up, orange down. */
  private flash(layout: BoardLayout, frame: TabularFrame): void {
    const { scale } = this.input_.size()
    const { tdErrors } = frame
    for (let i = Math.max(0, tdErrors.length - 8); i < tdErrors.length; i += 2) {
      const error = tdErrors[i + 1]!
      if (Math.abs(error) < 1e-4) continue
      const [x, y] = centreOf(layout, this.board!, this.board!.cellOfState[tdErrors[i]!]!)
      const colour = Number.parseInt(this.palette!.token(error > 0 ? 'pos-4' : 'neg-4').slice(1), 16)
      const ring = this.ring()
        .setPosition(x * scale, y * scale)
        .setVisible(true)
      ring
        .setRadius(layout.cell * 0.42 * scale)
        .setStrokeStyle(3 * scale, colour, 1)
        .setAlpha(0.9)
      this.tweens.add({ targets: ring, alpha: 0, duration: 420, onComplete: () => ring.setVisible(false) })
    }
  }

  private ring(): GameObjects.Arc {
    const free = this.flashes.find(ring => !ring.visible)
    if (free) return free
    const ring = this.add.circle(0, 0, 10).setDepth(3).setVisible(false)
    ring.isFilled = false
    this.flashes.push(ring)
    return ring
  }

  private updatePlay(now: number): void {
    if (!this.dirty || !this.played) return
    const view = this.views[0]!
    const { states, event } = this.played
    const state = states.at(-1)!
    if (states.length === 1) view.robot.put(...view.spot(state))
    else view.robot.moveTo(...view.spot(state))
    view.robot.feel(event, false, true, now, !this.view.reducedMotion)
    this.dirty = false
    const trodden = new ClipPlayer({ form: 'tabular', states: Int32Array.from(states), actions: [] })
    trodden.step = states.length - 1
    view.paint({
      frame: null,
      layers: PLAIN,
      trail: states,
      inspected: null,
      ring: states[0]!,
      trodden: trodden.trodden(this.board!),
      state,
    })
  }

  private updateClips(delta: number): void {
    if (!this.view.clipsPaused) this.clock.update(delta, this.view.clipPace)
    this.views.forEach((view, index) => {
      if (!view.layout) return
      const player = this.players[index]
      const stepped = player?.show(this.clock.position)
      if (!stepped && !this.dirty) return
      if (player && player.step === 0) view.robot.put(...view.spot(player.state))
      else if (player) view.robot.moveTo(...view.spot(player.state))
      else view.robot.hide()
      if (index > 0 && !player && this.players.length === 1) return
      view.paint({
        frame: null,
        layers: PLAIN,
        trail: player?.trail() ?? [],
        inspected: null,
        ring: player?.clip.states[0] ?? -1,
        trodden: player?.trodden(this.board!) ?? NO_CELLS,
        state: player?.state ?? -1,
      })
    })
    this.dirty = false
  }
}
