/**
 * LunarLander-v3 and LunarLanderContinuous-v3: land on two legs between the flags. Oleg Klimov's task, with the constants,
 * the order of draws, the rewards and the ends of Gymnasium 1.3.0
 * (https://gymnasium.farama.org/environments/box2d/lunar_lander/):
 *
 *   shaping = -100 |position| - 100 |velocity| - 100 |angle| + 10 per leg that touches, of the observation's numbers
 *   reward  = what shaping gained - 0.30 main power - 0.03 side power; -100 instead on a crash or beyond the sides, +100 at rest
 *
 * A reset takes one step without engines, as Gymnasium's does.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import tanh from '@stdlib/math-base-special-tanh'
import type { Box, Space } from '../../core/space.ts'
import { boxAction, discreteAction, refuseState } from '../checks.ts'
import { createBox2DWorld } from './box2d-world.ts'
import type { Draws } from './draws.ts'
import { drawMoon, landerHull, legHalfSize, moonHeight, moonWidth, padHeight } from './lunar-moon.ts'
import { type Nudge, type PhysicsTask, TAIL } from './physics-environment.ts'
import type { Material, PlanarWorld } from './planar-world.ts'

const scale = 30
const stepsPerSecond = 50
const mainPower = 13
const sidePower = 0.6
const sideHeight = 14 / scale
/** Where the side engines push along the lander's axis; across it they push at `sideHeight`, as in the original. */
const sideDepth = 17 / scale
const sideAway = 12 / scale
const mainDepth = 4 / scale
const startForce = 1000
const legAway = 20 / scale
const legDown = 18 / scale
const legTorque = 40

const flat: Material = { density: 0, friction: 0.2, restitution: 0, category: 1, mask: 0xffff }
const moon: Material = { ...flat, friction: 0.1 }
const hullStuff: Material = { density: 5, friction: 0.1, restitution: 0, category: 0x10, mask: 1 }
const legStuff: Material = { density: 1, friction: 0.2, restitution: 0, category: 0x20, mask: 1 }

/** Places of its numbers in `state`: metres, radians, seconds. */
export const landerPlaces = {
  x: 0,
  y: 1,
  angle: 2,
  velocityX: 3,
  velocityY: 4,
  angularVelocity: 5,
  /** x, y, angle of the leg on the right, then of that on the left, as they hang at the start. */
  legs: 6,
  /** 1 where a leg touches the ground. [2] */
  touching: 12,
  /** Power of the main engine in the last step, 0 to 1. */
  mainPower: 14,
  /** Power of the side engines in the last step: below 0 of the left one, above of the right one. */
  sidePower: 15,
  /** Sideways force of the wind in the last step, N. */
  wind: 16,
} as const
/** Where the words of the episode's seed begin. */
export const landerSeedAt = 17
export const landerStateSize = landerSeedAt + TAIL

export interface LanderSettings {
  readonly isContinuous: boolean
  readonly gravity: number
  readonly enableWind: boolean
  readonly windPower: number
  readonly turbulencePower: number
}

const turn = Math.fround(Math.PI)
export const landerObservations: Box = {
  kind: 'box',
  shape: [8],
  low: [-2.5, -2.5, -10, -10, -2 * turn, -10, 0, 0],
  high: [2.5, 2.5, 10, 10, 2 * turn, 10, 1, 1],
}
export const landerActions = (isContinuous: boolean): Space =>
  isContinuous ? { kind: 'box', shape: [2], low: [-1, -1], high: [1, 1] } : { kind: 'discrete', n: 4 }

export class LunarLander implements PhysicsTask {
  readonly id: string
  readonly observationSpace = landerObservations
  readonly actionSpace: Space
  readonly stateSize = landerStateSize
  readonly observationSize = 8
  reward = 0
  terminated = false
  private readonly settings: LanderSettings
  private world: PlanarWorld | null = null
  private hull = 0
  private readonly legs = [0, 0]
  private hasCrashed = false
  private windIndex = 0
  private torqueIndex = 0
  private readonly observed = new Float64Array(8)

  constructor(settings: LanderSettings) {
    this.settings = settings
    this.id = settings.isContinuous ? 'LunarLanderContinuous-v3' : 'LunarLander-v3'
    this.actionSpace = landerActions(settings.isContinuous)
  }

  get isBuilt(): boolean {
    return this.world !== null && !this.world.isFreed
  }

  begin(draws: Draws, state: Float64Array): void {
    const { settings } = this
    this.world?.free()
    const world = createBox2DWorld(settings.gravity)
    this.world = world
    this.hasCrashed = false
    const points = drawMoon(draws)
    const ground = world.addStatic()
    world.addEdge(ground, 0, 0, moonWidth, 0, flat)
    for (let i = 0; i + 3 < points.length; i += 2) {
      world.addEdge(ground, points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!, moon)
    }
    this.hull = world.addDynamic(moonWidth / 2, moonHeight, 0)
    world.addPolygon(this.hull, landerHull, hullStuff)
    const forceX = draws.uniform(-startForce, startForce)
    world.applyForceToCenter(this.hull, forceX, draws.uniform(-startForce, startForce))
    if (settings.enableWind) {
      this.windIndex = draws.integer(-9999, 9999)
      this.torqueIndex = draws.integer(-9999, 9999)
    }
    this.addLeg(world, 0, -1)
    this.addLeg(world, 1, 1)
    state.fill(0, 0, landerSeedAt)
    this.move(0, 0, 0, draws, null, state)
    this.reward = 0
    this.terminated = false
  }

  /** @param side -1 or 1: which way it spreads. */
  private addLeg(world: PlanarWorld, leg: number, side: number): void {
    const body = world.addDynamic(moonWidth / 2 - side * legAway, moonHeight, side * 0.05)
    world.addBox(body, ...legHalfSize, legStuff)
    world.addHinge({
      bodyA: this.hull,
      bodyB: body,
      anchorA: [0, 0],
      anchorB: [side * legAway, legDown],
      low: side < 0 ? 0.9 - 0.5 : -0.9,
      high: side < 0 ? 0.9 : -0.9 + 0.5,
      speed: 0.3 * side,
      torque: legTorque,
    })
    this.legs[leg] = body
  }

  step(
    actions: ArrayLike<number>,
    offset: number,
    draws: Draws,
    nudge: Nudge | null,
    state: Float64Array,
  ): void {
    const before = this.shaping(state)
    if (this.settings.isContinuous) {
      const main = Math.min(1, Math.max(-1, boxAction(actions, offset)))
      const side = Math.min(1, Math.max(-1, boxAction(actions, offset + 1)))
      const strength = Math.abs(side)
      this.move(
        main > 0 ? (main + 1) / 2 : 0,
        strength > 0.5 ? strength : 0,
        Math.sign(side),
        draws,
        nudge,
        state,
      )
    } else {
      const action = discreteAction(actions, offset, 4)
      this.move(action === 2 ? 1 : 0, action === 1 || action === 3 ? 1 : 0, action - 2, draws, nudge, state)
    }
    const { mainPower: main, sidePower: side } = landerPlaces
    this.reward = this.shaping(state) - before - 0.3 * state[main]! - 0.03 * Math.abs(state[side]!)
    const { x } = landerPlaces
    if (!Number.isFinite(state[x])) refuseState(this.id, state)
    this.terminated = this.hasCrashed || Math.abs(state[x]! - moonWidth / 2) / (moonWidth / 2) >= 1
    if (this.terminated) this.reward = -100
    if (!this.world?.isAwake(this.hull)) {
      this.terminated = true
      this.reward = 100
    }
  }

  /** @param direction of the side engines: -1 left, 1 right. */
  private move(
    main: number,
    side: number,
    direction: number,
    draws: Draws,
    nudge: Nudge | null,
    state: Float64Array,
  ): void {
    const world = this.world!
    const { hull } = this
    const wind = this.blow(world, state)
    const angle = state[landerPlaces.angle]!
    const along = sin(angle)
    const up = cos(angle)
    const spreadAlong = draws.uniform(-1, 1) / scale
    const spreadAcross = draws.uniform(-1, 1) / scale
    // Before the no-op step of a reset no engine runs, so the zeros of a new state are never used.
    const x = state[landerPlaces.x]!
    const y = state[landerPlaces.y]!
    if (main > 0) {
      const outX = along * (mainDepth + 2 * spreadAlong) - up * spreadAcross
      const outY = -up * (mainDepth + 2 * spreadAlong) - along * spreadAcross
      const power = mainPower * main
      world.applyImpulse(hull, -outX * power, -outY * power, x + outX, y + outY)
    }
    if (side > 0) {
      const across = 3 * spreadAcross + direction * sideAway
      const outX = along * spreadAlong - up * across
      const outY = -up * spreadAlong - along * across
      const power = sidePower * side
      const atX = x + outX - along * sideDepth
      const atY = y + outY + up * sideHeight
      world.applyImpulse(hull, -outX * power, -outY * power, atX, atY)
    }
    world.tilt(nudge?.tilt ?? 0)
    for (const { body, forceX, forceY, x, y } of nudge?.pushes ?? []) {
      world.applyForce(this.bodyOf(body), forceX, forceY, x, y)
    }
    world.step(1 / stepsPerSecond)
    this.feel(world, state)
    state[landerPlaces.mainPower] = main
    state[landerPlaces.sidePower] = side > 0 ? direction * side : 0
    state[landerPlaces.wind] = wind
    world.readPose(hull, state, landerPlaces.x)
    world.readVelocity(hull, state, landerPlaces.velocityX)
    world.readPose(this.legs[0]!, state, landerPlaces.legs)
    world.readPose(this.legs[1]!, state, landerPlaces.legs + 3)
  }

  private bodyOf(number: number): number {
    return number === 0 ? this.hull : this.legs[number - 1]!
  }

  /** tanh(sin 2k + sin pi k) with k in hundredths, which never repeats; none while a leg touches. @returns its force. */
  private blow(world: PlanarWorld, state: Float64Array): number {
    const { enableWind, windPower, turbulencePower } = this.settings
    const { touching } = landerPlaces
    if (!enableWind || state[touching] || state[touching + 1]) return 0
    const gust = (index: number) => tanh(sin(0.02 * index) + sin(Math.PI * 0.01 * index))
    const wind = gust(this.windIndex++) * windPower
    world.applyForceToCenter(this.hull, wind, 0)
    world.applyTorque(this.hull, gust(this.torqueIndex++) * turbulencePower)
    return wind
  }

  /** A leg feels nothing as soon as any of its contacts ends, even if it still touches elsewhere: so does Gymnasium's. */
  private feel({ contacts }: PlanarWorld, state: Float64Array): void {
    for (let i = 0; i < contacts.length; i += 3) {
      const began = contacts[i]!
      for (let side = 1; side <= 2; side++) {
        const body = contacts[i + side]!
        if (began && body === this.hull) this.hasCrashed = true
        if (body === this.legs[0]) state[landerPlaces.touching] = began
        if (body === this.legs[1]) state[landerPlaces.touching + 1] = began
      }
    }
  }

  private shaping(state: Float64Array): number {
    const { observed } = this
    observeLander(state, observed)
    const [x, y, velocityX, velocityY, angle, , left, right] = observed
    return (
      -100 * Math.sqrt(x! * x! + y! * y!) -
      100 * Math.sqrt(velocityX! * velocityX! + velocityY! * velocityY!) -
      100 * Math.abs(angle!) +
      10 * left! +
      10 * right!
    )
  }

  observe(state: Float64Array, into: Float32Array, offset: number): void {
    observeLander(state, this.observed)
    into.set(this.observed, offset)
  }
}

/** The observation's eight numbers before they are rounded to single precision. */
function observeLander(state: Float64Array, into: Float64Array): void {
  const at = landerPlaces
  into[0] = (state[at.x]! - moonWidth / 2) / (moonWidth / 2)
  into[1] = (state[at.y]! - (padHeight + legDown)) / (moonHeight / 2)
  into[2] = (state[at.velocityX]! * (moonWidth / 2)) / stepsPerSecond
  into[3] = (state[at.velocityY]! * (moonHeight / 2)) / stepsPerSecond
  into[4] = state[at.angle]!
  into[5] = (20 * state[at.angularVelocity]!) / stepsPerSecond
  into[6] = state[at.touching]!
  into[7] = state[at.touching + 1]!
}
