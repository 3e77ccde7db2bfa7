/**
 * Policies of past moments of learning, so that a person can scrub back and watch the robot of then. Memory is bounded
 * twice: by number and by bytes. As learning goes on the moments are thinned to an even spacing over steps: of all that
 * may go, the one goes whose neighbours lie closest together. The first and the newest always stay.
 */
import type { PolicySnapshot, SnapshotNetwork } from '../core/policy-snapshot.ts'
import type { Moment } from '../store/state.ts'

const MOST_MOMENTS = 64
const MOST_BYTES = 32 * 2 ** 20

export interface KeptMoment extends Moment {
  readonly snapshot: PolicySnapshot
  readonly bytes: number
}

export class MomentBook {
  /** Oldest first. */
  private kept: KeptMoment[] = []
  private readonly most: number
  private readonly mostBytes: number

  constructor({ most = MOST_MOMENTS, mostBytes = MOST_BYTES } = {}) {
    this.most = most
    this.mostBytes = mostBytes
  }

  get bytes(): number {
    return this.kept.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  get newest(): KeptMoment | null {
    return this.kept.at(-1) ?? null
  }

  /** Without their policies, oldest first. */
  entries(): Moment[] {
    return this.kept.map(({ step, episode, recentReturn }) => ({ step, episode, recentReturn }))
  }

  /** The policy of a kept moment, of the newest for null; null when there is none. */
  policyAt(step: number | null): PolicySnapshot | null {
    const moment = step === null ? this.newest : this.kept.find(kept => kept.step === step)
    return moment?.snapshot ?? null
  }

  /**
   * Keeps the policy of now; of the same step as the newest it replaces it, of an earlier one it is stale.
   * @param held steps that must not be thinned away: those on show.
   */
  add(moment: Moment, snapshot: PolicySnapshot, held: readonly number[] = []): void {
    const newest = this.newest
    if (newest && moment.step < newest.step) return
    if (newest?.step === moment.step) this.kept.pop()
    const { step, episode, recentReturn } = moment
    this.kept.push({ step, episode, recentReturn, snapshot, bytes: bytesOf(snapshot) })
    this.thin(held)
  }

  clear(): void {
    this.kept = []
  }

  private thin(held: readonly number[]): void {
    while (this.kept.length > this.most || this.bytes > this.mostBytes) {
      const place = this.leastMissed(held)
      if (place < 0) return
      this.kept.splice(place, 1)
    }
  }

  /** Place of the moment whose neighbours lie closest together, or -1 when none may go. */
  private leastMissed(held: readonly number[]): number {
    let place = -1
    let least = Number.POSITIVE_INFINITY
    for (let i = 1; i < this.kept.length - 1; i++) {
      const gap = this.kept[i + 1]!.step - this.kept[i - 1]!.step
      if (gap >= least || held.includes(this.kept[i]!.step)) continue
      least = gap
      place = i
    }
    return place
  }
}

/** Memory of a snapshot's arrays. */
export function bytesOf({ policy, values, normalizer, deviations }: PolicySnapshot): number {
  const network = ({ layers }: SnapshotNetwork) =>
    layers.reduce((sum, { kernel, bias }) => sum + kernel.byteLength + bias.byteLength, 0)
  const scales = normalizer ? normalizer.mean.byteLength + normalizer.deviation.byteLength : 0
  return [policy, ...values].reduce(
    (sum, each) => sum + network(each),
    scales + (deviations?.byteLength ?? 0),
  )
}
