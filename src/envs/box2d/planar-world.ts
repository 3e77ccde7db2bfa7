/**
 * A world of rigid bodies in a plane, in numbers only, so that tasks do not know which engine moves it. Metres, kilograms,
 * seconds, radians counterclockwise; bodies and joints are small integers, counted from 0 as they come.
 */
export interface Material {
  readonly density: number
  readonly friction: number
  readonly restitution: number
  /** Bits of what it is. */
  readonly category: number
  /** Bits of what it collides with. */
  readonly mask: number
}

/** A motor with limits. The angle between the bodies as they stand when it is made counts as 0. */
export interface Hinge {
  readonly bodyA: number
  readonly bodyB: number
  /** Where it is in the frame of A: x, y. */
  readonly anchorA: readonly [number, number]
  readonly anchorB: readonly [number, number]
  readonly low: number
  readonly high: number
  readonly speed: number
  readonly torque: number
}

export interface PlanarWorld {
  /** The engine took it back for another: make a new one. */
  readonly isFreed: boolean
  addStatic(): number
  addDynamic(x: number, y: number, angle: number): number
  addEdge(body: number, x1: number, y1: number, x2: number, y2: number, material: Material): void
  /** @param points convex, at most 8. */
  addPolygon(body: number, points: readonly (readonly [number, number])[], material: Material): void
  addBox(body: number, halfWidth: number, halfHeight: number, material: Material): void
  addHinge(hinge: Hinge): number
  /** Takes all bodies away, in this order. Numbers are counted from 0 again. */
  removeBodies(order: readonly number[]): void
  /** A force (N) for the next step, at the body's centre of mass or at a point of the world. */
  applyForceToCenter(body: number, forceX: number, forceY: number): void
  applyForce(body: number, forceX: number, forceY: number, x: number, y: number): void
  /** A torque (N m) for the next step. */
  applyTorque(body: number, torque: number): void
  /** An impulse (N s) at a point of the world, which acts at once. */
  applyImpulse(body: number, impulseX: number, impulseY: number, x: number, y: number): void
  /** Turns gravity, as if the ground led uphill to the right by this angle (rad), until told otherwise. */
  tilt(angle: number): void
  setMotor(joint: number, speed: number, torque: number): void
  step(seconds: number): void
  /** Contacts that began or ended during the last step, in order: 1 or 0, body, body. [3 x contactEvents] */
  readonly contacts: readonly number[]
  /** Writes x, y, angle. */
  readPose(body: number, into: Float64Array, offset: number): void
  /** Writes the velocity of the centre of mass (x, y) and the angular velocity. */
  readVelocity(body: number, into: Float64Array, offset: number): void
  isAwake(body: number): boolean
  jointAngle(joint: number): number
  jointSpeed(joint: number): number
  /** Gives its memory back. */
  free(): void
}
