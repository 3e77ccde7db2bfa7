/** A ball or a book that a person drops on the robot of one showing, and what the robot gets of it. No part of any record. */
import {
  type DropPlace,
  dropThing,
  moveThing,
  type Thing,
  type ThingKind,
  thingLeft,
  topOf,
} from '../core/dropped-thing.ts'
import type { ControlEnvironment, ControlWorld, Push } from '../core/environment.ts'
import type { ShownThing } from '../core/exhibit.ts'
import type { Figure } from '../core/figure.ts'

/** What falls begins so far over the robot, share of the height that the world's camera shows. */
const DROP_SHARE = 0.2

export class DroppedThing {
  private thing: Thing | null = null
  private from: ShownThing['from'] = { x: 0, y: 0, angle: 0 }
  /** For the next step. */
  private pushes: readonly Push[] = []
  private readonly figure: Figure
  private readonly environment: ControlEnvironment
  private readonly seconds: number
  private readonly before: Float64Array
  private readonly after: Float64Array

  private constructor(figure: Figure, environment: ControlEnvironment, seconds: number) {
    this.figure = figure
    this.environment = environment
    this.seconds = seconds
    this.before = new Float64Array(3 * figure.bodies.length)
    this.after = new Float64Array(3 * figure.bodies.length)
  }

  /** Null where nothing can be pushed. */
  static of({ figure, stepSeconds }: ControlWorld, environment: ControlEnvironment): DroppedThing | null {
    return figure && environment.push ? new DroppedThing(figure, environment, stepSeconds) : null
  }

  /** @param previous state before the last step: over the robot, it comes along with it. [stateSize] */
  drop(kind: ThingKind, place: DropPlace, previous: Float64Array): void {
    const { figure, environment, before, after, seconds } = this
    figure.place(previous, 0, before)
    figure.place(environment.state, 0, after)
    const { x, y } = place ?? this.overRobot()
    this.thing = dropThing(kind, figure, x, y)
    if (!place) this.thing.speedX = (after[0]! - before[0]!) / seconds
    const { angle } = this.thing
    this.from = { x, y, angle }
  }

  clear(): void {
    this.thing = null
    this.pushes = []
  }

  /** Before the robot's step: hands it what the thing gave it in the step before. */
  push(): void {
    for (const push of this.pushes) this.environment.push?.(push)
    this.pushes = []
  }

  /** After the robot's step. @param previous state before it. [stateSize] @param slope of the ground (rad). */
  move(previous: Float64Array, slope: number): void {
    const { thing, figure, before, after, environment } = this
    if (!thing) return
    figure.place(previous, 0, before)
    figure.place(environment.state, 0, after)
    this.from = { x: thing.x, y: thing.y, angle: thing.angle }
    const ground = figure.ground(environment.state, 0)
    this.pushes = moveThing(thing, figure, before, after, ground, this.seconds, slope)
    if (thingLeft(thing) === 0) this.thing = null
  }

  /** Null while there is none. */
  shown(): ShownThing | null {
    const { thing, from } = this
    if (!thing) return null
    const { kind, x, y, angle, radius, reach } = thing
    return { kind, from, to: { x, y, angle }, radius, reach, left: thingLeft(thing) }
  }

  /** Over its highest point, slightly behind it, so that nothing balances there. */
  private overRobot(): { readonly x: number; readonly y: number } {
    const { figure, after } = this
    const { height } = figure.view
    const top = topOf(figure, after)
    return { x: top.x - 0.01 * height, y: top.y + DROP_SHARE * height }
  }
}
