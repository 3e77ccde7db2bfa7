/**
 * A canvas that is a texture. Phaser's own CanvasTexture reads all its pixels back when it is made, which a large
 * one would be felt to do.
 */
import type { Scene, Textures } from 'phaser'

export class Painting {
  readonly key: string
  private readonly scene: Scene
  private canvas: HTMLCanvasElement | null = null
  private texture: Textures.Texture | null = null

  constructor(scene: Scene, key: string) {
    this.scene = scene
    this.key = key
  }

  get painted(): boolean {
    return this.texture !== null
  }

  /**
   * Paints anew, on a clear canvas scaled to CSS pixels. Images that show a painting of another size must be given its
   * texture again.
   * @param width, height CSS pixels. @param resolution texture pixels per CSS pixel.
   * @returns true when the texture is a new one.
   */
  paint(
    width: number,
    height: number,
    resolution: number,
    paint: (context: CanvasRenderingContext2D) => void,
  ): boolean {
    const across = Math.max(1, Math.ceil(width * resolution))
    const down = Math.max(1, Math.ceil(height * resolution))
    const fits = this.canvas?.width === across && this.canvas.height === down
    if (!fits) {
      this.release()
      this.canvas = document.createElement('canvas')
      this.canvas.width = across
      this.canvas.height = down
    }
    const canvas = this.canvas!
    const context = canvas.getContext('2d')!
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, across, down)
    context.setTransform(resolution, 0, 0, resolution, 0, 0)
    paint(context)
    if (fits && this.texture) {
      this.texture.source[0]!.update()
      return false
    }
    // The picture must be there before the texture is: WebGL takes it over at once.
    this.texture = this.scene.textures.create(this.key, [canvas], across, down)
    this.texture?.add('__BASE', 0, 0, 0, across, down)
    return true
  }

  release(): void {
    if (this.texture && this.scene.textures.exists(this.key)) this.scene.textures.remove(this.key)
    this.texture = null
    this.canvas = null
  }
}
