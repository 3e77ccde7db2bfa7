/**
 * What people may wish of robots that walk, by world, each with a measure of how far an episode or a clip fulfils it, and with
 * what counts as having been taught, said before anyone was.
 */
import { hopperRobot } from '../mujoco/hopper-robot.ts'
import type { PlanarRobot } from '../mujoco/planar-robot.ts'
import { walker2dRobot } from '../mujoco/walker2d-robot.ts'
import { type Movement, movementOf, type StateRows } from './movement.ts'
import { pipRobot } from './pip-robot.ts'
import { backFlip, bow, hopBackwards, walkSoftly, wave } from './wish-measures.ts'

export interface Wish {
  readonly id: string
  readonly title: string
  /** Of the measure. */
  readonly unit: string
  /** When it counts as taught, absent where nobody has said. */
  readonly goal?: WishGoal
  /** How far the states fulfil it; higher is better. */
  measure(rows: StateRows): number
  /** The same of every beginning of them: number i for the first i + 1 states. [count] */
  progress(rows: StateRows): Float64Array
}

export interface WishGoal {
  /** One sentence. */
  readonly says: string
  isReached(taught: WishFigures, untaught: WishFigures | null): boolean
}

/** Means over whole episodes of a deterministic policy. */
export interface WishFigures {
  readonly measure: number
  /** How far the torso gets forward (m). */
  readonly forward: number
  /** Steps. */
  readonly length: number
}

/** Standing still is worth 0, and a robot that topples over backwards is on its way for less than half a metre. */
const hopped: WishGoal = {
  says: 'At least 2 m backwards in the air, in episodes of 100 steps or more: more than one leap into a fall.',
  isReached: ({ measure, length }) => measure >= 2 && length >= 100,
}

/** A robot that has only learnt to walk fast is far below 0: its landings cost more metres than it walks. */
const walkedSoftly: WishGoal = {
  says: 'At least 2 m forward, of which 1 m is left when the landings are paid for, and more than a robot has left that was paid for the task alone.',
  isReached: ({ measure, forward }, untaught) =>
    forward >= 2 && measure >= 1 && (untaught === null || measure > untaught.measure),
}

const wishOf = (
  robot: PlanarRobot,
  about: Pick<Wish, 'id' | 'title' | 'unit' | 'goal'>,
  measure: (movement: Movement) => number,
): Wish => ({
  ...about,
  measure: rows => measure(movementOf(robot, rows)),
  progress(rows) {
    const movement = movementOf(robot, rows)
    return Float64Array.from({ length: rows.count }, (_, i) => measure({ ...movement, count: i + 1 }))
  },
})

const hoppingBackwards = (robot: PlanarRobot): Wish =>
  wishOf(robot, { id: 'hop-backwards', title: 'Hop backwards', unit: 'm', goal: hopped }, hopBackwards)

const walkingSoftly = (robot: PlanarRobot): Wish =>
  wishOf(robot, { id: 'walk-softly', title: 'Walk softly', unit: 'm', goal: walkedSoftly }, walkSoftly)

const flipping = (robot: PlanarRobot): Wish =>
  wishOf(robot, { id: 'back-flip', title: 'Do a back-flip', unit: 'turns' }, backFlip)

const pip = pipRobot([])

const wishes: Readonly<Record<string, readonly Wish[]>> = {
  'PipBench-v0': [
    wishOf(pip, { id: 'wave', title: 'Wave', unit: 'rad' }, wave),
    wishOf(pip, { id: 'bow', title: 'Bow', unit: 'rad' }, bow),
    hoppingBackwards(pip),
    walkingSoftly(pip),
    flipping(pip),
  ],
  'Hopper-v5': [hoppingBackwards(hopperRobot), flipping(hopperRobot)],
  'Walker2d-v5': [walkingSoftly(walker2dRobot), hoppingBackwards(walker2dRobot), flipping(walker2dRobot)],
}

/** Empty where none is measured. */
export const wishesOf = (env: string): readonly Wish[] => wishes[env] ?? []
