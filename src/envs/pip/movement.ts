/**
 * What a planar robot did in an episode or a clip, read from its states: how it leaned, how high its feet and hands were. All
 * that the measures of wishes look at.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import { bodiesOf, type PlanarRobot } from '../mujoco/planar-robot.ts'
import { lowestPoint, Skeleton } from '../mujoco/robot-figure.ts'

/** States of a world one after another, the first before any step. */
export interface StateRows {
  /** [count x stateSize] */
  readonly states: ArrayLike<number>
  readonly stateSize: number
  readonly count: number
  /** Simulated seconds between two of them. */
  readonly stepSeconds: number
}

export interface Movement {
  /** States. */
  readonly count: number
  readonly stepSeconds: number
  /** Place of the torso forward (m). [count] */
  readonly x: Float64Array
  /** Of the torso, forward (rad), full turns included. [count] */
  readonly lean: Float64Array
  /** Per foot: height of its lowest point above the floor (m). [feet][count] */
  readonly feet: readonly Float64Array[]
  /** Per arm: its angle from hanging down along the torso, forward (rad), and how far its hand is above its shoulder (m). */
  readonly arms: readonly { readonly angle: Float64Array; readonly rise: Float64Array }[]
}

/** A foot this close above the floor stands on it (m). */
const touch = 0.002

/** @param robot whose first three joints are forward, up and lean; bodies named `... arm` hang from a shoulder. */
export function movementOf(robot: PlanarRobot, rows: StateRows): Movement {
  const { states, stateSize, count, stepSeconds } = rows
  const bodies = bodiesOf(robot)
  const skeleton = new Skeleton(robot)
  const row = () => new Float64Array(count)
  const feet = bodies.flatMap(({ body }, number) =>
    body.parts.filter(({ role }) => role === 'foot').map(({ shape }) => ({ shape, number, height: row() })),
  )
  const arms = bodies.flatMap(({ body, firstJoint }, number) => {
    const shape = body.parts[0]?.shape
    if (!body.name.endsWith(' arm') || shape?.kind !== 'capsule') return []
    return [{ number, firstJoint, hand: shape.to, angle: row(), rise: row() }]
  })
  const x = row()
  const lean = row()
  for (let i = 0; i < count; i++) {
    const offset = i * stateSize
    skeleton.place(states, offset)
    x[i] = states[offset]!
    lean[i] = states[offset + 2]!
    for (const { shape, number, height } of feet) height[i] = lowestPoint(shape, skeleton.poses, number)
    for (const { number, firstJoint, hand, angle, rise } of arms) {
      angle[i] = states[offset + firstJoint]!
      rise[i] = riseOf(hand, skeleton.poses[3 * number + 2]!)
    }
  }
  return {
    count,
    stepSeconds,
    x,
    lean,
    feet: feet.map(({ height }) => height),
    arms: arms.map(({ angle, rise }) => ({ angle, rise })),
  }
}

/** How far a point of a body is above the body's own frame when that is turned by `angle`. */
const riseOf = ([x, y]: readonly [number, number], angle: number): number => sin(angle) * x + cos(angle) * y

export const stands = (height: number): boolean => height <= touch

/** Is no foot on the floor at state i? */
export const isInTheAir = ({ feet }: Movement, i: number): boolean =>
  feet.every(height => !stands(height[i]!))
