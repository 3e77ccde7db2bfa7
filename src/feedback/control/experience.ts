import type { Beginning } from '../../core/clip-replay.ts'

/** What the robots of a run did lately; `training/control-experience.ts` keeps it. Step n lies at n modulo the capacity. */
export interface Experience {
  /** They take turns: what followed a step of a robot lies `robots` further on. */
  readonly robots: number
  readonly capacity: number
  /** Steps it holds, and steps entered so far. */
  readonly size: number
  readonly added: number
  readonly stateSize: number
  readonly observationSize: number
  readonly actionSize: number
  /** Before each step. [capacity x stateSize] */
  readonly states: Float64Array
  /** Before each step. [capacity x observationSize] */
  readonly observations: Float32Array
  /** [capacity x actionSize] */
  readonly actions: Float32Array
  /** The task's own. [capacity] */
  readonly rewards: Float64Array
  /** 1 where the episode ended with the step. [capacity] */
  readonly ends: ArrayLike<number>
  /** The moment before a step that is still kept, as clips begin in it. @param step its number. */
  beginning(step: number): Beginning
}
