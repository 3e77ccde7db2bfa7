/** What is used of npm's `box2d.js` 1.0.4, which has no types: Box2D 2.3.1 as asm.js. Everything is an address in its memory. */
type Address = number
type Flag = 0 | 1

export interface ContactListener {
  readonly address: Address
  BeginContact(contact: Address): void
  EndContact(contact: Address): void
  PreSolve(): void
  PostSolve(): void
}

export interface Box2D {
  readonly HEAPF32: Float32Array
  readonly HEAP32: Int32Array
  readonly JSContactListener: new () => ContactListener
  getPointer(object: object): Address
  _malloc(bytes: number): Address
  _free(address: Address): void

  _emscripten_bind_b2World_b2World_1(gravity: Address): Address
  _emscripten_bind_b2World___destroy___0(world: Address): void
  _emscripten_bind_b2World_SetContactListener_1(world: Address, listener: Address): void
  _emscripten_bind_b2World_CreateBody_1(world: Address, definition: Address): Address
  _emscripten_bind_b2World_DestroyBody_1(world: Address, body: Address): void
  _emscripten_bind_b2World_CreateJoint_1(world: Address, definition: Address): Address
  _emscripten_bind_b2World_SetGravity_1(world: Address, gravity: Address): void
  _emscripten_bind_b2World_Step_3(world: Address, seconds: number, velocity: number, position: number): void

  _emscripten_bind_b2BodyDef_b2BodyDef_0(): Address
  _emscripten_bind_b2BodyDef_set_type_1(definition: Address, type: number): void
  _emscripten_bind_b2BodyDef_set_position_1(definition: Address, vector: Address): void
  _emscripten_bind_b2BodyDef_set_angle_1(definition: Address, angle: number): void

  _emscripten_bind_b2Body_CreateFixture_1(body: Address, definition: Address): Address
  _emscripten_bind_b2Body_SetUserData_1(body: Address, data: number): void
  _emscripten_bind_b2Body_GetUserData_0(body: Address): number
  _emscripten_bind_b2Body_GetPosition_0(body: Address): Address
  _emscripten_bind_b2Body_GetAngle_0(body: Address): number
  _emscripten_bind_b2Body_GetAngularVelocity_0(body: Address): number
  _emscripten_bind_b2Body_SetAngularVelocity_1(body: Address, speed: number): void
  _emscripten_bind_b2Body_SetLinearVelocity_1(body: Address, vector: Address): void
  _emscripten_bind_b2Body_IsAwake_0(body: Address): Flag
  _emscripten_bind_b2Body_ApplyForce_3(body: Address, force: Address, point: Address, wake: Flag): void
  _emscripten_bind_b2Body_ApplyForceToCenter_2(body: Address, force: Address, wake: Flag): void
  _emscripten_bind_b2Body_ApplyTorque_2(body: Address, torque: number, wake: Flag): void
  _emscripten_bind_b2Body_ApplyLinearImpulse_3(
    body: Address,
    impulse: Address,
    point: Address,
    wake: Flag,
  ): void

  _emscripten_bind_b2FixtureDef_b2FixtureDef_0(): Address
  _emscripten_bind_b2FixtureDef_set_shape_1(definition: Address, shape: Address): void
  _emscripten_bind_b2FixtureDef_set_density_1(definition: Address, density: number): void
  _emscripten_bind_b2FixtureDef_set_friction_1(definition: Address, friction: number): void
  _emscripten_bind_b2FixtureDef_set_restitution_1(definition: Address, restitution: number): void
  _emscripten_bind_b2FixtureDef_set_filter_1(definition: Address, filter: Address): void
  _emscripten_bind_b2Filter_b2Filter_0(): Address
  _emscripten_bind_b2Filter_set_categoryBits_1(filter: Address, bits: number): void
  _emscripten_bind_b2Filter_set_maskBits_1(filter: Address, bits: number): void

  _emscripten_bind_b2EdgeShape_b2EdgeShape_0(): Address
  _emscripten_bind_b2EdgeShape_Set_2(shape: Address, from: Address, to: Address): void
  _emscripten_bind_b2PolygonShape_b2PolygonShape_0(): Address
  _emscripten_bind_b2PolygonShape_Set_2(shape: Address, vertices: Address, count: number): void
  _emscripten_bind_b2PolygonShape_SetAsBox_2(shape: Address, halfWidth: number, halfHeight: number): void

  _emscripten_bind_b2RevoluteJointDef_b2RevoluteJointDef_0(): Address
  _emscripten_bind_b2RevoluteJointDef_set_bodyA_1(definition: Address, body: Address): void
  _emscripten_bind_b2RevoluteJointDef_set_bodyB_1(definition: Address, body: Address): void
  _emscripten_bind_b2RevoluteJointDef_set_localAnchorA_1(definition: Address, vector: Address): void
  _emscripten_bind_b2RevoluteJointDef_set_localAnchorB_1(definition: Address, vector: Address): void
  _emscripten_bind_b2RevoluteJointDef_set_referenceAngle_1(definition: Address, angle: number): void
  _emscripten_bind_b2RevoluteJointDef_set_enableLimit_1(definition: Address, flag: Flag): void
  _emscripten_bind_b2RevoluteJointDef_set_lowerAngle_1(definition: Address, angle: number): void
  _emscripten_bind_b2RevoluteJointDef_set_upperAngle_1(definition: Address, angle: number): void
  _emscripten_bind_b2RevoluteJointDef_set_enableMotor_1(definition: Address, flag: Flag): void
  _emscripten_bind_b2RevoluteJointDef_set_motorSpeed_1(definition: Address, speed: number): void
  _emscripten_bind_b2RevoluteJointDef_set_maxMotorTorque_1(definition: Address, torque: number): void
  _emscripten_bind_b2RevoluteJoint_GetJointAngle_0(joint: Address): number
  _emscripten_bind_b2RevoluteJoint_GetJointSpeed_0(joint: Address): number
  _emscripten_bind_b2RevoluteJoint_SetMotorSpeed_1(joint: Address, speed: number): void
  _emscripten_bind_b2RevoluteJoint_SetMaxMotorTorque_1(joint: Address, torque: number): void

  _emscripten_bind_b2Contact_GetFixtureA_0(contact: Address): Address
  _emscripten_bind_b2Contact_GetFixtureB_0(contact: Address): Address
  _emscripten_bind_b2Fixture_GetBody_0(fixture: Address): Address
}
