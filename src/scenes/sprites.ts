/** Robots of a control world as images: the hero, whose face changes, and a pool of faint ghosts. */
import { CANVAS, type GameObjects, type Scene, Textures } from 'phaser'
import { type Cast, type ControlPicture, type Part, POSE_SIZE } from './control-painter.ts'
import type { Palette } from './palette.ts'
import { PartSheet } from './part-sheet.ts'
import { FACES, type Face } from './pip-painter.ts'

export class Hero {
  private readonly scene: Scene
  private readonly id: string
  private readonly depth: number
  private images: GameObjects.Image[] = []
  private parts: readonly Part[] = []
  private palette: Palette | null = null
  private scale = 1
  private face: Face = 'idle'
  /** One of what has no face, one for each face. */
  private readonly sheets = new Map<Face | 'body', PartSheet>()

  constructor(scene: Scene, id: string, depth: number) {
    this.scene = scene
    this.id = id
    this.depth = depth
  }

  /** New sizes or colours. @param scale device pixels per CSS pixel. */
  dress({ parts }: Cast, palette: Palette, scale: number): void {
    this.release()
    this.parts = parts
    this.palette = palette
    this.scale = scale
    this.images = parts.map((part, index) => {
      return this.scene.add
        .image(0, 0, this.key(part, 'idle'), part.name)
        .setOrigin(part.pivotX / part.width, part.pivotY / part.height)
        .setDepth(this.depth + index * 0.01)
        .setVisible(false)
    })
  }

  /** @param poses [3 x parts] @param lift of a hop, CSS pixels. */
  show(poses: Float64Array, face: Face, lift: number): void {
    if (face !== this.face) {
      this.face = face
      this.parts.forEach((part, index) => {
        if (part.hasFace) this.images[index]!.setTexture(this.key(part, face), part.name)
      })
    }
    const { scale } = this
    this.images.forEach((image, index) => {
      const at = index * POSE_SIZE
      const x = poses[at]!
      image.setPosition(x * scale, (poses[at + 1]! - lift) * scale).setVisible(!Number.isNaN(x))
      image.rotation = poses[at + 2]!
    })
  }

  hide(): void {
    for (const image of this.images) image.setVisible(false)
  }

  release(): void {
    for (const image of this.images) image.destroy()
    this.images = []
    for (const sheet of this.sheets.values()) sheet.release()
    this.sheets.clear()
    this.face = 'idle'
  }

  /** One more face painted ahead of need, so that no frame has to paint many. @returns false when all are there. */
  prepare(): boolean {
    const part = this.parts.find(({ hasFace }) => hasFace)
    const face = part && FACES.find(each => !this.sheets.has(each))
    if (!face) return false
    this.key(part, face)
    return true
  }

  private key({ hasFace }: Part, face: Face): string {
    const which = hasFace ? face : 'body'
    const found = this.sheets.get(which)
    if (found) return found.key
    const parts = this.parts.filter(part => part.hasFace === hasFace)
    const look = { face, ghost: false, palette: this.palette! }
    const sheet = new PartSheet(this.scene, `${this.id}-${which}`, parts, look, this.scale)
    this.sheets.set(which, sheet)
    return sheet.key
  }
}

export class Swarm {
  private readonly scene: Scene
  private readonly id: string
  private readonly depth: number
  /** Images by robot, one for each part. */
  private pool: GameObjects.Image[] = []
  private shownCount = 0
  private cast: Cast | null = null
  private size = 0
  private poses = new Float64Array(0)
  private clothes: { picture: ControlPicture; palette: Palette; scale: number } | null = null
  private sheet: PartSheet | null = null

  constructor(scene: Scene, id: string, depth: number) {
    this.scene = scene
    this.id = `${id}-ghost`
    this.depth = depth
  }

  /** New sizes or colours. @param scale device pixels per CSS pixel. */
  dress(picture: ControlPicture, palette: Palette, scale: number): void {
    this.release()
    this.clothes = { picture, palette, scale }
  }

  /** @param states [count x stateSize] */
  show(states: Float64Array, count: number, stateSize: number): void {
    if (count !== this.shownCount) this.fill(count)
    const { pool, poses, cast } = this
    if (!cast) return
    const each = cast.parts.length
    const scale = this.clothes!.scale
    for (let robot = 0; robot < count; robot++) {
      cast.place(states, robot * stateSize, poses)
      for (let part = 0; part < each; part++) {
        const image = pool[robot * each + part]!
        const x = poses[part * POSE_SIZE]!
        image.x = x * scale
        image.visible = !Number.isNaN(x)
        image.y = poses[part * POSE_SIZE + 1]! * scale
        image.rotation = poses[part * POSE_SIZE + 2]!
      }
    }
  }

  release(): void {
    for (const image of this.pool) image.destroy()
    this.pool = []
    this.shownCount = 0
    this.size = 0
    this.cast = null
    this.sheet?.release()
    this.sheet = null
  }

  private fill(count: number): void {
    if (count > 0 && (this.size === 0 || (!this.cast?.solid && ghostSize(count) !== this.size)))
      this.grow(ghostSize(count))
    const parts = this.cast?.parts ?? []
    const needed = count * parts.length
    while (this.pool.length < needed) {
      const place = this.pool.length % parts.length
      const part = parts[place]!
      const image = this.scene.add
        .image(0, 0, this.sheet!.key, part.name)
        .setOrigin(part.pivotX / part.width, part.pivotY / part.height)
        .setDepth(this.depth)
        .setVisible(false)
      this.pool.push(image)
    }
    const alpha = this.cast?.solid ? 1 : ghostAlpha(count)
    this.pool.forEach((image, index) => {
      image.setVisible(index < needed).setAlpha(alpha)
    })
    this.shownCount = count
  }

  private grow(size: number): void {
    this.release()
    this.size = size
    const { picture, palette, scale } = this.clothes!
    this.cast = picture.ghosts(size)
    this.poses = new Float64Array(POSE_SIZE * this.cast.parts.length)
    const look = { face: 'idle', ghost: true, palette } as const
    this.sheet = new PartSheet(this.scene, this.id, this.cast.parts, look, scale)
    if (this.scene.game.renderer.type !== CANVAS) return
    // Without a GPU smoothing is half of what ghosts cost, and as faint as they are it is hardly seen.
    this.scene.textures.get(this.sheet.key).setFilter(Textures.FilterMode.NEAREST)
  }
}

/** Many ghosts are drawn smaller: they hide less, and cost less where no GPU draws them. */
const ghostSize = (count: number): number => (count <= 6 ? 0.8 : count <= 24 ? 0.62 : 0.46)

/** Few ghosts may be clearer than many. */
const ghostAlpha = (count: number): number => Math.min(0.32, Math.max(0.22, 1.1 / Math.sqrt(count)))
