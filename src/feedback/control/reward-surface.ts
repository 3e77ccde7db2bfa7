/**
 * Learned and true reward over two numbers of the observation, averaged over actions. The other numbers are 0; where the world
 * has two numbers of state that are seen in another way (an angle as its cosine and sine), a cell holds the states that look
 * like it, and NaN where none does.
 */
import type { ControlEnvironment, ControlWorld, StatePlane } from '../../core/environment.ts'
import type { RewardSurface } from '../../core/learned-reward.ts'
import { Rng } from '../../core/rng.ts'
import { actionSize } from '../../core/space.ts'
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

/** The two numbers of the observation along which the learned reward changes most, the others 0. */
export function mostTellingPlane(
  world: ControlWorld,
  { bounds, observationSize }: StepFeatures,
  judge: Judge,
): readonly [number, number] {
  if (observationSize < 3) return firstPlane(observationSize)
  const steps = 9
  const observations = new Float32Array(steps * observationSize)
  const actions = new Float32Array(steps * actionSize(world.actionSpace))
  const [mean, deviation] = [new Float64Array(steps), new Float64Array(steps)]
  const spreads = Array.from(bounds, (bound, k) => {
    observations.fill(0)
    for (let i = 0; i < steps; i++)
      observations[i * observationSize + k] = bound * ((2 * i) / (steps - 1) - 1)
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
  { bounds }: StepFeatures,
  plane: readonly [number, number],
  judge: Judge,
): RewardSurface {
  const axis = (index: number) => ({
    ...world.observations[index]!,
    index,
    low: -bounds[index]!,
    high: bounds[index]!,
  })
  const [x, y] = [axis(plane[0]), axis(plane[1])]
  const environment = world.create()
  const rng = Rng.fromSeed(0, 'surface')
  environment.reset(rng)
  const looks =
    world.plane && world.stateSize < environment.observationSize
      ? looksOfPlane(environment, world.plane, bounds, plane)
      : looksOfGrid(environment, bounds, plane, world.restoredBy === 'state')
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
  bounds: Float64Array,
  [x, y]: readonly [number, number],
  restorable: boolean,
): Look[] {
  const width = environment.observationSize
  const seen = new Float32Array(width)
  const { state } = environment
  return Array.from({ length: CELLS }, (_, cell) => {
    const observation = new Float32Array(width)
    observation[x] = between(-bounds[x]!, bounds[x]!, cell % SIDE, SIDE)
    observation[y] = between(-bounds[y]!, bounds[y]!, Math.floor(cell / SIDE), SIDE)
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
  bounds: Float64Array,
  [x, y]: readonly [number, number],
): Look[] {
  const { state } = environment
  const place = (seen: number, bound: number) =>
    Math.min(SIDE - 1, Math.max(0, Math.round(((seen / bound + 1) / 2) * (SIDE - 1))))
  return Array.from({ length: PLANE_SIDE * PLANE_SIDE }, (_, i) => {
    state[plane.x.index] = between(plane.x.low, plane.x.high, i % PLANE_SIDE, PLANE_SIDE)
    state[plane.y.index] = between(plane.y.low, plane.y.high, Math.floor(i / PLANE_SIDE), PLANE_SIDE)
    const observation = new Float32Array(environment.observationSize)
    environment.observe(observation, 0)
    const cell = place(observation[y]!, bounds[y]!) * SIDE + place(observation[x]!, bounds[x]!)
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
