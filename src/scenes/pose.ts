/** States between states: real numbers go straight or follow their speeds, angles go the short way round. */

/** How the numbers of a state move. */
export interface Motion {
  /** Places in a state that hold angles, which go round. */
  readonly angles: readonly number[]
  /** Places of numbers and of their speeds per second, where a step is too long to be drawn as a straight line. */
  readonly speeds: readonly (readonly [place: number, speed: number])[]
  /**
   * A robot whose number at `place` goes further than `most` at once has begun anew: it does not glide there. Nor does one of whose
   * angles one turns further than `turn` (rad), so that its limbs do not part on the way.
   */
  readonly jump?: { readonly place: number; readonly most: number; readonly turn?: number }
}

/** The same direction, from -pi up to but not including pi. */
export function wrapAngle(angle: number): number {
  const turns = (angle + Math.PI) / (2 * Math.PI)
  return (turns - Math.floor(turns)) * 2 * Math.PI - Math.PI
}

/**
 * The state a share of the way from the one at `fromAt` to the one at `toAt`. Numbers with a speed follow the cubic that
 * has these speeds at both ends (Hermite).
 * @param into [stateSize]
 */
export function between(
  from: ArrayLike<number>,
  fromAt: number,
  to: ArrayLike<number>,
  toAt: number,
  share: number,
  { angles, speeds }: Motion,
  stepSeconds: number,
  into: Float64Array,
): void {
  for (let i = 0; i < into.length; i++) {
    const way = to[toAt + i]! - from[fromAt + i]!
    into[i] = from[fromAt + i]! + share * (angles.includes(i) ? wrapAngle(way) : way)
  }
  const rest = 1 - share
  for (const [place, speed] of speeds) {
    const straight = to[toAt + place]! - from[fromAt + place]!
    const way = angles.includes(place) ? wrapAngle(straight) : straight
    const early = from[fromAt + speed]! * stepSeconds - way
    const late = to[toAt + speed]! * stepSeconds - way
    into[place]! += share * rest * (rest * early - share * late)
  }
}

/**
 * Where a robot has been, with points put in between where a step is long, up to where it is drawn.
 * @param trail newest states, oldest first. [n x stateSize] @param shown the state that is drawn, on its way to the newest.
 * @param parts points for each step. @param into [most x stateSize]
 * @returns how many points.
 */
export function pastStates(
  trail: ArrayLike<number>,
  shown: Float64Array,
  parts: number,
  motion: Motion,
  stepSeconds: number,
  into: Float64Array,
): number {
  const size = shown.length
  const last = trail.length / size - 1
  const steps = Math.min(Math.max(0, last - 1), Math.floor((into.length / size - 2) / parts))
  let count = 0
  for (let step = last - 1 - steps; step < last - 1; step++) {
    for (let part = 0; part < parts; part++) {
      const point = into.subarray(count * size, (count + 1) * size)
      between(trail, step * size, trail, (step + 1) * size, part / parts, motion, stepSeconds, point)
      count++
    }
  }
  if (last >= 1) {
    for (let i = 0; i < size; i++) into[count * size + i] = trail[(last - 1) * size + i]!
    count++
  }
  into.set(shown, count * size)
  return count + 1
}

/** Moves many states a share of the way to where they should be. @param shown, target [n x stateSize] */
export function glide(
  shown: Float64Array,
  target: Float64Array,
  stateSize: number,
  share: number,
  { angles, jump }: Motion,
): void {
  const leaps = (start: number): boolean => {
    if (!jump) return false
    const { place, most, turn } = jump
    const way = (number: number) => target[start + number]! - shown[start + number]!
    if (Math.abs(way(place)) > most) return true
    return turn !== undefined && angles.some(angle => Math.abs(wrapAngle(way(angle))) > turn)
  }
  for (let start = 0; start < target.length; start += stateSize) {
    if (leaps(start)) {
      for (let i = start; i < start + stateSize; i++) shown[i] = target[i]!
      continue
    }
    for (let i = 0; i < stateSize; i++) {
      const away = target[start + i]! - shown[start + i]!
      shown[start + i]! += share * (angles.includes(i) ? wrapAngle(away) : away)
    }
  }
}
