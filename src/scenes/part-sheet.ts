/** Parts of a robot on one sheet, each a frame of the same texture: a renderer draws what shares a texture in one go. */
import type { Scene } from 'phaser'
import type { Look, Part } from './control-painter.ts'
import { Painting } from './painting.ts'

/** Device pixels between parts. */
const GUTTER = 2
/** A row ends where it would be wider than this. */
const WIDEST = 1024

export interface SheetPlace {
  /** Device pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Rows of parts, in their order. @param resolution device pixels per CSS pixel. */
export function placesOnSheet(
  parts: readonly Pick<Part, 'width' | 'height'>[],
  resolution: number,
): { places: SheetPlace[]; width: number; height: number } {
  const places: SheetPlace[] = []
  let [x, y, row, widest] = [0, 0, 0, 1]
  for (const part of parts) {
    const width = Math.max(1, Math.ceil(part.width * resolution))
    const height = Math.max(1, Math.ceil(part.height * resolution))
    if (x > 0 && x + width > WIDEST) {
      y += row + GUTTER
      x = 0
      row = 0
    }
    places.push({ x, y, width, height })
    x += width + GUTTER
    row = Math.max(row, height)
    widest = Math.max(widest, x)
  }
  return { places, width: widest, height: Math.max(1, y + row) }
}

export class PartSheet {
  readonly key: string
  private readonly painting: Painting

  /** Every part is the frame of its name. @param resolution device pixels per CSS pixel. */
  constructor(scene: Scene, key: string, parts: readonly Part[], look: Look, resolution: number) {
    this.key = key
    this.painting = new Painting(scene, key)
    const { places, width, height } = placesOnSheet(parts, resolution)
    this.painting.paint(width / resolution, height / resolution, resolution, context => {
      parts.forEach((part, index) => {
        const place = places[index]!
        context.save()
        context.translate(place.x / resolution, place.y / resolution)
        context.beginPath()
        context.rect(0, 0, place.width / resolution, place.height / resolution)
        context.clip()
        part.paint(context, look)
        context.restore()
      })
    })
    const texture = scene.textures.get(key)
    parts.forEach(({ name }, index) => {
      const place = places[index]!
      texture.add(name, 0, place.x, place.y, place.width, place.height)
    })
  }

  release(): void {
    this.painting.release()
  }
}
