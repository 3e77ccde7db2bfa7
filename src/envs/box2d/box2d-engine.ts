/**
 * Box2D 2.3.1 (Erin Catto, https://box2d.org, zlib licence) as asm.js from npm's `box2d.js` 1.0.4 (Alon Zakai,
 * https://github.com/kripken/box2d.js), the engine that pybox2d wraps for Gymnasium.
 *
 * One instance with memory of a fixed size serves a page or worker. Its functions are called with plain addresses, without
 * the package's wrapper objects, and positions and velocities are read from where the engine keeps them; `bodyLayout` finds
 * out at loading whether they are there.
 */
import { PlaygroundError } from '../../core/errors.ts'
import type { Box2D, ContactListener } from './box2d-functions.ts'

/** Holds some 300 BipedalWalkers; memory that is never touched costs nothing. A multiple of 16 MB. */
const MEMORY_BYTES = 96 * 2 ** 20
const STACK_BYTES = 2 ** 20
const MOST_VERTICES = 8
const DYNAMIC = 2

/** The engine with definitions to be filled in, so that making a body allocates nothing but the body. */
export interface Engine {
  readonly box2d: Box2D
  readonly floats: Float32Array
  readonly listener: ContactListener
  readonly vector: number
  readonly vector2: number
  readonly vertices: number
  readonly staticBody: number
  readonly dynamicBody: number
  readonly fixture: number
  readonly filter: number
  readonly edge: number
  readonly polygon: number
  readonly hinge: number
}

let engine: Engine | null = null
let loading: Promise<void> | null = null

/** Brings the engine; repeated calls share one load, and a failed one may be tried again. */
export function loadBox2D(): Promise<void> {
  loading ??= importBox2D().then(
    box2d => {
      engine = prepare(box2d)
    },
    error => {
      loading = null
      throw error
    },
  )
  return loading
}

/** @throws PlaygroundError `not-loaded` before `loadBox2D`. */
export function loadedBox2D(): Engine {
  if (engine) return engine
  throw new PlaygroundError('not-loaded', 'The physics engine Box2D has not been loaded yet.', {
    path: 'env',
  })
}

/**
 * Runs the package's text as it is: a bundler's rewriting would make it invalid asm.js, which engines then compile late and
 * slowly. It wants `eval` in any case. Its options are a variable `Module`, its result is left in `module`.
 */
async function importBox2D(): Promise<Box2D> {
  const { default: source } = await import('box2d.js/box2d.min.js?raw')
  const silent = () => undefined
  const options = { TOTAL_MEMORY: MEMORY_BYTES, TOTAL_STACK: STACK_BYTES, print: silent, printErr: silent }
  const scope = globalThis as { Module?: unknown }
  const own = Object.getOwnPropertyDescriptor(scope, 'Module')
  const module = {} as { exports: Box2D }
  try {
    new Function('Module', 'module', source)(options, module)
  } finally {
    // In a page it leaves itself in `window` as well.
    if (own) Object.defineProperty(scope, 'Module', own)
    else delete scope.Module
  }
  return module.exports
}

function prepare(box2d: Box2D): Engine {
  const dynamicBody = box2d._emscripten_bind_b2BodyDef_b2BodyDef_0()
  box2d._emscripten_bind_b2BodyDef_set_type_1(dynamicBody, DYNAMIC)
  const hinge = box2d._emscripten_bind_b2RevoluteJointDef_b2RevoluteJointDef_0()
  box2d._emscripten_bind_b2RevoluteJointDef_set_enableLimit_1(hinge, 1)
  box2d._emscripten_bind_b2RevoluteJointDef_set_enableMotor_1(hinge, 1)
  const listener = new box2d.JSContactListener()
  listener.PreSolve = () => undefined
  listener.PostSolve = () => undefined
  const prepared: Engine = {
    box2d,
    floats: box2d.HEAPF32,
    listener,
    vector: box2d._malloc(8),
    vector2: box2d._malloc(8),
    vertices: box2d._malloc(8 * MOST_VERTICES),
    staticBody: box2d._emscripten_bind_b2BodyDef_b2BodyDef_0(),
    dynamicBody,
    fixture: box2d._emscripten_bind_b2FixtureDef_b2FixtureDef_0(),
    filter: box2d._emscripten_bind_b2Filter_b2Filter_0(),
    edge: box2d._emscripten_bind_b2EdgeShape_b2EdgeShape_0(),
    polygon: box2d._emscripten_bind_b2PolygonShape_b2PolygonShape_0(),
    hinge,
  }
  checkLayout(prepared)
  return prepared
}

/** Places of a body's numbers in memory, counted in floats from its position (b2Body.h, b2Math.h of Box2D 2.3.1). */
export const bodyLayout = { x: 0, y: 1, angle: 11, velocityX: 13, velocityY: 14, angularVelocity: 15 }

/** Another build of the engine might keep a body's numbers elsewhere. */
function checkLayout({ box2d, floats, vector, dynamicBody }: Engine): void {
  const put = (x: number, y: number) => {
    floats[vector >> 2] = x
    floats[(vector >> 2) + 1] = y
  }
  put(0, 0)
  const world = box2d._emscripten_bind_b2World_b2World_1(vector)
  put(3, 5)
  box2d._emscripten_bind_b2BodyDef_set_position_1(dynamicBody, vector)
  box2d._emscripten_bind_b2BodyDef_set_angle_1(dynamicBody, 0.25)
  const body = box2d._emscripten_bind_b2World_CreateBody_1(world, dynamicBody)
  put(7, 11)
  box2d._emscripten_bind_b2Body_SetLinearVelocity_1(body, vector)
  box2d._emscripten_bind_b2Body_SetAngularVelocity_1(body, 13)
  const at = box2d._emscripten_bind_b2Body_GetPosition_0(body) >> 2
  const expected = { x: 3, y: 5, angle: 0.25, velocityX: 7, velocityY: 11, angularVelocity: 13 }
  const isThere = Object.entries(bodyLayout).every(
    ([name, place]) => floats[at + place] === expected[name as keyof typeof expected],
  )
  box2d._emscripten_bind_b2World___destroy___0(world)
  if (isThere) return
  throw new PlaygroundError(
    'engine-unavailable',
    'This build of Box2D keeps its bodies differently from box2d.js 1.0.4, which is needed.',
    { path: 'env' },
  )
}
