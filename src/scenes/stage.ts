/**
 * The stage: one Phaser game with a transparent canvas over the page's mat. It can be moved from one element to another
 * and fills the one it is in, sharp on high-density screens. WebGL where a real GPU draws it, Canvas elsewhere.
 */
import { CANVAS, Game, Scale, WEBGL } from 'phaser'
import type { Board } from '../core/board.ts'
import type { Frame, RobotEvent } from '../core/frame.ts'
import type { Speed } from '../core/run-config.ts'
import type { EnvId } from '../envs/registry.ts'
import type { ClipArrangement } from './board-layout.ts'
import type { BoardScene, StageMode } from './board-scene.ts'
import type { ClipView, Layers } from './layers.ts'
import { scenes } from './registry.ts'

export type { ClipView } from './layers.ts'

export interface StageOptions {
  readonly parent: HTMLElement
  readonly renderer: 'auto' | 'canvas' | 'webgl'
  /** The first world, which chooses the scene. */
  readonly env: EnvId
  /** The newest frame; read when the stage draws. */
  frame(): Frame | null
  onInspect(cell: number | null): void
}

/** More than this many device pixels per CSS pixel cannot be seen and costs. */
const MOST_SCALE = 2

export class Stage {
  private readonly options: StageOptions
  private readonly game: Game
  private readonly scene: BoardScene
  private readonly observer: ResizeObserver
  private parent: HTMLElement
  private inspected: number | null = null

  constructor(options: StageOptions) {
    this.options = options
    this.parent = options.parent
    const { width, height, scale } = this.size()
    this.scene = scenes[options.env]({
      frame: options.frame,
      size: () => this.size(),
      clips: () => this.clipArrangement(),
    })
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
    this.game.events.once('ready', () => this.listen(this.game.canvas))
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

  showWorld({ board, epoch }: { board: Board; epoch: number; env: string }): void {
    this.scene.show(board, epoch)
  }

  setMode(mode: StageMode): void {
    this.scene.mode = mode
    this.scene.relay()
  }

  setLayers(layers: Layers): void {
    if (layers === this.scene.layers) return
    this.scene.layers = layers
    this.scene.touch()
  }

  setSpeed(speed: Speed): void {
    this.scene.speed = speed
  }

  inspect(cell: number | null): void {
    if (cell === this.scene.inspected) return
    this.inspected = cell
    this.scene.inspected = cell
    this.scene.touch()
  }

  showClips(pair: { left: ClipView; right: ClipView } | null): void {
    this.showPlayers(pair ? [pair.left, pair.right] : [])
  }

  showSingleClip(clip: ClipView | null): void {
    this.showPlayers(clip ? [clip] : [])
  }

  showPlay(play: { states: readonly number[]; event: RobotEvent } | null): void {
    this.scene.showPlay(play)
  }

  pauseClips(paused: boolean): void {
    this.scene.clipsPaused = paused
  }

  /** One step of one clip by hand. */
  stepClip(index: number): void {
    this.scene.clips()[index]?.next()
    this.scene.touch()
  }

  /** Steps shown so far, and how many there are. */
  clipProgress(): { left: { step: number; of: number }; right: { step: number; of: number } } {
    const [left, right] = this.scene.clips()
    const progress = (player: typeof left) => ({ step: player?.step ?? 0, of: player?.steps ?? 0 })
    return { left: progress(left), right: progress(right) }
  }

  setReducedMotion(reduced: boolean): void {
    this.scene.reducedMotion = reduced
  }

  setTheme(): void {
    this.scene.recolour()
  }

  valueRange(): { min: number; max: number } {
    return this.scene.valueRange()
  }

  destroy(): void {
    this.observer.disconnect()
    this.game.destroy(true)
  }

  private showPlayers(clips: readonly ClipView[]): void {
    const before = this.scene.clips().length
    this.scene.showClips(clips)
    if ((before === 1) !== (clips.length === 1)) this.scene.relay()
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
}

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
