/** A hand that takes hold of a robot of bodies. */
import { describe, expect, test } from 'vitest'
import { figureCamera, stageX, stageY } from '../../../src/scenes/figure-camera.ts'
import { figureGrip } from '../../../src/scenes/figure-grip.ts'
import { arm, biped, reachOf, strideOf } from './figure-fixtures.ts'

const area = { x: 0, y: 0, width: 900, height: 600 }

describe('a grip', () => {
  const camera = figureCamera(area, { ...biped.view, above: false })
  camera.left = 0
  const grip = figureGrip(biped, camera, { kind: 'walker' })
  const state = strideOf(4, 0.6)
  const shin = [stageX(camera, state[12]!), stageY(camera, state[13]!)] as const

  test('takes what is under the hand, and nothing in the air', () => {
    expect(grip.take(state, ...shin)?.body).toBe(4)
    expect(grip.take(state, shin[0] + 300, 20)).toBeNull()
  })

  test('holds the same point of the body wherever the body goes', () => {
    const handle = grip.take(state, ...shin)!
    const place = new Float64Array(2)
    grip.place(state, handle, place)
    expect(place[0]).toBeCloseTo(shin[0], 6)
    expect(place[1]).toBeCloseTo(shin[1], 6)
    const later = strideOf(5, 0.6)
    grip.place(later, handle, place)
    expect(place[0]).toBeCloseTo(shin[0] + camera.scale, 6)
  })

  test('pulls towards the hand, the harder the further, but not without end', () => {
    const handle = grip.take(state, ...shin)!
    const near = grip.pull(state, handle, shin[0] + 30, shin[1])
    const far = grip.pull(state, handle, shin[0] + 60, shin[1])
    expect(near.forceX).toBeGreaterThan(0)
    expect(near.forceY).toBeCloseTo(0, 6)
    expect(far.forceX).toBeCloseTo(2 * near.forceX, 6)
    const up = grip.pull(state, handle, shin[0], shin[1] - 50)
    expect(up.forceY).toBeGreaterThan(0)
    const most = grip.pull(state, handle, shin[0] + 5000, shin[1])
    const more = grip.pull(state, handle, shin[0] + 9000, shin[1])
    expect(more.forceX).toBeCloseTo(most.forceX, 6)
    expect(near.body).toBe(4)
    expect(near.x).toBeCloseTo(state[12]!, 9)
    expect(near.y).toBeCloseTo(state[13]!, 9)
  })

  test('pokes away from the finger', () => {
    const handle = grip.take(state, shin[0] - 4, shin[1])!
    expect(grip.poke(state, handle).forceX).toBeGreaterThan(0)
    const other = grip.take(state, shin[0] + 4, shin[1])!
    expect(grip.poke(state, other).forceX).toBeLessThan(0)
  })
})

test('what is to be reached cannot be held', () => {
  const camera = figureCamera(area, { ...arm.view, above: true })
  camera.left = -area.width / camera.scale / 2
  const grip = figureGrip(arm, camera, { kind: 'arm' })
  const state = reachOf(0, 0, -0.12, 0.1)
  expect(grip.take(state, stageX(camera, -0.12), stageY(camera, 0.1))).toBeNull()
  expect(grip.take(state, stageX(camera, 0.21), stageY(camera, 0))?.body).toBe(2)
})
