/** Pip on a board: where it stands, how it gets to the next square, how it feels. */
import type { GameObjects, Scene } from 'phaser'
import type { RobotEvent } from '../core/frame.ts'
import { type Art, MOODS, type Mood } from './art.ts'

/** A mood that an event set stays this long. */
const MOOD_MILLISECONDS = 650

export class Robot {
  private readonly image: GameObjects.Image
  private readonly id: string
  private readonly scene: Scene
  private target = { x: 0, y: 0 }
  private moodUntil = 0
  private hopFrom = -1
  private height = 0

  constructor(scene: Scene, id: string) {
    this.scene = scene
    this.id = id
    this.image = scene.add.image(0, 0, '__MISSING').setVisible(false).setDepth(5)
  }

  /** Draws the moods at the size they are shown, so that they are sharp. @param size device pixels. */
  resize(art: Art, size: number): void {
    const { textures } = this.scene
    for (const mood of MOODS) {
      const key = `${this.id}-${mood}`
      if (textures.exists(key)) textures.remove(key)
      const texture = textures.createCanvas(key, size, size)
      texture?.context.drawImage(art[mood], 0, 0, size, size)
      texture?.refresh()
    }
    this.height = size
    this.image.setTexture(`${this.id}-idle`).setOrigin(0.5, 0.66)
  }

  release(): void {
    const { textures } = this.scene
    for (const mood of MOODS) {
      if (textures.exists(`${this.id}-${mood}`)) textures.remove(`${this.id}-${mood}`)
    }
  }

  hide(): void {
    this.image.setVisible(false)
  }

  /** Stands there at once. Device pixels. */
  put(x: number, y: number): void {
    this.target = { x, y }
    this.image.setPosition(x, y).setVisible(true)
  }

  moveTo(x: number, y: number): void {
    if (!this.image.visible) this.put(x, y)
    this.target = { x, y }
  }

  /** @param now milliseconds. */
  feel(event: RobotEvent, puzzled: boolean, solved: boolean, now: number, hop: boolean): void {
    const mood = moodOf(event, solved)
    if (mood) {
      this.show(mood)
      this.moodUntil = now + MOOD_MILLISECONDS
      if (hop && (mood === 'happy' || mood === 'proud')) this.hopFrom = now
    } else if (now > this.moodUntil) {
      this.show(puzzled ? 'puzzled' : 'idle')
    }
  }

  /** Glides on. @param pace share of the way left after a second. */
  update(now: number, delta: number, reachMilliseconds: number): void {
    if (!this.image.visible) return
    const { x, y } = this.image
    const away = Math.hypot(this.target.x - x, this.target.y - y)
    const share = reachMilliseconds <= 0 || away < 0.5 ? 1 : 1 - Math.exp((-4 * delta) / reachMilliseconds)
    const hopped = this.hopFrom >= 0 ? (now - this.hopFrom) / 420 : 1
    const lift = hopped < 1 ? Math.sin(Math.PI * hopped) * this.height * 0.16 : 0
    if (hopped >= 1) this.hopFrom = -1
    this.image.setPosition(x + (this.target.x - x) * share, y + (this.target.y - y) * share)
    this.image.setOrigin(0.5, 0.66 + lift / Math.max(1, this.height))
  }

  private show(mood: Mood): void {
    const key = `${this.id}-${mood}`
    if (this.image.texture.key !== key && this.scene.textures.exists(key)) this.image.setTexture(key)
  }
}

function moodOf(event: RobotEvent, solved: boolean): Mood | null {
  if (event === 'goal') return solved ? 'proud' : 'happy'
  if (event === 'reward') return 'happy'
  return event === 'fell' ? 'hurt' : null
}
