/** One board on the stage: a canvas texture that is repainted when something changed, and the robot on top of it. */
import type { GameObjects, Scene, Textures } from 'phaser'
import type { Board } from '../core/board.ts'
import type { TabularFrame } from '../core/frame.ts'
import type { Art } from './art.ts'
import { type Area, type BoardLayout, centreOf, layOut } from './board-layout.ts'
import type { Layers } from './layers.ts'
import { paintLoupe } from './loupe-painter.ts'
import {
  paintArrows,
  paintDigits,
  paintPastTrails,
  paintTrail,
  shownState,
  valueRange,
} from './mark-painter.ts'
import { type Palette, sequentialColour, signedColour } from './palette.ts'
import { Robot } from './robot.ts'
import { paintRing, paintSquare, paintThings, paintTray, VALUELESS } from './tile-painter.ts'

/** What a repaint shows. */
export interface Picture {
  readonly frame: TabularFrame | null
  readonly layers: Layers
  /** The running trail, as states. */
  readonly trail: ArrayLike<number>
  readonly inspected: number | null
  /** State where a clip starts, ringed; -1 for none. */
  readonly ring: number
  readonly trodden: ReadonlySet<number>
  /** The robot's state, for markers of its context. */
  readonly state: number
}

export class BoardView {
  readonly robot: Robot
  private readonly scene: Scene
  private readonly id: string
  private readonly image: GameObjects.Image
  private texture: Textures.CanvasTexture | null = null
  private ground: HTMLCanvasElement | null = null
  private board: Board | null = null
  private palette: Palette | null = null
  private art: Art | null = null
  private scale = 1
  private laid: BoardLayout | null = null

  constructor(scene: Scene, id: string) {
    this.scene = scene
    this.id = id
    this.image = scene.add.image(0, 0, '__MISSING').setOrigin(0, 0).setVisible(false)
    this.robot = new Robot(scene, id)
  }

  get layout(): BoardLayout | null {
    return this.laid
  }

  /** @param scale device pixels per CSS pixel. */
  place(board: Board, area: Area, scale: number, palette: Palette, art: Art, rulers: boolean): void {
    this.board = board
    this.palette = palette
    this.art = art
    this.scale = scale
    this.laid = layOut(board, area, rulers)
    const key = `board-${this.id}`
    const { textures } = this.scene
    this.image.setTexture('__MISSING')
    if (textures.exists(key)) textures.remove(key)
    const [width, height] = [Math.ceil(area.width * scale), Math.ceil(area.height * scale)]
    this.texture = textures.createCanvas(key, width, height)
    this.image
      .setTexture(key)
      .setPosition(area.x * scale, area.y * scale)
      .setVisible(true)
    this.ground = document.createElement('canvas')
    this.ground.width = width
    this.ground.height = height
    const context = this.prepare(this.ground.getContext('2d')!)
    paintTray(context, board, this.laid, palette)
    board.tiles.forEach((_, cell) => {
      paintSquare(context, board, this.laid!, cell, palette.token('zero'))
    })
    this.robot.resize(art, Math.round(Math.min(this.laid.cell * 1.28, 118) * scale))
  }

  hide(): void {
    this.image.setVisible(false)
    this.robot.hide()
  }

  release(): void {
    const { textures } = this.scene
    if (textures.exists(`board-${this.id}`)) textures.remove(`board-${this.id}`)
    this.robot.release()
  }

  /** Robot position for a state, device pixels. */
  spot(state: number): [number, number] {
    const [x, y] = centreOf(this.laid!, this.board!, this.board!.cellOfState[state]!)
    return [x * this.scale, (y + this.laid!.cell * 0.08) * this.scale]
  }

  paint(picture: Picture): void {
    const { texture, board, laid, palette, art } = this
    if (!texture || !board || !laid || !palette || !art) return
    const { frame, layers } = picture
    const surface = texture.context
    surface.setTransform(1, 0, 0, 1, 0, 0)
    surface.clearRect(0, 0, texture.width, texture.height)
    surface.drawImage(this.ground!, 0, 0)
    const context = this.prepare(surface)
    const range = frame ? valueRange(board, frame) : { min: 0, max: 0 }
    const largest = Math.max(1e-9, -range.min, range.max)
    const strengthOf = (cell: number) => {
      const state = frame && layers.values ? shownState(board, frame, cell) : -1
      return state >= 0 && !VALUELESS.has(board.tiles[cell]!) ? frame!.values[state]! / largest : 0
    }
    if (frame && (layers.values || layers.visits)) this.paintSquares(context, frame, layers, strengthOf)
    paintThings(context, board, laid, art, palette, picture.trodden)
    if (frame && layers.arrows) paintArrows(context, board, laid, palette, frame, strengthOf)
    if (frame && layers.digits) paintDigits(context, board, laid, palette, frame, strengthOf, layers.arrows)
    if (frame && layers.trails) paintPastTrails(context, board, laid, palette, frame.pastTrails)
    if (picture.ring >= 0) {
      const [x, y] = centreOf(laid, board, board.cellOfState[picture.ring]!)
      paintRing(context, x, y, laid.cell * 0.36, palette.token('ink-2'))
    }
    if (layers.trails) paintTrail(context, board, laid, palette, picture.trail)
    if (picture.state >= 0) this.paintMarkers(context, picture.state)
    if (frame && picture.inspected !== null && picture.inspected < board.tiles.length) {
      paintLoupe(context, board, laid, palette, frame, picture.inspected, largest)
    }
    texture.refresh()
  }

  private paintSquares(
    context: CanvasRenderingContext2D,
    frame: TabularFrame,
    layers: Layers,
    strengthOf: (cell: number) => number,
  ): void {
    const { board, laid, palette } = this
    let most = 1
    if (layers.visits) for (const visits of frame.visits) most = Math.max(most, visits)
    board!.tiles.forEach((kind, cell) => {
      const state = shownState(board!, frame, cell)
      if (state < 0 || VALUELESS.has(kind)) return
      const colour = layers.visits
        ? sequentialColour(palette!, Math.sqrt(frame.visits[state]! / most))
        : signedColour(palette!, strengthOf(cell))
      paintSquare(context, board!, laid!, cell, colour)
    })
  }

  private paintMarkers(context: CanvasRenderingContext2D, state: number): void {
    const { board, laid } = this
    for (const { cell, kind } of board!.markers[board!.contextOfState[state]!] ?? []) {
      const [x, y] = centreOf(laid!, board!, cell)
      const side = laid!.cell
      // The ring of the running episode or clip says where it starts.
      if (kind === 'start') continue
      if (kind === 'destination') {
        context.drawImage(this.art!.goal, x - side * 0.36, y - side * 0.42, side * 0.72, side * 0.72)
      } else {
        paintPassenger(context, x, y, side)
      }
    }
  }

  private prepare(context: CanvasRenderingContext2D): CanvasRenderingContext2D {
    const { scale } = this
    const area = this.laid!.area
    context.setTransform(scale, 0, 0, scale, -area.x * scale, -area.y * scale)
    return context
  }
}

function paintPassenger(context: CanvasRenderingContext2D, x: number, y: number, side: number): void {
  context.fillStyle = '#FFD057'
  context.strokeStyle = '#35312B'
  context.lineWidth = Math.max(1.5, side / 32)
  context.beginPath()
  context.roundRect(x - side * 0.17, y - side * 0.02, side * 0.34, side * 0.3, side * 0.12)
  context.fill()
  context.stroke()
  context.beginPath()
  context.arc(x, y - side * 0.14, side * 0.14, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
}
