/** Live praise as evidence that grows: one signal more copies none of those before, which thousands of signals ask for. */
import type { ClipSteps, Evidence } from '../core/agent.ts'
import type { World } from '../core/environment.ts'
import { praiseCredit, type ReactionDelay } from '../feedback/praise-credit.ts'
import { evidenceOf, stepsOf } from './evidence.ts'
import type { PraiseContent } from './live-praise.ts'

/** Numbers behind one another, in an array that doubles when it is full. */
class Growing<T extends Float32Array | Float64Array | Int32Array> {
  private array: T
  private length = 0
  private readonly make: (length: number) => T

  constructor(make: (length: number) => T) {
    this.make = make
    this.array = make(1024)
  }

  add(numbers: ArrayLike<number>): void {
    const length = this.length + numbers.length
    if (length > this.array.length) {
      const longer = this.make(2 * length)
      longer.set(this.array)
      this.array = longer
    }
    this.array.set(numbers, this.length)
    this.length = length
  }

  /** What is there so far; what comes later does not change it. */
  view(): T {
    return this.array.subarray(0, this.length) as T
  }
}

export class PraiseBook {
  private readonly world: World
  private readonly delay: ReactionDelay | null
  private readonly rest: Evidence
  private readonly starts = new Growing(length => new Int32Array(length))
  private readonly observations = new Growing(length => new Float32Array(length))
  private readonly actions = new Growing(length => new Float32Array(length))
  private readonly credit = new Growing(length => new Float64Array(length))
  private readonly signals = new Growing(length => new Float64Array(length))
  private steps = 0

  /** @param delay of reactions; null to know of none. */
  constructor(world: World, delay: ReactionDelay | null) {
    this.world = world
    this.delay = delay
    this.rest = evidenceOf(world, [])
    this.starts.add([0])
  }

  /** @throws PlaygroundError `bad-clip` when the clip does not fit the world. */
  add({ clip, ages, signal }: PraiseContent): void {
    const { length, observations, actions } = stepsOf(this.world, clip)
    this.steps += length
    this.starts.add([this.steps])
    this.observations.add(observations)
    this.actions.add(actions)
    this.credit.add(praiseCredit(ages.slice(0, length), this.delay))
    this.signals.add([signal])
  }

  /** The same as `evidenceOf` gives for labels that say all of it. */
  evidence(): Evidence {
    const clips: ClipSteps = {
      starts: this.starts.view(),
      observations: this.observations.view(),
      actions: this.actions.view(),
    }
    return {
      ...this.rest,
      praise: { clips, credit: this.credit.view(), signals: this.signals.view() },
    }
  }
}
