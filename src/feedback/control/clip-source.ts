/**
 * Clips of what the robots did lately. They begin evenly over where the robots have been, not over when: a robot that has
 * fallen lies there for most of the time, and pairs of clips of it say nothing (85 of 100 pairs drawn evenly over time were
 * ties on the cart pole of fixed length). The observation box is cut into eight parts along each number; a filled cell is
 * drawn, then a step in it.
 */
import { clipFrom, type ReplayedControlClip, shownSteps } from '../../core/clip-replay.ts'
import type { ControlWorld } from '../../core/environment.ts'
import type { Clip } from '../../core/label.ts'
import type { Rng } from '../../core/rng.ts'
import type { Experience } from './experience.ts'
import type { StepFeatures } from './step-features.ts'

const PARTS = 8
const CLIP_SEEDS = 2 ** 31

/** What networks read of a clip: [steps x observationSize], [steps x actionSize]. */
export type ShownSteps = Pick<ReplayedControlClip, 'steps' | 'observations' | 'actions'>

export class ClipSource {
  private readonly world: ControlWorld
  private readonly experience: Experience
  private readonly bounds: Float64Array
  private readonly length: number
  private readonly recent: number
  private indexedAt = -1
  /** Where clips were drawn from. */
  private readonly steps = new WeakMap<Clip, number>()
  /** Numbers of the steps that clips can begin at, by cell. */
  private cells: number[][] = []

  /** @param length of clips and @param recent of what they are taken from, both in steps. */
  constructor(
    world: ControlWorld,
    experience: Experience,
    { bounds }: StepFeatures,
    length: number,
    recent: number,
  ) {
    this.world = world
    this.experience = experience
    this.bounds = bounds
    this.length = length
    this.recent = recent
  }

  /** Null while the robots have not done enough. */
  draw(rng: Rng): Clip | null {
    const step = this.drawStep(rng)
    return step === null ? null : this.clipAt(step, rng)
  }

  /** Number of a step, as evenly over where the robots have been; null while they have not done enough. */
  drawStep(rng: Rng): number | null {
    this.index()
    const { cells } = this
    if (cells.length === 0) return null
    const cell = cells[rng.integer(cells.length)]!
    return cell[rng.integer(cell.length)]!
  }

  /**
   * What a clip that was drawn here shows, without replaying all that leads to it; null for other clips and once it is
   * no longer kept.
   */
  shown(clip: Clip): ShownSteps | null {
    const { experience, world } = this
    const { robots, capacity, observationSize, actionSize } = experience
    const step = this.steps.get(clip)
    if (step === undefined || step < experience.added - experience.size) return null
    const steps = shownSteps(world, clip)
    const observations = new Float32Array(steps * observationSize)
    for (let t = 0; t < steps; t++) {
      const slot = (step + t * robots) % capacity
      const seen = experience.observations.subarray(slot * observationSize, (slot + 1) * observationSize)
      observations.set(seen, t * observationSize)
    }
    const actions = Float32Array.from(clip.actions.slice((clip.lead ?? 0) * actionSize))
    return { steps, observations, actions }
  }

  private clipAt(step: number, rng: Rng): Clip {
    const { experience, length } = this
    const { robots, capacity, actionSize } = experience
    const actions: number[] = []
    for (let t = 0; t < length; t++) {
      const slot = (step + t * robots) % capacity
      actions.push(...experience.actions.subarray(slot * actionSize, (slot + 1) * actionSize))
      if (experience.ends[slot] === 1) break
    }
    const clip = clipFrom(this.world, experience.beginning(step), rng.integer(CLIP_SEEDS), actions)
    this.steps.set(clip, step)
    return clip
  }

  private index(): void {
    const { experience, length } = this
    const { added, robots, capacity } = experience
    if (this.indexedAt === added) return
    this.indexedAt = added
    const cells = new Map<number, number[]>()
    const reach = (length - 1) * robots
    for (let step = added - Math.min(experience.size, this.recent); step < added - reach; step++) {
      if (this.endsWithin(step) && !this.beginsEpisode(step)) continue
      const key = this.cellOf(step % capacity)
      const cell = cells.get(key)
      if (cell) cell.push(step)
      else cells.set(key, [step])
    }
    this.cells = [...cells.values()]
  }

  /** Clips of a pair are equally long, but for episodes that are shorter, of which the whole is shown. */
  private endsWithin(step: number): boolean {
    const { ends, robots, capacity } = this.experience
    for (let t = 0; t < this.length - 1; t++) if (ends[(step + t * robots) % capacity] === 1) return true
    return false
  }

  /** False where what came before is no longer kept. */
  private beginsEpisode(step: number): boolean {
    const { ends, robots, capacity, added, size } = this.experience
    if (step < robots) return true
    return step - robots >= added - size && ends[(step - robots) % capacity] === 1
  }

  private cellOf(slot: number): number {
    const { observations, observationSize } = this.experience
    let key = 0
    for (let k = 0; k < observationSize; k++) {
      const share = (observations[slot * observationSize + k]! / this.bounds[k]! + 1) / 2
      key = key * PARTS + Math.min(PARTS - 1, Math.max(0, Math.floor(share * PARTS)))
    }
    return key
  }
}
