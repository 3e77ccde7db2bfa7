/** Grounds of the newest episodes, which a scene asks for at every picture. */
import { Rng } from '../../core/rng.ts'
import { type Draws, drawsFrom } from './draws.ts'
import { seedIn } from './physics-environment.ts'

const MOST = 64

/**
 * @param seedAt where the words of an episode's seed begin in a state.
 * @param ground from the first draws of an episode.
 */
export function rememberGround(seedAt: number, ground: (draws: Draws) => Float64Array) {
  const known = new Map<string, Float64Array>()
  return (states: ArrayLike<number>, offset: number): Float64Array => {
    const seed = seedIn(states, offset + seedAt)
    const key = seed.join()
    let points = known.get(key)
    if (!points) {
      points = ground(drawsFrom(Rng.restore(seed)))
      if (known.size >= MOST) known.delete(known.keys().next().value!)
      known.set(key, points)
    }
    return points
  }
}
