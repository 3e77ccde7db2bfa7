/** A ball that a person drops on the robot of one showing, and what the robot gets of it. No part of any record. */
import { type Ball, ballLeft, dropBall, moveBall } from '../core/dropped-ball.ts'
import type { ControlEnvironment, ControlWorld, Push } from '../core/environment.ts'
import type { ShownBall } from '../core/exhibit.ts'
import type { Figure } from '../core/figure.ts'

export class DroppedBall {
  private ball: Ball | null = null
  private from: ShownBall['from'] = { x: 0, y: 0, angle: 0 }
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
  static of({ figure, stepSeconds }: ControlWorld, environment: ControlEnvironment): DroppedBall | null {
    return figure && environment.push ? new DroppedBall(figure, environment, stepSeconds) : null
  }

  drop(x: number, y: number): void {
    this.ball = dropBall(this.figure, x, y)
    this.from = { x, y, angle: 0 }
  }

  clear(): void {
    this.ball = null
    this.pushes = []
  }

  /** Before the robot's step: hands it what the ball gave it in the step before. */
  push(): void {
    for (const push of this.pushes) this.environment.push?.(push)
    this.pushes = []
  }

  /** After the robot's step. @param previous state before it. [stateSize] */
  move(previous: Float64Array): void {
    const { ball, figure, before, after, environment } = this
    if (!ball) return
    figure.place(previous, 0, before)
    figure.place(environment.state, 0, after)
    this.from = { x: ball.x, y: ball.y, angle: ball.angle }
    const ground = figure.ground(environment.state, 0)
    this.pushes = moveBall(ball, figure, before, after, ground, this.seconds)
    if (ballLeft(ball) === 0) this.ball = null
  }

  /** Null while there is none. */
  shown(): ShownBall | null {
    const { ball, from } = this
    if (!ball) return null
    const { x, y, angle, radius } = ball
    return { from, to: { x, y, angle }, radius, left: ballLeft(ball) }
  }
}
