/**
 * The stage: one Phaser game with a transparent canvas over the page's mat. It can be moved from one element to another
 * and fills the one it is in, sharp on high-density screens. WebGL where a real GPU draws it, Canvas elsewhere. It holds
 * one scene; a world of another kind brings its own, and the scene before stays to be seen until that one has drawn.
 */
import { CANVAS, Game, Renderer, Scale, WEBGL } from 'phaser'
import type { RobotEvent } from '../core/frame.ts'
import type { Speed } from '../core/run-config.ts'
import type { EnvId } from '../envs/registry.ts'
import type { ClipArrangement } from './board-layout.ts'
import { BoardScene } from './board-scene.ts'
import type { ClipView, Layers } from './layers.ts'
import { type SceneFactory, scenes } from './registry.ts'
import type { ClipPlace, SceneInput, ShownWorld, StageMode, StageScene, StageView } from './stage-scene.ts'

export type { ClipView, Layers } from './layers.ts'
export type { ClipPlace, ShownWorld, StageMode } from './stage-scene.ts'

export interface StageOptions
  extends Pick<SceneInput, 'frame' | 'exhibits' | 'surface' | 'onPoke' | 'onDrop'> {
  readonly parent: HTMLElement
  readonly renderer: 'auto' | 'canvas' | 'webgl'
  /** The first world, which chooses the scene: `bringScene` was called for it. */
  readonly env: EnvId
  onInspect(cell: number | null): void
}

/** More than this many device pixels per CSS pixel cannot be seen and costs. */
const MOST_SCALE = 2
/** A press that goes less far is a click. */
const CLICK_PIXELS = 6

export class Stage {
  private readonly options: StageOptions
  private readonly game: Game
  private readonly observer: ResizeObserver
  private parent: HTMLElement
  private factory: SceneFactory
  private scene: StageScene
  /** Scenes of worlds before, until the present one has drawn. */
  private leaving: StageScene[] = []
  private opened = 0
  private view: StageView = {
    mode: 'watch',
    layers: { values: true, arrows: true, trails: true, visits: false, digits: false, swarm: true },
    speed: 100,
    reducedMotion: false,
    clipsPaused: false,
    clipPace: 1,
  }
  private inspected: number | null = null
  private tilt = 0

  constructor(options: StageOptions) {
    this.options = options
    this.parent = options.parent
    const { width, height, scale } = this.size()
    this.factory = scenes[options.env]
    this.scene = this.open(this.factory)
    this.game = new Game({
      type: rendererType(options.renderer),
      parent: options.parent,
      transparent: true,
      banner: false,
      audio: { noAudio: true },
      input: { keyboard: false, mouse: false, touch: false, gamepad: false },
      scale: { mode: Scale.NONE, width: width * scale, height: height * scale, zoom: 1 / scale },
      scene: this.scene,
    })
    this.observer = new ResizeObserver(() => this.fit())
    this.observer.observe(this.parent)
    this.game.events.once('ready', () => {
      // Phaser tells textures of one batch apart by comparing an interpolated number exactly, which rounding breaks on some
      // graphics cards and in software: halves of pictures go missing. With one texture each there is nothing to compare.
      const { renderer } = this.game
      if (renderer instanceof Renderer.WebGL.WebGLRenderer) renderer.renderNodes.setMaxParallelTextureUnits(1)
      this.listen(this.game.canvas)
      this.lean()
    })
  }

  /** Moves the canvas into another element. */
  attach(parent: HTMLElement): void {
    if (parent === this.parent && this.game.canvas?.parentElement === parent) return
    this.observer.disconnect()
    this.parent = parent
    if (this.game.canvas) parent.append(this.game.canvas)
    this.observer.observe(parent)
    this.fit()
  }

  /** @param shown a world whose scene was brought. */
  showWorld(shown: ShownWorld): void {
    const factory = scenes[shown.env as EnvId]
    if (factory !== this.factory) {
      this.leaving.push(this.scene)
      this.factory = factory
      this.scene = this.open(factory)
      this.game.scene.add(keyOf(this.scene), this.scene, true)
    }
    this.scene.showWorld(shown)
  }

  setMode(mode: StageMode): void {
    this.setView({ mode })
  }

  setLayers(layers: Layers): void {
    this.setView({ layers })
  }

  setSpeed(speed: Speed): void {
    this.setView({ speed })
  }

  setReducedMotion(reducedMotion: boolean): void {
    this.setView({ reducedMotion })
  }

  /** Turns the picture, uphill to the right (rad). */
  setTilt(angle: number): void {
    if (angle === this.tilt) return
    this.tilt = angle
    this.lean()
  }

  /** Boards only. */
  inspect(cell: number | null): void {
    this.inspected = cell
    this.board()?.inspect(cell)
  }

  /** The left and the right of a pair, a single one, or none. */
  showClips(clips: readonly ClipView[]): void {
    this.scene.showClips(clips)
  }

  /** Boards only: a person's play in a control world is an exhibit. */
  showPlay(play: { states: readonly number[]; event: RobotEvent } | null): void {
    this.board()?.showPlay(play)
  }

  /** @param pace a multiple of the usual one. */
  playClips(paused: boolean, pace: number): void {
    if (paused !== this.view.clipsPaused || pace !== this.view.clipPace)
      this.setView({ clipsPaused: paused, clipPace: pace })
  }

  /** Both clips by one step by hand. */
  stepClips(by: -1 | 1): void {
    this.scene.stepClips(by)
  }

  clipPlaces(): readonly ClipPlace[] {
    return this.scene.clipPlaces()
  }

  setTheme(): void {
    this.scene.recolour()
  }

  /** Values that the ends of the colour scale stand for. */
  valueRange(): { min: number; max: number } {
    return this.scene.valueRange()
  }

  destroy(): void {
    this.observer.disconnect()
    this.game.destroy(true)
  }

  private lean(): void {
    const { canvas } = this.game
    if (canvas) canvas.style.transform = this.tilt === 0 ? '' : `rotate(${-this.tilt}rad)`
  }

  private board(): BoardScene | null {
    return this.scene instanceof BoardScene ? this.scene : null
  }

  private setView(part: Partial<StageView>): void {
    this.view = { ...this.view, ...part }
    this.scene.setView(this.view)
  }

  private open(factory: SceneFactory): StageScene {
    const { frame, exhibits, surface, onPoke, onDrop } = this.options
    this.opened++
    const key = `world-${this.opened}`
    return factory(
      {
        key,
        frame,
        exhibits,
        surface,
        size: () => this.size(),
        clips: () => this.clipArrangement(),
        ...(onPoke && { onPoke }),
        ...(onDrop && { onDrop }),
        onDrawn: () => {
          if (key === keyOf(this.scene)) this.retire()
        },
      },
      this.view,
    )
  }

  private retire(): void {
    for (const scene of this.leaving) {
      // At once: its turn in this very step of the game may still come, and its textures go now.
      scene.sys.pause()
      scene.scene.setVisible(false)
      scene.release()
      this.game.scene.remove(keyOf(scene))
    }
    this.leaving = []
  }

  private size(): { width: number; height: number; scale: number } {
    return {
      width: Math.max(1, this.parent.clientWidth),
      height: Math.max(1, this.parent.clientHeight),
      scale: Math.min(MOST_SCALE, window.devicePixelRatio || 1),
    }
  }

  /** The page's style sheet decides, so that canvas and mats cannot disagree. */
  private clipArrangement(): ClipArrangement {
    const { flexDirection, rowGap } = getComputedStyle(this.parent)
    return { stacked: flexDirection === 'column', gap: Number.parseFloat(rowGap) || 0 }
  }

  private fit(): void {
    if (!this.game.isBooted) return
    const { width, height, scale } = this.size()
    // In this order: the canvas takes its CSS size from the zoom call alone.
    this.game.scale.setGameSize(Math.round(width * scale), Math.round(height * scale))
    this.game.scale.setZoom(1 / scale)
    this.scene.relay()
  }

  private listen(canvas: HTMLCanvasElement): void {
    if (canvas.parentElement !== this.parent) this.parent.append(canvas)
    const tell = (cell: number | null) => {
      if (cell === this.inspected) return
      this.inspected = cell
      this.options.onInspect(cell)
    }
    const cellUnder = (event: PointerEvent) => this.scene.cellAt(event.offsetX, event.offsetY)
    this.listenForHands(canvas)
    this.listenForDrops(canvas)
    canvas.addEventListener('pointermove', event => {
      if (event.pointerType === 'mouse') tell(cellUnder(event))
    })
    canvas.addEventListener('pointerleave', event => {
      if (event.pointerType === 'mouse') tell(null)
    })
    canvas.addEventListener('pointerdown', event => {
      if (event.pointerType === 'mouse') return
      const cell = cellUnder(event)
      tell(cell === this.inspected ? null : cell)
    })
  }

  /** A click or a tap beside a robot drops a ball there. */
  private listenForDrops(canvas: HTMLCanvasElement): void {
    let pressed: { readonly x: number; readonly y: number } | null = null
    canvas.addEventListener('pointerdown', ({ button, offsetX: x, offsetY: y }) => {
      const held = this.scene.hover?.(x, y) ?? false
      pressed = button === 0 && !held ? { x, y } : null
    })
    canvas.addEventListener('pointerup', ({ offsetX: x, offsetY: y }) => {
      if (pressed && Math.hypot(x - pressed.x, y - pressed.y) <= CLICK_PIXELS) this.scene.drop?.(x, y)
      pressed = null
    })
    canvas.addEventListener('pointercancel', () => {
      pressed = null
    })
  }

  /** A hand holds a robot from press to release, wherever the pointer goes in between. */
  private listenForHands(canvas: HTMLCanvasElement): void {
    let holding = false
    const letGo = () => {
      if (!holding) return
      holding = false
      canvas.style.cursor = ''
      this.scene.letGo?.()
    }
    canvas.addEventListener('pointermove', event => {
      const over = this.scene.hover?.(event.offsetX, event.offsetY) ?? false
      canvas.style.cursor = holding ? 'grabbing' : over ? 'grab' : ''
    })
    canvas.addEventListener('pointerdown', event => {
      if (event.button !== 0 || !this.scene.grab?.(event.offsetX, event.offsetY)) return
      holding = true
      canvas.style.cursor = 'grabbing'
      canvas.setPointerCapture(event.pointerId)
      event.preventDefault()
    })
    // A finger that holds a robot does not scroll the page.
    canvas.addEventListener('touchstart', event => holding && event.preventDefault(), { passive: false })
    canvas.addEventListener('touchmove', event => holding && event.preventDefault(), { passive: false })
    canvas.addEventListener('pointerup', letGo)
    canvas.addEventListener('pointercancel', letGo)
    canvas.addEventListener('pointerleave', () => this.scene.leave?.())
  }
}

const keyOf = (scene: StageScene): string => scene.sys.settings.key

const rendererType = (renderer: StageOptions['renderer']): number =>
  renderer === 'webgl' || (renderer === 'auto' && hasGpu()) ? WEBGL : CANVAS

/** Is there a GPU that draws WebGL well? A software one is slower than Canvas. */
function hasGpu(): boolean {
  const context = document
    .createElement('canvas')
    .getContext('webgl2', { failIfMajorPerformanceCaveat: true })
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
