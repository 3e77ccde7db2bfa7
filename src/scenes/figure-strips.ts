/** The ground as strips that are painted once each and then only moved. */
import type { GameObjects, Scene } from 'phaser'
import { type FigureCamera, stageY } from './figure-camera.ts'
import { highest } from './figure-ground.ts'
import { type GroundStyle, paintStrip } from './figure-ground-painter.ts'
import { Painting } from './painting.ts'
import type { Palette } from './palette.ts'

/** CSS pixels. */
const STRIP_WIDTH = 320
/** Strips kept beyond those in sight: those at the start are soon wanted again. */
const SPARE = 6
/** Room above the highest ground for its outline. */
const ABOVE = 8

interface Kept {
  number: number
  painting: Painting
  image: GameObjects.Image
  usedAt: number
}

export class GroundStrips {
  private readonly scene: Scene
  private readonly id: string
  private readonly camera: FigureCamera
  private readonly palette: Palette
  private readonly scale: number
  private readonly style: GroundStyle
  private readonly width: number
  private ground: Float64Array | null = null
  private top = 0
  private kept: Kept[] = []
  private made = 0
  private frame = 0

  constructor(
    scene: Scene,
    id: string,
    camera: FigureCamera,
    palette: Palette,
    scale: number,
    style: GroundStyle,
  ) {
    this.scene = scene
    this.id = id
    this.camera = camera
    this.palette = palette
    this.scale = scale
    this.style = style
    // Whole device pixels, so that neighbours meet without a seam.
    this.width = Math.round(STRIP_WIDTH * scale) / scale
  }

  /** New ground is painted anew. */
  lay(ground: Float64Array | null): void {
    if (ground === this.ground) return
    this.ground = ground
    for (const strip of this.kept) strip.number = Number.NaN
    this.top = ground
      ? Math.max(this.camera.area.y, Math.floor(stageY(this.camera, highest(ground)) - ABOVE))
      : 0
  }

  show(): void {
    if (!this.ground) {
      for (const { image } of this.kept) image.setVisible(false)
      return
    }
    this.frame++
    const { camera, scale, width } = this
    const { area, left } = camera
    const first = Math.floor((left * camera.scale) / width)
    const last = Math.floor((left * camera.scale + area.width) / width)
    for (const { image, number } of this.kept)
      if (!(number >= first && number <= last)) image.setVisible(false)
    for (let number = first; number <= last; number++) {
      const strip = this.strip(number)
      strip.usedAt = this.frame
      const x = area.x + number * width - left * camera.scale
      const from = Math.round(x * scale)
      const [low, high] = [area.x * scale, (area.x + area.width) * scale]
      const crop = Math.max(0, Math.round(low) - from)
      const across = Math.min(width * scale, Math.round(high) - from) - crop
      strip.image
        .setPosition(from, Math.round(this.top * scale))
        .setCrop(crop, 0, Math.max(0, across), strip.image.height)
        .setVisible(across > 0)
    }
  }

  release(): void {
    for (const { painting, image } of this.kept) {
      image.destroy()
      painting.release()
    }
    this.kept = []
  }

  /** Paints the strip that comes into sight next. */
  prepare(): boolean {
    if (!this.ground || !this.camera.follows) return false
    const { area, left, scale } = this.camera
    const next = Math.floor((left * scale + area.width) / this.width) + 1
    if (this.kept.some(({ number }) => number === next)) return false
    this.strip(next).image.setVisible(false)
    return true
  }

  private strip(number: number): Kept {
    const found = this.kept.find(each => each.number === number)
    if (found) return found
    const { area } = this.camera
    const inSight = Math.ceil(area.width / this.width) + 2
    let strip = this.kept.find(each => Number.isNaN(each.number))
    if (!strip && this.kept.length >= inSight + SPARE)
      strip = this.kept.reduce((oldest, each) => (each.usedAt < oldest.usedAt ? each : oldest))
    if (!strip) {
      const painting = new Painting(this.scene, `${this.id}-strip-${this.made++}`)
      const image = this.scene.add.image(0, 0, '__MISSING').setOrigin(0, 0).setDepth(1)
      strip = { number, painting, image, usedAt: this.frame }
      this.kept.push(strip)
    }
    strip.number = number
    const { ground, top, width, camera } = this
    const bottom = area.y + area.height
    strip.painting.paint(width, bottom - top, this.scale, context => {
      const place = { left: (number * width) / camera.scale, width, top, bottom }
      paintStrip(context, place, ground!, camera, this.palette, this.style)
    })
    strip.image.setTexture(strip.painting.key)
    return strip
  }
}
