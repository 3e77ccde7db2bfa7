/**
 * BipedalWalker-v3 and BipedalWalkerHardcore-v3: walk to the far end on four motors. Oleg Klimov's task, with the constants,
 * the order of draws, the rewards and the ends of Gymnasium 1.3.0
 * (https://gymnasium.farama.org/environments/box2d/bipedal_walker/):
 *
 *   reward = d(130 x / 30 - 5 |hull angle|) - 0.028 sum min(|a|, 1); -100 instead when the hull touches the ground or x < 0
 *
 * with x in metres. Each episode has a world of its own unless `keepsWorld`, with which bodies are replaced in one world as
 * Gymnasium does: contacts then come in another order, and an episode depends a little on those before it.
 */
import type { Box } from '../../core/space.ts'
import { boxAction, refuseState } from '../checks.ts'
import { createBox2DWorld } from './box2d-world.ts'
import type { Draws } from './draws.ts'
import { castRays, rayCount } from './lidar.ts'
import { type Nudge, type PhysicsTask, TAIL } from './physics-environment.ts'
import type { Material, PlanarWorld } from './planar-world.ts'
import {
  type Course,
  cornersOf,
  courseHeight,
  courseLength,
  courseStep,
  drawCourse,
  grass,
  startPad,
} from './walker-course.ts'

const scale = 30
const stepsPerSecond = 50
const gravity = -10
const motorTorque = 80
export const hipSpeed = 4
export const kneeSpeed = 6
const startForce = 5
const viewWidth = 600 / scale
const viewHeight = 400 / scale
/** Where the hips are, below the middle of the hull. */
export const hipDrop = 8 / scale
export const legWidth = 8 / scale
export const legLength = 34 / scale
/** Of a leg's width. */
export const shinShare = 0.8

export const walkerHull = (
  [
    [-30, 9],
    [6, 9],
    [34, 1],
    [34, -8],
    [-30, -8],
  ] as const
).map(([x, y]) => [x / scale, y / scale] as const)

const groundStuff: Material = { density: 0, friction: 2.5, restitution: 0, category: 1, mask: 0xffff }
const hullStuff: Material = { density: 5, friction: 0.1, restitution: 0, category: 0x20, mask: 1 }
const legStuff: Material = { density: 1, friction: 0.2, restitution: 0, category: 0x20, mask: 1 }

/** Places of its numbers in `state`: metres, radians, seconds. */
export const walkerPlaces = {
  x: 0,
  y: 1,
  angle: 2,
  velocityX: 3,
  velocityY: 4,
  angularVelocity: 5,
  /** x, y, angle of the first leg's thigh and shin, then of the second's. [12] */
  legs: 6,
  /** Angle and speed of the first hip and knee, then of the second. [8] */
  joints: 18,
  /** 1 where a shin touches the ground. [2] */
  touching: 26,
  /** Shares of the rays' length. [10] */
  rays: 28,
} as const
/** Where the words of the episode's seed begin. */
export const walkerSeedAt = walkerPlaces.rays + rayCount
export const walkerStateSize = walkerSeedAt + TAIL

const turn = Math.fround(Math.PI)
const legBounds = [turn, 5, turn, 5, 5]
const highest = [turn, 5, 5, 5, ...legBounds, ...legBounds]
const legLow = [-turn, -5, -turn, -5, 0]
export const walkerObservations: Box = {
  kind: 'box',
  shape: [24],
  low: [-turn, -5, -5, -5, ...legLow, ...legLow, ...Array.from({ length: rayCount }, () => -1)],
  high: [...highest, ...Array.from({ length: rayCount }, () => 1)],
}
export const walkerActions: Box = { kind: 'box', shape: [4], low: [-1, -1, -1, -1], high: [1, 1, 1, 1] }

export interface WalkerSettings {
  readonly isHardcore: boolean
  /** False unless one world is to serve all episodes. */
  readonly keepsWorld?: boolean
  /** Draws the ground, or gives one that was recorded. */
  readonly course?: (draws: Draws) => Course
}

const still = [0, 0, 0, 0]

export class BipedalWalker implements PhysicsTask {
  readonly id: string
  readonly observationSpace = walkerObservations
  readonly actionSpace = walkerActions
  readonly stateSize = walkerStateSize
  readonly observationSize = 24
  reward = 0
  terminated = false
  private readonly keepsWorld: boolean
  private readonly drawsCourse: (draws: Draws) => Course
  private world: PlanarWorld | null = null
  private course: Course | null = null
  private hull = 0
  /** Thigh, shin, thigh, shin. */
  private legs: number[] = []
  private hasFallen = false

  constructor({ isHardcore, keepsWorld, course }: WalkerSettings) {
    this.id = isHardcore ? 'BipedalWalkerHardcore-v3' : 'BipedalWalker-v3'
    this.keepsWorld = keepsWorld ?? false
    this.drawsCourse = course ?? (draws => drawCourse(draws, isHardcore))
  }

  get isBuilt(): boolean {
    return this.world !== null && !this.world.isFreed
  }

  begin(draws: Draws, state: Float64Array): void {
    const world = this.emptyWorld()
    this.world = world
    this.hasFallen = false
    const course = this.drawsCourse(draws)
    this.course = course
    addCourse(world, course)
    const x = (courseStep * startPad) / 2
    const y = courseHeight + 2 * legLength
    this.hull = world.addDynamic(x, y, 0)
    world.addPolygon(this.hull, walkerHull, hullStuff)
    world.applyForceToCenter(this.hull, draws.uniform(-startForce, startForce), 0)
    this.legs = []
    for (const side of [-1, 1]) this.addLeg(world, x, y, side)
    state.fill(0, 0, walkerSeedAt)
    this.move(still, 0, null, state)
    this.reward = 0
    this.terminated = false
  }

  private emptyWorld(): PlanarWorld {
    if (!this.keepsWorld || !this.isBuilt) {
      this.world?.free()
      return createBox2DWorld(gravity)
    }
    // Gymnasium's order: the ground from its end to its start, the hull, the legs.
    const ground = Array.from({ length: this.hull }, (_, i) => this.hull - 1 - i)
    this.world!.removeBodies([...ground, this.hull, ...this.legs])
    return this.world!
  }

  private addLeg(world: PlanarWorld, x: number, y: number, side: number): void {
    const limits = { torque: motorTorque, anchorB: [0, legLength / 2] as const }
    const thigh = world.addDynamic(x, y - legLength / 2 + hipDrop, side * 0.05)
    world.addBox(thigh, legWidth / 2, legLength / 2, legStuff)
    const hip = { bodyA: this.hull, bodyB: thigh, anchorA: [0, -hipDrop] as const, ...limits }
    world.addHinge({ ...hip, low: -0.8, high: 1.1, speed: side })
    const shin = world.addDynamic(x, y - (legLength * 3) / 2 + hipDrop, side * 0.05)
    world.addBox(shin, (shinShare * legWidth) / 2, legLength / 2, legStuff)
    const knee = { bodyA: thigh, bodyB: shin, anchorA: [0, -legLength / 2] as const, ...limits }
    world.addHinge({ ...knee, low: -1.6, high: -0.1, speed: 1 })
    this.legs.push(thigh, shin)
  }

  step(
    actions: ArrayLike<number>,
    offset: number,
    _draws: Draws,
    nudge: Nudge | null,
    state: Float64Array,
  ): void {
    for (let joint = 0; joint < 4; joint++) boxAction(actions, offset + joint)
    const before = shaping(state)
    this.move(actions, offset, nudge, state)
    const x = state[walkerPlaces.x]!
    if (!Number.isFinite(x)) refuseState(this.id, state)
    this.reward = shaping(state) - before
    for (let joint = 0; joint < 4; joint++) {
      this.reward -= 0.00035 * motorTorque * Math.min(1, Math.abs(actions[offset + joint]!))
    }
    const isOver = this.hasFallen || x < 0
    if (isOver) this.reward = -100
    this.terminated = isOver || x > (courseLength - grass) * courseStep
  }

  private move(actions: ArrayLike<number>, offset: number, nudge: Nudge | null, state: Float64Array): void {
    const world = this.world!
    for (let joint = 0; joint < 4; joint++) {
      const action = actions[offset + joint]!
      const speed = joint % 2 === 0 ? hipSpeed : kneeSpeed
      world.setMotor(joint, speed * Math.sign(action), motorTorque * Math.min(1, Math.abs(action)))
    }
    world.tilt(nudge?.tilt ?? 0)
    for (const { body, forceX, forceY, x, y } of nudge?.pushes ?? []) {
      world.applyForce(body === 0 ? this.hull : this.legs[body - 1]!, forceX, forceY, x, y)
    }
    world.step(1 / stepsPerSecond)
    this.feel(world, state)
    const at = walkerPlaces
    world.readPose(this.hull, state, at.x)
    world.readVelocity(this.hull, state, at.velocityX)
    for (let i = 0; i < 4; i++) {
      world.readPose(this.legs[i]!, state, at.legs + 3 * i)
      state[at.joints + 2 * i] = world.jointAngle(i)
      state[at.joints + 2 * i + 1] = world.jointSpeed(i)
    }
    castRays(this.course!, state[at.x]!, state[at.y]!, state, at.rays)
  }

  /** A shin feels nothing as soon as any of its contacts ends, even if it still touches elsewhere: so does Gymnasium's. */
  private feel({ contacts }: PlanarWorld, state: Float64Array): void {
    for (let i = 0; i < contacts.length; i += 3) {
      const began = contacts[i]!
      for (let side = 1; side <= 2; side++) {
        const body = contacts[i + side]!
        if (began && body === this.hull) this.hasFallen = true
        if (body === this.legs[1]) state[walkerPlaces.touching] = began
        if (body === this.legs[3]) state[walkerPlaces.touching + 1] = began
      }
    }
  }

  observe(state: Float64Array, into: Float32Array, offset: number): void {
    const at = walkerPlaces
    into[offset] = state[at.angle]!
    into[offset + 1] = (2 * state[at.angularVelocity]!) / stepsPerSecond
    into[offset + 2] = (0.3 * state[at.velocityX]! * viewWidth) / stepsPerSecond
    into[offset + 3] = (0.3 * state[at.velocityY]! * viewHeight) / stepsPerSecond
    for (let leg = 0; leg < 2; leg++) {
      const from = at.joints + 4 * leg
      const to = offset + 4 + 5 * leg
      into[to] = state[from]!
      into[to + 1] = state[from + 1]! / hipSpeed
      into[to + 2] = state[from + 2]! + 1
      into[to + 3] = state[from + 3]! / kneeSpeed
      into[to + 4] = state[at.touching + leg]!
    }
    for (let ray = 0; ray < rayCount; ray++) into[offset + 14 + ray] = state[at.rays + ray]!
  }
}

/** Each piece of ground is a body of its own. */
function addCourse(world: PlanarWorld, { heights, blocks }: Course): void {
  for (const block of blocks) world.addPolygon(world.addStatic(), cornersOf(block), groundStuff)
  for (let i = 0; i < courseLength - 1; i++) {
    const x = i * courseStep
    world.addEdge(world.addStatic(), x, heights[i]!, (i + 1) * courseStep, heights[i + 1]!, groundStuff)
  }
}

const shaping = (state: Float64Array): number =>
  (130 * state[walkerPlaces.x]!) / scale - 5 * Math.abs(state[walkerPlaces.angle]!)
