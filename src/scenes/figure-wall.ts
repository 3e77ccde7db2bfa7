/** The wall behind the bench: a pegboard whose dots and tools pass by more slowly than the robot walks. */
import type { GameObjects, Scene } from 'phaser'
import { PEG_SPACING, TOOLS } from './bench-painter.ts'
import type { FigureCamera } from './figure-camera.ts'
import { Painting } from './painting.ts'
import type { Palette } from './palette.ts'

/** How fast the wall passes by beside the bench. */
const SLOWNESS = 0.35
/** Pixels of wall until the tools come again. */
const PERIOD = 1080
const PLACES = [90, 225, 330, 470] as const
const TOOL_BOX = { left: 30, top: 10, width: 110, height: 112 } as const

export class FigureWall {
  private readonly camera: FigureCamera
  private readonly scale: number
  private readonly paintings: Painting[] = []
  private readonly dots: GameObjects.Image
  private readonly tools: GameObjects.Image[] = []
  private readonly toolsTop: number

  constructor(scene: Scene, id: string, camera: FigureCamera, palette: Palette, scale: number) {
    this.camera = camera
    this.scale = scale
    const { area } = camera
    const dots = new Painting(scene, `${id}-dots`)
    dots.paint(area.width + PEG_SPACING, area.height, scale, context => {
      context.fillStyle = palette.token('mat-ink')
      context.globalAlpha = 0.12
      context.beginPath()
      for (let y = 20; y < area.height - 40; y += PEG_SPACING) {
        for (let x = 20; x < area.width + PEG_SPACING; x += PEG_SPACING) {
          context.moveTo(x + 1.7, y)
          context.arc(x, y, 1.7, 0, 2 * Math.PI)
        }
      }
      context.fill()
    })
    this.paintings.push(dots)
    this.dots = scene.add.image(0, 0, dots.key).setOrigin(0, 0).setDepth(0.1)
    this.toolsTop = area.y + Math.max(12, Math.min(96, (area.height - 420) * 0.4 + 40))
    const rounds = area.height > 360 ? Math.ceil(area.width / PERIOD) + 1 : 0
    TOOLS.forEach((d, index) => {
      const tool = new Painting(scene, `${id}-tool-${index}`)
      tool.paint(TOOL_BOX.width, TOOL_BOX.height, scale, context => {
        context.translate(TOOL_BOX.left, TOOL_BOX.top)
        context.globalAlpha = 0.17
        context.strokeStyle = palette.token('mat-ink')
        context.lineWidth = 2.4
        context.lineJoin = 'round'
        context.lineCap = 'round'
        context.stroke(new Path2D(d))
      })
      this.paintings.push(tool)
      for (let round = 0; round < rounds; round++)
        this.tools.push(scene.add.image(0, 0, tool.key).setOrigin(0, 0).setDepth(0.2).setVisible(false))
    })
  }

  show(): void {
    const { camera, scale } = this
    const { area } = camera
    const passed = camera.follows ? camera.left * camera.scale * SLOWNESS : 0
    const shift = ((passed % PEG_SPACING) + PEG_SPACING) % PEG_SPACING
    this.dots
      .setPosition(Math.round((area.x - shift) * scale), Math.round(area.y * scale))
      .setCrop(Math.round(shift * scale), 0, area.width * scale, area.height * scale)
    const rounds = this.tools.length / TOOLS.length
    this.tools.forEach((image, index) => {
      const round = index % Math.max(1, rounds)
      const kind = Math.floor(index / Math.max(1, rounds))
      const turn = rounds * PERIOD
      const place = PLACES[kind]! + 420 + round * PERIOD - passed
      const x = ((((place + TOOL_BOX.width) % turn) + turn) % turn) - TOOL_BOX.width
      const inside =
        x > (camera.open.left ? -TOOL_BOX.width : 0) &&
        x < area.width - (camera.open.right ? 0 : TOOL_BOX.width)
      image
        .setPosition(Math.round((area.x + x) * scale), Math.round(this.toolsTop * scale))
        .setVisible(inside)
    })
  }

  release(): void {
    this.dots.destroy()
    for (const image of this.tools) image.destroy()
    for (const painting of this.paintings) painting.release()
  }
}
