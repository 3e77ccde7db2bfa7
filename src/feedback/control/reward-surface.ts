/**
 * Learned and true reward over two numbers of the observation, averaged over actions. Both go from bound to bound and the other
 * numbers are 0; of robots whose bounds nobody knows the two go as far as they went lately, and the others are as usual then.
 * Where the world has two numbers of state that are seen in another way (an angle as its cosine and sine), a cell holds the states that look
 * like it, and NaN where none does.
 */
import type { ControlEnvironment, ControlWorld, StatePlane } from '../../core/environment.ts'
import type { RewardSurface } from '../../core/learned-reward.ts'
import { Rng } from '../../core/rng.ts'
import { actionSize } from '../../core/space.ts'
import type { Experience } from './experience.ts'
import type { StepFeatures } from './step-features.ts'

const SIDE = 24
const CELLS = SIDE * SIDE
/** States along each axis of a world's plane. */
const PLANE_SIDE = 60

/** @param observations [size x observationSize] @param actions [size x actionSize] @param mean and @param deviation [size] */
export type Judge = (
  observations: Float32Array,
  actions: Float32Array,
  size: number,
  mean: Float64Array,
  deviation: Float64Array,
) => void

/** How far the numbers of an observation go on a surface, and what they are where they are not drawn. [observationSize] each */
export interface Reach {
  readonly low: Float64Array
  readonly middle: Float64Array
  readonly high: Float64Array
}

/** Steps looked at for the reach, and the share of them that lies beyond it at either end. */
const LOOKED_AT = 2000
const BEYOND = 0.02
/** Fewer steps than this show no reach. */
const FEWEST = 100
/** Half of the reach of a number that stays what it is. */
const LEAST_REACH = 1e-3

export const reachOfBounds = (bounds: Float64Array): Reach => ({
  low: bounds.map(bound => -bound),
  middle: new Float64Array(bounds.length),
  high: bounds,
})

/** Of robots on an engine, whose numbers have no bounds or no states of their own, what they did lately. */
export function reachOf(
  { restoredBy }: ControlWorld,
  experience: Experience,
  { bounds, isBoundless }: StepFeatures,
): Reach {
  const isRobot = isBoundless || restoredBy === 'episode'
  if (!isRobot || experience.size < FEWEST) return reachOfBounds(bounds)
  const { observations, observationSize, size } = experience
  const count = Math.min(LOOKED_AT, size)
  const reach = { low: bounds.slice(), middle: bounds.slice(), high: bounds.slice() }
  const values = new Float64Array(count)
  for (let k = 0; k < observationSize; k++) {
    for (let i = 0; i < count; i++)
      values[i] = observations[Math.floor((i * size) / count) * observationSize + k]!
    values.sort()
    const [low, high] = [values[Math.floor(BEYOND * count)]!, values[Math.ceil((1 - BEYOND) * count) - 1]!]
    const spare = Math.max(0, LEAST_REACH - (high - low) / 2)
    reach.low[k] = low - spare
    reach.middle[k] = values[count >> 1]!
    reach.high[k] = high + spare
  }
  return reach
}

/** What is seen in a cell, and from which state. */
interface Look {
  readonly cell: number
  /** Null where none is known to look like that. */
  readonly state: Float64Array | null
  readonly observation: Float32Array
}

/** What is shown before anything is learnt. */
export const firstPlane = (observationSize: number): readonly [number, number] => [
  0,
  Math.min(1, observationSize - 1),
]

/** The two numbers of the observation along which the learned reward changes most, the others in the middle. */
export function mostTellingPlane(
  world: ControlWorld,
  { low, middle, high }: Reach,
  judge: Judge,
): readonly [number, number] {
  const observationSize = middle.length
  if (observationSize < 3) return firstPlane(observationSize)
  const steps = 9
  const observations = new Float32Array(steps * observationSize)
  const actions = new Float32Array(steps * actionSize(world.actionSpace))
  const [mean, deviation] = [new Float64Array(steps), new Float64Array(steps)]
  const spreads = Array.from(middle, (_, k) => {
    for (let i = 0; i < steps; i++) {
      observations.set(middle, i * observationSize)
      observations[i * observationSize + k] = between(low[k]!, high[k]!, i, steps)
    }
    judge(observations, actions, steps, mean, deviation)
    return { k, spread: Math.max(...mean) - Math.min(...mean) }
  })
  const [first, second, third] = spreads.sort((a, b) => b.spread - a.spread)
  // Cosine and sine of one angle would draw a ring.
  const ring = world.stateSize < observationSize && first!.k + second!.k === 1
  const other = ring ? third! : second!
  return [Math.min(first!.k, other.k), Math.max(first!.k, other.k)]
}

export function rewardSurface(
  world: ControlWorld,
  reach: Reach,
  plane: readonly [number, number],
  judge: Judge,
): RewardSurface {
  const axis = (index: number) => ({
    ...world.observations[index]!,
    index,
    low: reach.low[index]!,
    high: reach.high[index]!,
  })
  const [x, y] = [axis(plane[0]), axis(plane[1])]
  const environment = world.create()
  const rng = Rng.fromSeed(0, 'surface')
  environment.reset(rng)
  const looks =
    world.plane && world.stateSize < environment.observationSize
      ? looksOfPlane(environment, world.plane, reach, plane)
      : looksOfGrid(environment, reach, plane, world.restoredBy === 'state')
  const choices = fewActions(world)
  const size = looks.length * choices.length
  const width = environment.observationSize
  const observations = new Float32Array(size * width)
  const actions = new Float32Array(size * choices[0]!.length)
  const trueReward = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    const { state, observation } = looks[Math.floor(row / choices.length)]!
    const choice = choices[row % choices.length]!
    observations.set(observation, row * width)
    actions.set(choice, row * choice.length)
    trueReward[row] = Number.NaN
    if (state === null) continue
    environment.state.set(state)
    environment.step(choice, 0, rng)
    trueReward[row] = environment.reward
  }
  const [mean, deviation] = [new Float64Array(size), new Float64Array(size)]
  judge(observations, actions, size, mean, deviation)
  const byCell = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(CELLS)
    const counts = new Float64Array(CELLS)
    values.forEach((value, row) => {
      const { cell } = looks[Math.floor(row / choices.length)]!
      sums[cell] = sums[cell]! + value
      counts[cell] = counts[cell]! + 1
    })
    return sums.map((sum, cell) => sum / counts[cell]!)
  }
  return {
    x,
    y,
    columns: SIDE,
    rows: SIDE,
    mean: byCell(mean),
    standardDeviation: byCell(deviation),
    trueReward: byCell(trueReward),
  }
}

/** One look a cell. Its state is known where a state's first numbers are what is seen of it, and any can be brought back. */
function looksOfGrid(
  environment: ControlEnvironment,
  { low, middle, high }: Reach,
  [x, y]: readonly [number, number],
  restorable: boolean,
): Look[] {
  const width = environment.observationSize
  const seen = new Float32Array(width)
  const { state } = environment
  return Array.from({ length: CELLS }, (_, cell) => {
    const observation = Float32Array.from(middle)
    observation[x] = between(low[x]!, high[x]!, cell % SIDE, SIDE)
    observation[y] = between(low[y]!, high[y]!, Math.floor(cell / SIDE), SIDE)
    if (!restorable || state.length < width) return { cell, state: null, observation }
    state.fill(0)
    state.set(observation)
    environment.observe(seen, 0)
    const alike = observation.every((value, k) => Math.abs(value - seen[k]!) <= 1e-5 * (1 + Math.abs(value)))
    return { cell, state: alike ? state.slice() : null, observation }
  })
}

/** One look a state. */
function looksOfPlane(
  environment: ControlEnvironment,
  plane: StatePlane,
  { low, high }: Reach,
  [x, y]: readonly [number, number],
): Look[] {
  const { state } = environment
  const place = (seen: number, k: number) =>
    Math.min(SIDE - 1, Math.max(0, Math.round(((seen - low[k]!) / (high[k]! - low[k]!)) * (SIDE - 1))))
  return Array.from({ length: PLANE_SIDE * PLANE_SIDE }, (_, i) => {
    state[plane.x.index] = between(plane.x.low, plane.x.high, i % PLANE_SIDE, PLANE_SIDE)
    state[plane.y.index] = between(plane.y.low, plane.y.high, Math.floor(i / PLANE_SIDE), PLANE_SIDE)
    const observation = new Float32Array(environment.observationSize)
    environment.observe(observation, 0)
    const cell = place(observation[y]!, y) * SIDE + place(observation[x]!, x)
    return { cell, state: state.slice(), observation }
  })
}

const between = (low: number, high: number, place: number, of: number): number =>
  low + ((high - low) * place) / (of - 1)

/** All discrete actions; of a box the middle and both ends of all dimensions. */
function fewActions({ actionSpace }: ControlWorld): readonly (readonly number[])[] {
  if (actionSpace.kind === 'discrete') return Array.from({ length: actionSpace.n }, (_, action) => [action])
  const { low, high } = actionSpace
  return [low, low.map((least, d) => (least + high[d]!) / 2), high]
}
