/** The value map on the stage: colours that change with the surface, and over them the hero's trail and everyone's place. */
import type { GameObjects, Scene } from 'phaser'
import type { StatePlane } from '../core/environment.ts'
import type { ValueSurface } from '../core/exhibit.ts'
import { Painting } from './painting.ts'
import { numberOf, type Palette } from './palette.ts'
import { type PhaseMapLayout, placeOnMap, valuePixels } from './phase-map-layout.ts'
import { paintScale } from './phase-map-painter.ts'
import { drawTrail } from './trail-lines.ts'

const HERO_DOT = 6
const GHOST_DOT = 2.6
/** The numbers of the scale change no more often than this. */
const SCALE_MILLISECONDS = 400

export class PhaseMap {
  private readonly scene: Scene
  private readonly angles: readonly number[]
  private readonly plane: StatePlane
  private readonly layout: PhaseMapLayout
  private readonly palette: Palette
  private readonly scale: number
  private readonly colours: Painting
  private readonly strip: Painting
  private readonly dots: { hero: Painting; ghost: Painting }
  private readonly colourImage: GameObjects.Image
  private readonly stripImage: GameObjects.Image
  private readonly heroImage: GameObjects.Image
  private readonly trail: GameObjects.Graphics
  private readonly ghosts: GameObjects.Image[] = []
  private readonly place = new Float64Array(2)
  private readonly points = new Float64Array(2 * 256)
  private pixels: ImageData | null = null
  private version = -1
  private stripAt = Number.NEGATIVE_INFINITY
  private stripVersion = -1

  constructor(
    scene: Scene,
    id: string,
    depth: number,
    parts: {
      plane: StatePlane
      angles: readonly number[]
      layout: PhaseMapLayout
      palette: Palette
      scale: number
    },
  ) {
    this.scene = scene
    this.plane = parts.plane
    this.angles = parts.angles
    this.layout = parts.layout
    this.palette = parts.palette
    this.scale = parts.scale
    const { plot } = this.layout
    this.colours = new Painting(scene, `${id}-colours`)
    this.strip = new Painting(scene, `${id}-scale`)
    this.dots = { hero: new Painting(scene, `${id}-hero`), ghost: new Painting(scene, `${id}-ghost`) }
    this.dots.hero.paint(2 * HERO_DOT + 6, 2 * HERO_DOT + 6, this.scale, context => {
      disc(context, HERO_DOT + 3, HERO_DOT + 2.5, this.palette.token('card'))
      disc(context, HERO_DOT + 3, HERO_DOT, this.palette.token('accent'))
    })
    this.dots.ghost.paint(2 * GHOST_DOT + 2, 2 * GHOST_DOT + 2, this.scale, context =>
      disc(context, GHOST_DOT + 1, GHOST_DOT, this.palette.token('ink')),
    )
    const image = (key: string, level: number) =>
      scene.add
        .image(0, 0, key)
        .setDepth(depth + level)
        .setVisible(false)
    this.colourImage = image('__MISSING', 0)
      .setOrigin(0, 0)
      .setPosition(plot.x * this.scale, plot.y * this.scale)
    this.stripImage = image('__MISSING', 0).setOrigin(1, 0.5)
    this.trail = scene.add
      .graphics()
      .setDepth(depth + 0.2)
      .setScale(this.scale)
    this.heroImage = image(this.dots.hero.key, 0.3)
  }

  /** @param now milliseconds. */
  showSurface(surface: ValueSurface | null, now: number): void {
    if (!surface) {
      this.colourImage.setVisible(false)
      this.stripImage.setVisible(false)
      return
    }
    if (surface.version !== this.version) this.paintColours(surface)
    this.colourImage.setVisible(true)
    if (this.stripVersion !== surface.version && now - this.stripAt >= SCALE_MILLISECONDS) {
      this.stripVersion = surface.version
      this.stripAt = now
      this.paintStrip(surface)
    }
    this.stripImage.setVisible(this.strip.painted)
  }

  /** @param state where the hero is drawn, null where it is not. @param past where it has been, `count` states. */
  showHero(state: Float64Array | null, past: Float64Array, count: number): void {
    this.trail.clear()
    this.heroImage.setVisible(state !== null)
    if (!state) return
    const { layout, plane, angles, place, points } = this
    for (let i = 0; i < count; i++) {
      placeOnMap(layout, plane, past, i * state.length, angles, place)
      points.set(place, 2 * i)
    }
    drawTrail(this.trail, points, count, layout.plot.width / 2, {
      line: numberOf(this.palette, 'accent'),
      halo: numberOf(this.palette, 'card'),
      width: layout.compact ? 1.6 : 2.2,
      alpha: 1,
    })
    placeOnMap(layout, plane, state, 0, angles, place)
    this.heroImage.setPosition(place[0]! * this.scale, place[1]! * this.scale)
  }

  /** @param states [n x stateSize] */
  showGhosts(states: Float64Array, count: number, stateSize: number): void {
    const { ghosts, place, scale } = this
    while (ghosts.length < count) {
      ghosts.push(
        this.scene.add
          .image(0, 0, this.dots.ghost.key)
          .setDepth(this.trail.depth - 0.1)
          .setAlpha(0.5),
      )
    }
    for (let i = 0; i < ghosts.length; i++) {
      const dot = ghosts[i]!
      if (dot.visible !== i < count) dot.setVisible(i < count)
      if (i >= count) continue
      placeOnMap(this.layout, this.plane, states, i * stateSize, this.angles, place)
      dot.x = place[0]! * scale
      dot.y = place[1]! * scale
    }
  }

  release(): void {
    for (const image of [this.colourImage, this.stripImage, this.heroImage, ...this.ghosts]) image.destroy()
    this.trail.destroy()
    for (const painting of [this.colours, this.strip, this.dots.hero, this.dots.ghost]) painting.release()
  }

  private paintColours(surface: ValueSurface): void {
    this.version = surface.version
    const { columns, rows } = surface
    if (this.pixels?.width !== columns || this.pixels.height !== rows)
      this.pixels = new ImageData(columns, rows)
    const pixels = this.pixels
    valuePixels(surface, this.palette, pixels.data)
    const fresh = this.colours.paint(columns, rows, 1, context => context.putImageData(pixels, 0, 0))
    if (!fresh) return
    const { plot } = this.layout
    this.colourImage
      .setTexture(this.colours.key)
      .setOrigin(0, 0)
      .setDisplaySize(plot.width * this.scale, plot.height * this.scale)
  }

  private paintStrip(surface: ValueSurface): void {
    const { card, plot, compact } = this.layout
    const left = (compact ? plot.x - 12 : card.x + 12) + 44
    const width = card.x + card.width - (compact ? 8 : 12) - left
    const fresh = this.strip.paint(width, 20, this.scale, context =>
      paintScale(context, width, 20, surface, this.palette),
    )
    if (!fresh) return
    this.stripImage
      .setTexture(this.strip.key)
      .setOrigin(1, 0.5)
      .setPosition((left + width) * this.scale, (card.y + (compact ? 12 : 15)) * this.scale)
  }
}

function disc(context: CanvasRenderingContext2D, middle: number, radius: number, colour: string): void {
  context.fillStyle = colour
  context.beginPath()
  context.arc(middle, middle, radius, 0, 2 * Math.PI)
  context.fill()
}
