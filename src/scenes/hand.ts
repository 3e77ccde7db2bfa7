/** A person's hand on a robot: takes hold, pulls with a spring, pokes; a hand, a zigzag and a hint are drawn of it. */
import type { GameObjects, Scene } from 'phaser'
import type { Push } from '../core/environment.ts'
import type { Grip, Handle } from './control-painter.ts'
import { Note } from './notes.ts'
import { Painting } from './painting.ts'
import { numberOf, type Palette } from './palette.ts'

/** A press that is shorter and goes less far is a click. */
const CLICK_MILLISECONDS = 260
const CLICK_PIXELS = 6
/** How long a poke pushes. */
const POKE_MILLISECONDS = 120
const HAND =
  'M8 12V5.500a1.500 1.500 0 0 1 3 0V11M11 10.500V4a1.500 1.500 0 0 1 3 0v7M14 11V5.500a1.500 1.500 0 0 1 3 0V14c0 4-2 7-6 7-3 0-4.500-1.500-6-4.500L3.500 13a1.500 1.500 0 0 1 2.600-1.500L8 14'
const HAND_SCALE = 1.55
const HAND_SIZE = 24 * HAND_SCALE
const ZIGZAGS = 9

export class Hand {
  private readonly spring: GameObjects.Graphics
  private readonly painting: Painting
  private readonly image: GameObjects.Image
  private readonly hint: Note
  private grip: Grip | null = null
  private palette: Palette | null = null
  private scale = 1
  private handle: Handle | null = null
  private pressedAt = 0
  private readonly pressed = { x: 0, y: 0 }
  private readonly pointer = { x: 0, y: 0 }
  private hovers = false
  private poking: { handle: Handle; until: number; push: Push } | null = null
  private knows = false
  private readonly place = new Float64Array(2)

  constructor(scene: Scene, id: string, depth: number) {
    this.spring = scene.add.graphics().setDepth(depth)
    this.painting = new Painting(scene, `${id}-hand`)
    this.image = scene.add
      .image(0, 0, '__MISSING')
      .setDepth(depth + 0.1)
      .setVisible(false)
    this.hint = new Note(scene, `${id}-hint`, depth + 0.2)
  }

  /** @param grip null where nothing can be held. @param scale device pixels per CSS pixel. */
  dress(grip: Grip | null, palette: Palette, scale: number): void {
    this.grip = grip
    this.palette = palette
    this.scale = scale
    this.drop()
    this.spring.setScale(scale)
    if (!grip) return
    this.painting.paint(HAND_SIZE, HAND_SIZE, scale, context => {
      context.scale(HAND_SCALE, HAND_SCALE)
      context.lineJoin = 'round'
      context.lineCap = 'round'
      const path = new Path2D(HAND)
      context.strokeStyle = palette.token('card')
      context.lineWidth = 4
      context.stroke(path)
      context.fillStyle = palette.token('card')
      context.fill(path)
      context.strokeStyle = palette.token('ink')
      context.lineWidth = 1.7
      context.stroke(path)
    })
    this.image.setTexture(this.painting.key)
  }

  /** The pointer is there, pressed or not. @returns true over something that can be held. */
  hover(drawn: ArrayLike<number>, x: number, y: number): boolean {
    this.pointer.x = x
    this.pointer.y = y
    this.hovers = this.handle !== null || this.grip?.take(drawn, x, y) != null
    return this.hovers
  }

  leave(): void {
    this.hovers = false
  }

  /** @returns true when it holds something now. */
  grab(drawn: ArrayLike<number>, x: number, y: number, now: number): boolean {
    this.handle = this.grip?.take(drawn, x, y) ?? null
    this.pressedAt = now
    this.pressed.x = x
    this.pressed.y = y
    this.pointer.x = x
    this.pointer.y = y
    return this.handle !== null
  }

  /** Lets go; a short press was a poke. */
  letGo(drawn: ArrayLike<number>, now: number): void {
    const { handle, grip, pressed, pointer } = this
    this.handle = null
    if (!handle || !grip) return
    this.knows = true
    const moved = Math.hypot(pointer.x - pressed.x, pointer.y - pressed.y)
    if (now - this.pressedAt > CLICK_MILLISECONDS || moved > CLICK_PIXELS) return
    this.poking = { handle, until: now + POKE_MILLISECONDS, push: grip.poke(drawn, handle) }
  }

  drop(): void {
    this.handle = null
    this.poking = null
    this.hovers = false
  }

  /** Draws it. @returns the push of this moment, null for none. */
  update(drawn: ArrayLike<number>, now: number): Push | null {
    this.spring.clear()
    this.image.setVisible(false)
    this.showHint(now)
    const { grip, handle, pointer, place } = this
    if (!grip) return null
    if (handle) {
      grip.place(drawn, handle, place)
      this.drawSpring(place[0]!, place[1]!, pointer.x, pointer.y)
      return grip.pull(drawn, handle, pointer.x, pointer.y)
    }
    if (!this.poking) return null
    if (now > this.poking.until) {
      this.poking = null
      return null
    }
    const { push } = this.poking
    grip.place(drawn, this.poking.handle, place)
    const length = Math.hypot(push.forceX, push.forceY) || 1
    this.drawSpring(
      place[0]!,
      place[1]!,
      place[0]! - (34 * push.forceX) / length,
      place[1]! + (34 * push.forceY) / length,
    )
    // Where the body is by now.
    return { ...push, ...pointAt(grip, drawn, this.poking.handle) }
  }

  release(): void {
    this.spring.destroy()
    this.image.destroy()
    this.painting.release()
    this.hint.release()
  }

  private showHint(now: number): void {
    const { hint, palette, scale, pointer } = this
    if (!this.hovers || this.knows || this.handle || !palette) {
      hint.hide()
      return
    }
    hint.write('Drag to pull, click to poke. Click above it to drop a ball.', null, palette, scale, now, 0)
    hint.put(Math.max(6, pointer.x - hint.width - 14), Math.max(6, pointer.y - hint.height - 14), scale)
  }

  /** From the body to the hand. */
  private drawSpring(fromX: number, fromY: number, toX: number, toY: number): void {
    const { spring, palette, scale } = this
    const [ink, edge] = [numberOf(palette!, 'ink'), numberOf(palette!, 'card')]
    const length = Math.hypot(toX - fromX, toY - fromY)
    const [dx, dy] = length > 0 ? [(toX - fromX) / length, (toY - fromY) / length] : [0, 0]
    const end = Math.max(0, length - HAND_SIZE / 2)
    const swing = Math.min(9, end / 5)
    for (const [colour, width] of [
      [edge, 6],
      [ink, 2.6],
    ] as const) {
      spring.lineStyle(width, colour, 1)
      spring.beginPath()
      spring.moveTo(fromX, fromY)
      for (let i = 0; i <= ZIGZAGS; i++) {
        const along = end * (0.1 + (0.85 * i) / ZIGZAGS)
        const aside = i === 0 || i === ZIGZAGS ? 0 : i % 2 === 0 ? swing : -swing
        spring.lineTo(fromX + dx * along - dy * aside, fromY + dy * along + dx * aside)
      }
      spring.lineTo(fromX + dx * end, fromY + dy * end)
      spring.strokePath()
      spring.fillStyle(colour, 1)
      spring.fillCircle(fromX, fromY, width === 6 ? 6.6 : 5)
    }
    this.image.setPosition(toX * scale, toY * scale).setVisible(true)
  }
}

/** The held point in the world's metres, as a pull of no length says it. */
function pointAt(grip: Grip, drawn: ArrayLike<number>, handle: Handle): { x: number; y: number } {
  const { x, y } = grip.pull(drawn, handle, 0, 0)
  return { x, y }
}
