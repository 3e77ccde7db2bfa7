/**
 * A `PlanarWorld` moved by Box2D, 180 velocity and 60 position iterations a step as Gymnasium's worlds have. The engine's
 * memory has room for so many worlds; when another is wanted, the one that has not moved for longest gives its place.
 */
import cos from '@stdlib/math-base-special-cos'
import sin from '@stdlib/math-base-special-sin'
import { bodyLayout, type Engine, loadedBox2D } from './box2d-engine.ts'
import type { Box2D } from './box2d-functions.ts'
import type { Hinge, Material, PlanarWorld } from './planar-world.ts'

const VELOCITY_ITERATIONS = 180
const POSITION_ITERATIONS = 60
/** Most worlds that live at once. */
export const MOST_WORLDS = 256

const living = new Set<Box2DWorld>()
let clock = 0
/** The world that hears of contacts. */
let moving: Box2DWorld | null = null

/**
 * @param gravity downwards is negative, m/s^2.
 * @throws PlaygroundError `not-loaded`.
 */
export function createBox2DWorld(gravity: number): PlanarWorld {
  const engine = loadedBox2D()
  if (living.size >= MOST_WORLDS) longestIdle()?.free()
  return new Box2DWorld(engine, gravity)
}

/** Worlds whose memory is not given back. */
export const livingBox2DWorlds = (): number => living.size

function longestIdle(): Box2DWorld | null {
  let idlest: Box2DWorld | null = null
  for (const world of living) if (!idlest || world.movedAt < idlest.movedAt) idlest = world
  return idlest
}

class Box2DWorld implements PlanarWorld {
  readonly contacts: number[] = []
  isFreed = false
  /** When it last moved, in steps of all worlds. */
  movedAt = ++clock
  private readonly engine: Engine
  private readonly box2d: Box2D
  private readonly floats: Float32Array
  private readonly world: number
  private bodies: number[] = []
  /** Where each body's position lies, in floats. */
  private positions: number[] = []
  private joints: number[] = []
  private readonly gravity: number
  private slope = 0

  constructor(engine: Engine, gravity: number) {
    this.engine = engine
    this.gravity = gravity
    this.box2d = engine.box2d
    this.floats = engine.floats
    this.world = this.box2d._emscripten_bind_b2World_b2World_1(this.vector(0, gravity))
    listen(engine)
    this.box2d._emscripten_bind_b2World_SetContactListener_1(
      this.world,
      this.box2d.getPointer(engine.listener),
    )
    living.add(this)
  }

  addStatic(): number {
    return this.add(this.engine.staticBody)
  }

  addDynamic(x: number, y: number, angle: number): number {
    const { box2d, engine } = this
    box2d._emscripten_bind_b2BodyDef_set_position_1(engine.dynamicBody, this.vector(x, y))
    box2d._emscripten_bind_b2BodyDef_set_angle_1(engine.dynamicBody, angle)
    return this.add(engine.dynamicBody)
  }

  private add(definition: number): number {
    const { box2d, bodies } = this
    const body = box2d._emscripten_bind_b2World_CreateBody_1(this.world, definition)
    const number = bodies.length
    box2d._emscripten_bind_b2Body_SetUserData_1(body, number)
    bodies.push(body)
    this.positions.push(box2d._emscripten_bind_b2Body_GetPosition_0(body) >> 2)
    return number
  }

  addEdge(body: number, x1: number, y1: number, x2: number, y2: number, material: Material): void {
    const { edge } = this.engine
    this.box2d._emscripten_bind_b2EdgeShape_Set_2(edge, this.vector(x1, y1), this.vector2(x2, y2))
    this.addShape(body, edge, material)
  }

  addPolygon(body: number, points: readonly (readonly [number, number])[], material: Material): void {
    const { polygon, vertices } = this.engine
    points.forEach(([x, y], i) => {
      this.floats[(vertices >> 2) + 2 * i] = x
      this.floats[(vertices >> 2) + 2 * i + 1] = y
    })
    this.box2d._emscripten_bind_b2PolygonShape_Set_2(polygon, vertices, points.length)
    this.addShape(body, polygon, material)
  }

  addBox(body: number, halfWidth: number, halfHeight: number, material: Material): void {
    const { polygon } = this.engine
    this.box2d._emscripten_bind_b2PolygonShape_SetAsBox_2(polygon, halfWidth, halfHeight)
    this.addShape(body, polygon, material)
  }

  private addShape(body: number, shape: number, material: Material): void {
    const { box2d } = this
    const { fixture, filter } = this.engine
    box2d._emscripten_bind_b2FixtureDef_set_shape_1(fixture, shape)
    box2d._emscripten_bind_b2FixtureDef_set_density_1(fixture, material.density)
    box2d._emscripten_bind_b2FixtureDef_set_friction_1(fixture, material.friction)
    box2d._emscripten_bind_b2FixtureDef_set_restitution_1(fixture, material.restitution)
    box2d._emscripten_bind_b2Filter_set_categoryBits_1(filter, material.category)
    box2d._emscripten_bind_b2Filter_set_maskBits_1(filter, material.mask)
    // The definition holds a copy.
    box2d._emscripten_bind_b2FixtureDef_set_filter_1(fixture, filter)
    box2d._emscripten_bind_b2Body_CreateFixture_1(this.bodies[body]!, fixture)
  }

  addHinge(hinge: Hinge): number {
    const { box2d, bodies, positions, floats } = this
    const definition = this.engine.hinge
    const angleOf = (body: number) => floats[positions[body]! + bodyLayout.angle]!
    box2d._emscripten_bind_b2RevoluteJointDef_set_bodyA_1(definition, bodies[hinge.bodyA]!)
    box2d._emscripten_bind_b2RevoluteJointDef_set_bodyB_1(definition, bodies[hinge.bodyB]!)
    box2d._emscripten_bind_b2RevoluteJointDef_set_localAnchorA_1(definition, this.vector(...hinge.anchorA))
    box2d._emscripten_bind_b2RevoluteJointDef_set_localAnchorB_1(definition, this.vector(...hinge.anchorB))
    // pybox2d does this; Box2D itself would take 0.
    const reference = angleOf(hinge.bodyB) - angleOf(hinge.bodyA)
    box2d._emscripten_bind_b2RevoluteJointDef_set_referenceAngle_1(definition, reference)
    box2d._emscripten_bind_b2RevoluteJointDef_set_lowerAngle_1(definition, hinge.low)
    box2d._emscripten_bind_b2RevoluteJointDef_set_upperAngle_1(definition, hinge.high)
    box2d._emscripten_bind_b2RevoluteJointDef_set_motorSpeed_1(definition, hinge.speed)
    box2d._emscripten_bind_b2RevoluteJointDef_set_maxMotorTorque_1(definition, hinge.torque)
    this.joints.push(box2d._emscripten_bind_b2World_CreateJoint_1(this.world, definition))
    return this.joints.length - 1
  }

  removeBodies(order: readonly number[]): void {
    moving = null
    for (const body of order) {
      this.box2d._emscripten_bind_b2World_DestroyBody_1(this.world, this.bodies[body]!)
    }
    this.bodies = []
    this.positions = []
    this.joints = []
  }

  applyForceToCenter(body: number, forceX: number, forceY: number): void {
    const force = this.vector(forceX, forceY)
    this.box2d._emscripten_bind_b2Body_ApplyForceToCenter_2(this.bodies[body]!, force, 1)
  }

  applyForce(body: number, forceX: number, forceY: number, x: number, y: number): void {
    const force = this.vector(forceX, forceY)
    this.box2d._emscripten_bind_b2Body_ApplyForce_3(this.bodies[body]!, force, this.vector2(x, y), 1)
  }

  applyTorque(body: number, torque: number): void {
    this.box2d._emscripten_bind_b2Body_ApplyTorque_2(this.bodies[body]!, torque, 1)
  }

  applyImpulse(body: number, impulseX: number, impulseY: number, x: number, y: number): void {
    const impulse = this.vector(impulseX, impulseY)
    const point = this.vector2(x, y)
    this.box2d._emscripten_bind_b2Body_ApplyLinearImpulse_3(this.bodies[body]!, impulse, point, 1)
  }

  tilt(angle: number): void {
    if (angle === this.slope) return
    this.slope = angle
    const { gravity, world, box2d } = this
    box2d._emscripten_bind_b2World_SetGravity_1(
      world,
      this.vector(gravity * sin(angle), gravity * cos(angle)),
    )
  }

  setMotor(joint: number, speed: number, torque: number): void {
    const address = this.joints[joint]!
    this.box2d._emscripten_bind_b2RevoluteJoint_SetMotorSpeed_1(address, speed)
    this.box2d._emscripten_bind_b2RevoluteJoint_SetMaxMotorTorque_1(address, torque)
  }

  step(seconds: number): void {
    this.movedAt = ++clock
    this.contacts.length = 0
    moving = this
    const { world } = this
    this.box2d._emscripten_bind_b2World_Step_3(world, seconds, VELOCITY_ITERATIONS, POSITION_ITERATIONS)
    moving = null
  }

  readPose(body: number, into: Float64Array, offset: number): void {
    const { floats } = this
    const at = this.positions[body]!
    into[offset] = floats[at + bodyLayout.x]!
    into[offset + 1] = floats[at + bodyLayout.y]!
    into[offset + 2] = floats[at + bodyLayout.angle]!
  }

  readVelocity(body: number, into: Float64Array, offset: number): void {
    const { floats } = this
    const at = this.positions[body]!
    into[offset] = floats[at + bodyLayout.velocityX]!
    into[offset + 1] = floats[at + bodyLayout.velocityY]!
    into[offset + 2] = floats[at + bodyLayout.angularVelocity]!
  }

  isAwake(body: number): boolean {
    return Boolean(this.box2d._emscripten_bind_b2Body_IsAwake_0(this.bodies[body]!))
  }

  jointAngle(joint: number): number {
    return Math.fround(this.box2d._emscripten_bind_b2RevoluteJoint_GetJointAngle_0(this.joints[joint]!))
  }

  jointSpeed(joint: number): number {
    return Math.fround(this.box2d._emscripten_bind_b2RevoluteJoint_GetJointSpeed_0(this.joints[joint]!))
  }

  free(): void {
    if (this.isFreed) return
    this.isFreed = true
    living.delete(this)
    this.box2d._emscripten_bind_b2World___destroy___0(this.world)
  }

  private vector(x: number, y: number): number {
    return write(this.floats, this.engine.vector, x, y)
  }

  private vector2(x: number, y: number): number {
    return write(this.floats, this.engine.vector2, x, y)
  }
}

function write(floats: Float32Array, address: number, x: number, y: number): number {
  floats[address >> 2] = x
  floats[(address >> 2) + 1] = y
  return address
}

/** One listener hears of all worlds: they move one at a time. */
function listen({ box2d, listener }: Engine): void {
  if (Object.hasOwn(listener, 'BeginContact')) return
  const numberOf = (fixture: number) =>
    box2d._emscripten_bind_b2Body_GetUserData_0(box2d._emscripten_bind_b2Fixture_GetBody_0(fixture))
  const hear = (began: 0 | 1) => (contact: number) => {
    moving?.contacts.push(
      began,
      numberOf(box2d._emscripten_bind_b2Contact_GetFixtureA_0(contact)),
      numberOf(box2d._emscripten_bind_b2Contact_GetFixtureB_0(contact)),
    )
  }
  listener.BeginContact = hear(1)
  listener.EndContact = hear(0)
}
