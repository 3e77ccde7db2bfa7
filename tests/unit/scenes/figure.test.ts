/** What draws robots of bodies: its numbers, its camera, its ground, and that every world with a figure can be drawn. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Figure } from '../../../src/core/figure.ts'
import { POSE_SIZE } from '../../../src/scenes/control-painter.ts'
import { boneOf, boundsOf, isAnimal } from '../../../src/scenes/figure-bones.ts'
import { figureCamera, follow, leftFor, stageX, stageY } from '../../../src/scenes/figure-camera.ts'
import {
  edgesOf,
  groundBetween,
  heightAt,
  isLevel,
  lasting,
  levelStretch,
} from '../../../src/scenes/figure-ground.ts'
import { type FigureStyle, figurePainter } from '../../../src/scenes/figure-painter.ts'
import { figureDrawn, figureLayout, figureMotion } from '../../../src/scenes/figure-state.ts'
import { between, glide } from '../../../src/scenes/pose.ts'
import {
  arm,
  balanceOf,
  biped,
  cart,
  cheetah,
  flightOf,
  hopOf,
  hopper,
  lander,
  reachOf,
  runOf,
  strideOf,
  worldOf,
} from './figure-fixtures.ts'

const area = { x: 40, y: 10, width: 860, height: 520 }

const ROBOTS: readonly (readonly [string, Figure, FigureStyle['kind'], number, Float64Array])[] = [
  ['biped', biped, 'walker', 4, strideOf(3, 0.7)],
  ['hopper', hopper, 'walker', 3, hopOf(2, 0.2, 0.4)],
  ['cheetah', cheetah, 'walker', 2, runOf(1, 0.1)],
  ['arm', arm, 'arm', 2, reachOf(0.4, 1, 0.1, -0.1)],
  ['lander', lander, 'lander', 2, flightOf(9, 7, 0.2)],
  ['cart', cart, 'cart', 1, balanceOf(0.3, 0.1, -0.1)],
]

describe.each(ROBOTS)('%s', (_, figure, kind, actions, state) => {
  const world = worldOf(figure, actions)
  const painter = figurePainter(world, { kind })
  const picture = painter.layOut(area, world, false)
  const drawn = new Float64Array(painter.drawn!.size)
  painter.drawn!.write(state, 0, drawn, 0)

  test('places every part of hero and ghosts, at any place in a row of states', () => {
    const row = new Float64Array(3 * drawn.length)
    row.set(drawn, drawn.length)
    for (const cast of [picture.hero, picture.ghosts(0.5)]) {
      const one = new Float64Array(POSE_SIZE * cast.parts.length).fill(Number.POSITIVE_INFINITY)
      const other = one.slice()
      cast.place(drawn, 0, one)
      cast.place(row, drawn.length, other)
      expect(other).toEqual(one)
      expect(one.some(value => value === Number.POSITIVE_INFINITY)).toBe(false)
    }
  })

  test('has parts of a size that can be painted, each with a name of its own', () => {
    for (const cast of [picture.hero, picture.ghosts(0.5)]) {
      expect(cast.parts.length).toBeGreaterThan(0)
      expect(new Set(cast.parts.map(({ name }) => name)).size).toBe(cast.parts.length)
      for (const { width, height } of cast.parts) {
        expect(width).toBeGreaterThan(2)
        expect(width * height).toBeLessThan(1200 * 1200)
      }
    }
    expect(picture.hero.parts.some(({ hasFace }) => hasFace)).toBe(true)
  })

  test('says numbers of its state, and where its trail and its note are', () => {
    expect(painter.readout(drawn)).toMatch(/\d/)
    const place = new Float64Array(2)
    picture.trace(drawn, 0, place)
    expect(place.every(Number.isFinite)).toBe(true)
    picture.anchor(drawn, place)
    expect(place[1]).toBeLessThan(area.y + area.height)
  })
})

describe('states in between', () => {
  test('are between the poses, whatever the numbers of the world are', () => {
    // A world whose only number goes round a circle: halfway between two of its states is a place on the way.
    const figure: Figure = {
      ...biped,
      bodies: biped.bodies.slice(0, 1),
      joints: [],
      feet: [],
      place: (states, offset, into) => {
        const turn = states[offset]!
        into.set([Math.cos(turn), Math.sin(turn), turn])
      },
      touching: (_, __, into) => into.fill(0),
    }
    const { feelers: _, ...blind } = figure
    const convert = figureDrawn(blind)
    const [from, to] = [new Float64Array(convert.size), new Float64Array(convert.size)]
    convert.write([3.1], 0, from, 0)
    convert.write([3.3 - 2 * Math.PI], 0, to, 0)
    const half = new Float64Array(convert.size)
    between(from, 0, to, 0, 0.5, figureMotion(blind), 0.02, half)
    expect(half[0]).toBeCloseTo((Math.cos(3.1) + Math.cos(3.3)) / 2, 12)
    expect(Math.cos(half[2]!)).toBeCloseTo(Math.cos(3.2), 12)
  })

  test('hold poses, contacts and feelers side by side', () => {
    const layout = figureLayout(biped)
    expect(layout).toEqual({ bodies: 5, feet: 15, feelers: 17, feelerCount: 3, size: 29 })
    const into = new Float64Array(2 * layout.size)
    const state = strideOf(4, 1)
    figureDrawn(biped).write(state, 0, into, layout.size)
    expect([...into.subarray(layout.size, layout.size + 15)]).toEqual([...state])
    expect(into[layout.size + layout.feelers]).toBe(4)
  })

  test('a ghost that begins anew does not fly back to the start', () => {
    const motion = figureMotion(biped)
    const size = figureLayout(biped).size
    const far = new Float64Array(size).fill(9)
    const start = new Float64Array(size)
    const near = far.slice()
    near[0] = 9.2
    glide(far, near, size, 0.5, motion)
    expect(far[0]).toBeCloseTo(9.1, 12)
    glide(far, start, size, 0.5, motion)
    expect(far[0]).toBe(0)
  })
})

describe('camera', () => {
  const window = { ...biped.view, above: false }

  test('keeps the whole window in sight where it stays, and goes along where it follows', () => {
    const still = figureCamera(area, { ...window, follows: false })
    still.left = leftFor(still, 99, 3, null)
    expect(stageX(still, 3)).toBeCloseTo(area.x + area.width / 2, 9)
    expect(still.scale * window.width).toBeLessThanOrEqual(area.width + 1e-9)
    const camera = figureCamera(area, window)
    camera.left = leftFor(camera, 20, 0, null)
    const x = stageX(camera, 20)
    expect(x).toBeGreaterThan(area.x)
    expect(x).toBeLessThan(area.x + area.width / 2)
  })

  test('stops at the ends of the ground', () => {
    const camera = figureCamera(area, window)
    const width = area.width / camera.scale
    expect(leftFor(camera, 0.5, 0, [0, 90])).toBe(0)
    expect(leftFor(camera, 89.5, 0, [0, 90])).toBeCloseTo(90 - width, 9)
  })

  test('comes to where it should be, at once over a long way', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), aim => {
        const camera = figureCamera(area, window)
        camera.left = 0
        for (let frame = 0; frame < 300; frame++) follow(camera, aim, 16)
        expect(camera.left).toBeCloseTo(aim, 6)
      }),
    )
    const camera = figureCamera(area, window)
    camera.left = 0
    follow(camera, 50, 1)
    expect(camera.left).toBe(50)
  })

  test('height 0 is above the ruler, and up is up', () => {
    const camera = figureCamera(area, { ...window, bottom: -0.1 })
    expect(stageY(camera, 0)).toBeLessThan(camera.ruler.y - 20)
    expect(stageY(camera, 1)).toBeLessThan(stageY(camera, 0))
  })
})

describe('ground', () => {
  const hills = Float64Array.of(0, 1, 2, 3, 4, 3, 6, 3, 7, 0)

  test('has a height everywhere, between the heights of its points', () => {
    expect(heightAt(hills, -5)).toBe(1)
    expect(heightAt(hills, 1)).toBe(2)
    expect(heightAt(hills, 5)).toBe(3)
    expect(heightAt(hills, 6.5)).toBe(1.5)
    expect(heightAt(hills, 70)).toBe(0)
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), x => {
        expect(heightAt(hills, x)).toBeGreaterThanOrEqual(0)
        expect(heightAt(hills, x)).toBeLessThanOrEqual(3)
      }),
    )
  })

  test('a stump goes straight up', () => {
    const stump = [0, 0, 2, 0, 2, 1, 3, 1, 3, 0, 5, 0]
    expect(heightAt(stump, 1.999)).toBeCloseTo(0, 9)
    expect(heightAt(stump, 2.5)).toBe(1)
    expect(groundBetween(stump, 1, 4)).toEqual([1, 0, 2, 0, 2, 1, 3, 1, 3, 0, 4, 0])
  })

  test('is landed on where it is level longest', () => {
    expect(levelStretch(hills)).toEqual([2, 6])
    expect(levelStretch([0, 0, 1, 1])).toBeNull()
  })

  test('level ground has no ends and stays the same however the world moves it along', () => {
    const shown = lasting(Float64Array.of(-20, 0, 20, 0), null)
    expect(lasting(Float64Array.of(-13, 0, 27, 0), shown)).toBe(shown)
    expect(edgesOf(shown, 8)).toBeNull()
    expect(edgesOf(hills, 8)).toEqual([0, 7])
    expect(isLevel(hills)).toBe(false)
    const once = lasting(hills, shown)
    expect(once).not.toBe(hills)
    expect(lasting(hills.slice(), once)).toBe(once)
  })
})

describe('bones', () => {
  test('of long polygons reach from end to end', () => {
    const shin = biped.bodies[2]!.shapes[0]!
    expect(boneOf(shin)).toEqual({ x1: 0, y1: -0.57, x2: 0, y2: 0.57, radius: 0.11 })
    expect(boundsOf([shin])).toEqual({ left: -0.11, right: 0.11, bottom: -0.57, top: 0.57 })
  })

  test('tell a back from an upright body', () => {
    expect(isAnimal(cheetah.bodies[0]!)).toBe(true)
    expect(isAnimal(hopper.bodies[0]!)).toBe(false)
    expect(isAnimal(biped.bodies[0]!)).toBe(false)
  })
})
