/** What people may wish of robots that walk, by world, each with a measure of how far an episode or a clip fulfils it. */
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
  /** How far the states fulfil it; higher is better. */
  measure(rows: StateRows): number
}

const measured =
  (robot: PlanarRobot, measure: (movement: Movement) => number): Wish['measure'] =>
  rows =>
    measure(movementOf(robot, rows))

const hoppingBackwards = (robot: PlanarRobot): Wish => ({
  id: 'hop-backwards',
  title: 'Hop backwards',
  unit: 'm',
  measure: measured(robot, hopBackwards),
})

const walkingSoftly = (robot: PlanarRobot): Wish => ({
  id: 'walk-softly',
  title: 'Walk softly',
  unit: 'm',
  measure: measured(robot, walkSoftly),
})

const flipping = (robot: PlanarRobot): Wish => ({
  id: 'back-flip',
  title: 'Do a back-flip',
  unit: 'turns',
  measure: measured(robot, backFlip),
})

const pip = pipRobot([])

const wishes: Readonly<Record<string, readonly Wish[]>> = {
  'PipBench-v0': [
    { id: 'wave', title: 'Wave', unit: 'rad', measure: measured(pip, wave) },
    { id: 'bow', title: 'Bow', unit: 'rad', measure: measured(pip, bow) },
    hoppingBackwards(pip),
    walkingSoftly(pip),
    flipping(pip),
  ],
  'Hopper-v5': [hoppingBackwards(hopperRobot), flipping(hopperRobot)],
  'Walker2d-v5': [walkingSoftly(walker2dRobot), hoppingBackwards(walker2dRobot), flipping(walker2dRobot)],
}

/** Empty where none is measured. */
export const wishesOf = (env: string): readonly Wish[] => wishes[env] ?? []
