/**
 * What an inconsistent teacher likes for the length of one answer, beside the true reward: a weight for each kind of thing
 * entered, or for each number observed (in standard deviations over random episodes), drawn anew every time.
 */
import { replayClip, replayControlClip } from '../../core/clip-replay.ts'
import type { ControlWorld, World } from '../../core/environment.ts'
import type { Clip } from '../../core/label.ts'
import { Rng } from '../../core/rng.ts'
import { randomEpisode } from './reward-scale.ts'

const RANDOM_EPISODES = 5

/** @param size standard deviation of the fancied reward of one step. @returns fancied reward summed along a clip. */
export function passingFancy(world: World, size: number, rng: Rng): (clip: Clip) => number {
  if (world.form === 'tabular') {
    const { model } = world
    const weights = Float64Array.from(model.kinds, () => size * rng.normal())
    return clip => replayClip(model, clip).outcomes.reduce((sum, k) => sum + weights[model.kind[k]!]!, 0)
  }
  const { mean, deviation } = observationScale(world)
  const n = mean.length
  const weights = deviation.map(spread => (size * rng.normal()) / (spread * Math.sqrt(n)))
  return clip => {
    const { steps, observations } = replayControlClip(world, clip)
    let sum = 0
    for (let i = 0; i < steps * n; i++) sum += weights[i % n]! * (observations[i]! - mean[i % n]!)
    return sum
  }
}

interface ObservationScale {
  /** [observationSize] each */
  readonly mean: Float64Array
  readonly deviation: Float64Array
}

const scales = new WeakMap<World, ObservationScale>()

function observationScale(world: ControlWorld): ObservationScale {
  const known = scales.get(world)
  if (known) return known
  const rng = Rng.fromSeed(0, 'teacher-observations')
  const seen = Array.from({ length: RANDOM_EPISODES }, () =>
    replayControlClip(world, randomEpisode(world, rng)),
  )
  const steps = seen.reduce((sum, episode) => sum + episode.steps, 0)
  const n = seen[0]!.observations.length / seen[0]!.steps
  const sums = new Float64Array(n)
  const squares = new Float64Array(n)
  for (const { observations } of seen) {
    observations.forEach((value, i) => {
      sums[i % n] = sums[i % n]! + value
      squares[i % n] = squares[i % n]! + value * value
    })
  }
  const mean = sums.map(sum => sum / steps)
  const deviation = squares.map((square, d) => Math.sqrt(Math.max(0, square / steps - mean[d]! ** 2)) || 1)
  const scale = { mean, deviation }
  scales.set(world, scale)
  return scale
}
