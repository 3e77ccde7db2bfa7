/** The ground of a world of bodies, as numbers: x and y by turns, from left to right. Metres. */

/** Height at a place; beyond its ends the ground goes on level. */
export function heightAt(ground: ArrayLike<number>, x: number): number {
  const last = ground.length / 2 - 1
  if (last < 0) return 0
  if (x <= ground[0]!) return ground[1]!
  if (x >= ground[2 * last]!) return ground[2 * last + 1]!
  let [low, high] = [0, last]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (ground[2 * middle]! <= x) low = middle
    else high = middle
  }
  const across = ground[2 * high]! - ground[2 * low]!
  const share = across > 0 ? (x - ground[2 * low]!) / across : 1
  return ground[2 * low + 1]! + share * (ground[2 * high + 1]! - ground[2 * low + 1]!)
}

/** The part of the ground between two places, with its heights there. [2 x points] */
export function groundBetween(ground: ArrayLike<number>, left: number, right: number): number[] {
  const points = [left, heightAt(ground, left)]
  for (let i = 0; i < ground.length; i += 2) {
    if (ground[i]! > left && ground[i]! < right) points.push(ground[i]!, ground[i + 1]!)
  }
  points.push(right, heightAt(ground, right))
  return points
}

/** The longest level stretch, where one lands. */
export function levelStretch(ground: ArrayLike<number>): readonly [left: number, right: number] | null {
  let best: readonly [number, number] | null = null
  let from = 0
  for (let i = 2; i <= ground.length; i += 2) {
    if (i < ground.length && Math.abs(ground[i + 1]! - ground[from + 1]!) < 1e-6) continue
    const [left, right] = [ground[from]!, ground[i - 2]!]
    if (right > left && (best === null || right - left > best[1] - best[0])) best = [left, right]
    from = i
  }
  return best
}

export function isLevel(ground: ArrayLike<number>): boolean {
  for (let i = 3; i < ground.length; i += 2) if (ground[i] !== ground[1]) return false
  return true
}

export function highest(ground: ArrayLike<number>): number {
  let top = Number.NEGATIVE_INFINITY
  for (let i = 1; i < ground.length; i += 2) top = Math.max(top, ground[i]!)
  return top
}

export function sameGround(one: ArrayLike<number> | null, other: ArrayLike<number> | null): boolean {
  if (one === other) return true
  if (!one || !other || one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false
  return true
}

/** Where the ground ends on both sides, or null where it is so wide that nobody gets there. @param width of a window. */
export function edgesOf(ground: ArrayLike<number> | null, width: number): readonly [number, number] | null {
  if (!ground || ground.length < 4) return null
  const [left, right] = [ground[0]!, ground[ground.length - 2]!]
  return right - left > 20 * width ? null : [left, right]
}

/** Level ground has no ends; ground that is as before stays the same array, whatever the world does with its own. */
export function lasting(ground: Float64Array | null, before: Float64Array | null): Float64Array | null {
  if (!ground) return null
  const shown = isLevel(ground) ? Float64Array.of(-ENDLESS, ground[1]!, ENDLESS, ground[1]!) : ground
  if (before && sameGround(shown, before)) return before
  return shown === ground ? ground.slice() : shown
}

const ENDLESS = 1e7
