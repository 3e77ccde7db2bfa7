/** Small paper notes on the stage: numbers at the hero, and which moment of learning a robot is from. */

import type { GameObjects, Scene } from 'phaser'
import type { MomentId } from '../core/age.ts'
import type { Exhibit } from '../core/exhibit.ts'
import { Painting } from './painting.ts'
import type { Palette } from './palette.ts'

const HEIGHT = 26
const MARGIN = 8

/** A note with one line of text, and a picture before it if one is given. */
export class Note {
  /** CSS pixels, without the shadow's margin. */
  width = 0
  readonly height = HEIGHT
  private readonly image: GameObjects.Image
  private readonly painting: Painting
  private written = ''
  private paintedAt = Number.NEGATIVE_INFINITY

  constructor(scene: Scene, key: string, depth: number) {
    this.painting = new Painting(scene, key)
    this.image = scene.add.image(0, 0, '__MISSING').setOrigin(0, 0).setVisible(false).setDepth(depth)
  }

  /**
   * @param portrait a picture that stands before the text. @param now milliseconds.
   * @param every the text changes no more often than this, so that it can be read.
   */
  write(
    text: string,
    portrait: HTMLImageElement | null,
    palette: Palette,
    scale: number,
    now: number,
    every: number,
  ): void {
    const written = `${text}|${portrait?.src ?? ''}|${scale}|${palette.token('card')}`
    if (written === this.written || now - this.paintedAt < every) return
    this.written = written
    this.paintedAt = now
    const before = portrait ? 26 : 0
    const font = `600 12.5px ${palette.font}`
    // In steps, so that a changing number does not make a new texture each time.
    this.width = 10 * Math.ceil((textWidth(text, font) + 22 + before) / 10)
    const { width } = this
    const fresh = this.painting.paint(width + 2 * MARGIN, HEIGHT + 2 * MARGIN, scale, context => {
      context.translate(MARGIN, MARGIN)
      context.save()
      context.shadowColor = 'rgba(0,0,0,.25)'
      context.shadowBlur = 6 * scale
      context.shadowOffsetY = 2 * scale
      context.fillStyle = palette.token('card')
      context.beginPath()
      context.roundRect(0, 0, width, HEIGHT, 8)
      context.fill()
      context.restore()
      if (portrait) context.drawImage(portrait, 5, 0, HEIGHT, HEIGHT)
      context.font = font
      context.fillStyle = palette.token('ink')
      context.textAlign = 'center'
      context.textBaseline = 'middle'
      context.fillText(text, before + (width - before) / 2, HEIGHT / 2 + 0.5)
    })
    if (fresh) this.image.setTexture(this.painting.key)
  }

  /** @param x, y left upper corner, CSS pixels. */
  put(x: number, y: number, scale: number): void {
    this.image
      .setPosition(Math.round((x - MARGIN) * scale), Math.round((y - MARGIN) * scale))
      .setVisible(this.painting.painted)
  }

  hide(): void {
    this.image.setVisible(false)
  }

  release(): void {
    this.hide()
    this.painting.release()
    this.written = ''
    this.paintedAt = Number.NEGATIVE_INFINITY
  }
}

let measure: CanvasRenderingContext2D | null = null

function textWidth(text: string, font: string): number {
  measure ??= document.createElement('canvas').getContext('2d')!
  measure.font = font
  return measure.measureText(text).width
}

/** What a moment of learning is called on the stage. */
export function momentText(moment: Exhibit['moment']): string {
  if (moment === 'play') return 'You'
  if (moment === null) return 'Now'
  return typeof moment === 'number' ? `Step ${moment.toLocaleString('en')}` : `Trained ${moment}`
}

export type Age = 'baby' | 'teen' | 'adult'

/** How grown up a moment is beside the newest step; a trained robot says it itself. */
export function ageOf(moment: MomentId | null, newest: number): Age {
  if (typeof moment === 'string') return moment === 'teenager' ? 'teen' : moment
  const share = moment === null || newest <= 0 ? 1 : moment / newest
  return share < 0.25 ? 'baby' : share < 0.7 ? 'teen' : 'adult'
}
