/**
 * Any task of a planar robot as an environment. Its state row is all there is of it: a step writes the row into the engine,
 * lets it run, and reads the row back, so that any row written into `state` goes on exactly as it did.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import type { ControlEnvironment, Push } from '../../core/environment.ts'
import { PlaygroundError } from '../../core/errors.ts'
import type { Rng } from '../../core/rng.ts'
import type { Box } from '../../core/space.ts'
import { boxAction, refuseState } from '../checks.ts'
import type { Simulation } from './simulation.ts'
import type { Outcome, RobotTask, RowLayout } from './task.ts'

/** Standard gravity as the model files have it (m/s^2). */
const GRAVITY = 9.81

export interface RobotParts {
  readonly task: RobotTask
  readonly simulation: Simulation
  readonly layout: RowLayout
  readonly observationSpace: Box
  readonly actionSpace: Box
  /** The engine's number of each body of the figure. */
  readonly engineBodies: readonly number[]
}

export class RobotEnvironment implements ControlEnvironment {
  readonly observationSpace: Box
  readonly actionSpace: Box
  readonly observationSize: number
  readonly state: Float64Array
  private readonly task: RobotTask
  private readonly simulation: Simulation
  readonly layout: RowLayout
  private readonly engineBodies: readonly number[]
  private readonly stepSeconds: number
  private readonly before: Float64Array
  private readonly actions: Float64Array
  private readonly outcome: Outcome = { reward: 0, terminated: false }
  private readonly pushes: Push[] = []
  /** Of the ground in the next step (rad). */
  private slope = 0

  constructor({ task, simulation, layout, observationSpace, actionSpace, engineBodies }: RobotParts) {
    this.task = task
    this.simulation = simulation
    this.layout = layout
    this.observationSpace = observationSpace
    this.actionSpace = actionSpace
    this.observationSize = task.observationSize
    this.engineBodies = engineBodies
    this.stepSeconds = simulation.timestep * task.frameSkip
    this.state = new Float64Array(layout.length)
    this.before = new Float64Array(layout.length)
    this.actions = new Float64Array(layout.actionCount)
  }

  get reward(): number {
    return this.outcome.reward
  }

  get terminated(): boolean {
    return this.outcome.terminated
  }

  reset(rng: Rng): void {
    const { positionCount, speedCount, speeds } = this.layout
    const { state } = this
    state.fill(0)
    state.set(this.simulation.startPositions)
    this.task.start(rng, state.subarray(0, positionCount), state.subarray(speeds, speeds + speedCount))
    this.settle()
  }

  /**
   * Begins at this place and speed, at rest in everything else.
   * @throws PlaygroundError `bad-state` when there are not as many numbers as the robot has joints, or one is not finite.
   */
  place(positions: ArrayLike<number>, speeds: ArrayLike<number>): void {
    const { positionCount, speedCount } = this.layout
    if (positions.length !== positionCount || speeds.length !== speedCount) {
      throw new PlaygroundError(
        'bad-state',
        `${positions.length} places and ${speeds.length} speeds; expected ${positionCount} and ${speedCount}.`,
      )
    }
    this.state.fill(0)
    this.state.set(positions)
    this.state.set(speeds, this.layout.speeds)
    if (!this.state.every(Number.isFinite)) {
      throw new PlaygroundError(
        'bad-state',
        `[${Array.from(this.state).join(', ')}] is not all finite numbers.`,
      )
    }
    this.settle()
  }

  step(actions: ArrayLike<number>, offset: number, _rng?: Rng): void {
    const { state, simulation, layout, task } = this
    this.checkState()
    for (let i = 0; i < layout.actionCount; i++) this.actions[i] = boxAction(actions, offset + i)
    this.before.set(state)
    simulation.write(state)
    simulation.control(this.actions)
    if (this.pushes.length === 0 && this.slope === 0) simulation.step(task.frameSkip)
    else this.stepPushed()
    simulation.read(state)
    task.read(simulation.readings, state, layout.readings)
    state.set(this.actions, layout.lastAction)
    this.checkState()
    task.judge(this.before, this.actions, state, layout, this.stepSeconds, this.outcome)
  }

  observe(into: Float32Array | Float64Array, offset: number): void {
    this.task.observe(this.state, this.layout, into, offset)
  }

  /** @throws PlaygroundError `bad-push` for a body that is not there, stands still, or a force that is not finite. */
  push(push: Push): void {
    const body = this.engineBodies[push.body]
    const isNumbers = [push.x, push.y, push.forceX, push.forceY].every(Number.isFinite)
    if (body === undefined || body === 0 || !isNumbers) {
      throw new PlaygroundError('bad-push', `${JSON.stringify(push)} pushes nothing that moves by a force.`)
    }
    this.pushes.push(push)
  }

  /** A robot seen from above slides down what is uphill to its right. */
  tilt(angle: number): void {
    this.slope = angle
  }

  /** What turned gravity pulls at a body more than the usual one, x and y in the plane (N). */
  private pullOf(mass: number): { readonly x: number; readonly y: number } {
    const { slope, task } = this
    const weight = GRAVITY * mass
    return { x: -weight * sin(slope), y: task.robot.seenFrom === 'side' ? weight * (1 - cos(slope)) : 0 }
  }

  /** A force at a point is the same force at the centre of mass and a torque about it. */
  private stepPushed(): void {
    const { simulation, task } = this
    simulation.placeBodies()
    const { centres } = simulation.readings
    const isSide = task.robot.seenFrom === 'side'
    const sums = new Map<number, { x: number; y: number; torque: number }>()
    if (this.slope !== 0) {
      simulation.masses.forEach((mass, number) => {
        if (number > 0) sums.set(number, { ...this.pullOf(mass), torque: 0 })
      })
      this.slope = 0
    }
    for (const { body, x, y, forceX, forceY } of this.pushes) {
      const number = this.engineBodies[body]!
      const sum = sums.get(number) ?? { x: 0, y: 0, torque: 0 }
      const armX = x - centres[3 * number]!
      const armY = y - centres[3 * number + (isSide ? 2 : 1)]!
      sum.x += forceX
      sum.y += forceY
      sum.torque += armX * forceY - armY * forceX
      sums.set(number, sum)
    }
    this.pushes.length = 0
    for (const [number, { x, y, torque }] of sums) {
      // Seen from the side, y is the engine's z and counterclockwise its turn about -y.
      if (isSide) simulation.pushBody(number, [x, 0, y], [0, -torque, 0])
      else simulation.pushBody(number, [x, y, 0], [0, 0, torque])
    }
    simulation.step(task.frameSkip)
    simulation.clearPushes()
  }

  private settle(): void {
    const { simulation, state } = this
    simulation.write(state)
    simulation.settle()
    simulation.read(state)
    this.task.read(simulation.readings, state, this.layout.readings)
    this.pushes.length = 0
    this.slope = 0
    this.outcome.reward = 0
    this.outcome.terminated = false
  }

  /** @throws PlaygroundError `not-finite`. */
  private checkState(): void {
    const { state } = this
    for (let i = 0; i < state.length; i++) {
      if (!Number.isFinite(state[i]!)) refuseState(this.task.id, state)
    }
  }
}
