import { describe, expect, test } from 'vitest'
import { acrobotGeometry, targetY, tipX, tipY } from '../../../src/scenes/acrobot-geometry.ts'
import { benchOf, tickStep, ticks } from '../../../src/scenes/bench-geometry.ts'
import {
  cartPoleGeometry,
  cartX,
  HALF_TRACK,
  tipX as poleTipX,
  tipY as poleTipY,
} from '../../../src/scenes/cart-pole-geometry.ts'
import {
  CAR_UNITS,
  FLAG_REACH,
  hillHeight,
  LEFT_END,
  mountainCarGeometry,
  RIGHT_END,
  slope,
  trackX,
  trackY,
} from '../../../src/scenes/mountain-car-geometry.ts'
import { bobX, bobY, pendulumGeometry, REACH } from '../../../src/scenes/pendulum-geometry.ts'

const AREAS = [
  { x: 0, y: 0, width: 1440, height: 900 },
  { x: 0, y: 0, width: 1100, height: 640 },
  { x: 556, y: 36, width: 544, height: 604 },
  { x: 0, y: 0, width: 760, height: 480 },
  { x: 0, y: 0, width: 390, height: 400 },
  { x: 201, y: 36, width: 189, height: 364 },
  { x: 0, y: 242, width: 390, height: 158 },
  { x: 0, y: 0, width: 320, height: 300 },
]

describe.each(AREAS)('in $width x $height', area => {
  const right = area.x + area.width
  const bottom = area.y + area.height

  test('the bench lies inside, its ruler on it', () => {
    for (const hasRuler of [true, false]) {
      const { plank, ruler, floor } = benchOf(area, hasRuler)
      expect(plank.x).toBeGreaterThanOrEqual(area.x)
      expect(plank.y + plank.height).toBeLessThanOrEqual(bottom)
      expect(floor).toBe(plank.y)
      expect(ruler.y).toBeGreaterThan(floor)
      expect(ruler.y + ruler.height).toBeLessThanOrEqual(plank.y + plank.height)
    }
  })

  test('cart and pole fit at both ends of the track', () => {
    const geometry = cartPoleGeometry(area)
    expect(cartX(geometry, -HALF_TRACK)).toBeGreaterThan(area.x + 8)
    expect(cartX(geometry, HALF_TRACK)).toBeLessThan(right - 8)
    expect(poleTipY(geometry, 0)).toBeGreaterThan(area.y)
    expect(geometry.unit).toBeGreaterThan(0.25)
  })

  test('the hill, the car on top and the flag fit', () => {
    const geometry = mountainCarGeometry(area, false)
    expect(trackX(geometry, LEFT_END)).toBeGreaterThan(area.x)
    expect(trackX(geometry, RIGHT_END)).toBeLessThan(right)
    expect(trackY(geometry, Math.PI / 6) - CAR_UNITS * geometry.unit * FLAG_REACH).toBeGreaterThan(area.y)
    expect(trackY(geometry, -Math.PI / 6)).toBeLessThan(geometry.bench.floor)
  })

  test('no car drives over the map, and the flag stays clear of it', () => {
    const geometry = mountainCarGeometry(area, true)
    const { map } = geometry
    if (!map) return
    expect(map.x).toBeGreaterThanOrEqual(area.x)
    expect(map.x + map.width).toBeLessThanOrEqual(right)
    expect(map.y).toBeGreaterThanOrEqual(area.y)
    const car = CAR_UNITS * geometry.unit
    for (let position = LEFT_END; position <= RIGHT_END; position += 0.01) {
      const x = trackX(geometry, position)
      if (x < map.x || x > map.x + map.width) continue
      expect(trackY(geometry, position) - car).toBeGreaterThanOrEqual(map.y + map.height)
    }
    const flagX = trackX(geometry, 0.5)
    const beside = flagX < map.x || flagX > map.x + map.width
    if (!beside) expect(trackY(geometry, 0.5) - FLAG_REACH * car).toBeGreaterThan(map.y + map.height)
  })

  test('the acrobat fits with outstretched legs, whichever way', () => {
    const geometry = acrobotGeometry(area)
    for (let angle = 0; angle < 6.3; angle += 0.3) {
      expect(tipX(geometry, angle, 0)).toBeGreaterThan(area.x)
      expect(tipX(geometry, angle, 0)).toBeLessThan(right)
      expect(tipY(geometry, angle, 0)).toBeGreaterThan(area.y)
      expect(tipY(geometry, angle, 0)).toBeLessThan(geometry.bench.floor)
    }
  })

  test.each([true, false])('the pendulum swings clear of the edges and of the map (map: %s)', hasMap => {
    const geometry = pendulumGeometry(area, hasMap)
    const { map } = geometry
    for (let angle = 0; angle < 6.3; angle += 0.1) {
      const [x, y] = [bobX(geometry, angle, REACH), bobY(geometry, angle, REACH)]
      expect(x).toBeGreaterThan(area.x)
      expect(x).toBeLessThan(right)
      expect(y).toBeGreaterThan(area.y)
      expect(y).toBeLessThan(geometry.bench.floor)
      if (map) expect(x > map.x && y < map.y + map.height && x < map.x + map.width).toBe(false)
    }
    if (map) {
      expect(map.x + map.width).toBeLessThanOrEqual(right)
      expect(map.y + map.height).toBeLessThan(bottom)
    }
  })
})

describe('directions', () => {
  const area = AREAS[1]!

  test('a pole that leans right has its tip on the right', () => {
    const geometry = cartPoleGeometry(area)
    expect(poleTipX(geometry, 0, 0.2)).toBeGreaterThan(cartX(geometry, 0))
  })

  test("the tip is above the line exactly where Acrobot's episode ends", () => {
    const geometry = acrobotGeometry(area)
    for (let first = -3; first <= 3; first += 0.37) {
      for (let second = -3; second <= 3; second += 0.41) {
        const ends = -Math.cos(first) - Math.cos(first + second) > 1
        expect(tipY(geometry, first, second) < targetY(geometry)).toBe(ends)
      }
    }
    expect(tipX(geometry, 0.3, 0)).toBeGreaterThan(geometry.x)
  })

  test('a pendulum at 0 stands up, and leans left as the angle grows', () => {
    const geometry = pendulumGeometry(area, false)
    expect(bobY(geometry, 0)).toBeLessThan(geometry.y)
    expect(bobX(geometry, 0.5)).toBeLessThan(geometry.x)
  })

  test('a car stands along the hill', () => {
    const geometry = mountainCarGeometry(area, false)
    for (const position of [-1.1, -0.8, -0.5, -0.1, 0.3]) {
      const rise = trackY(geometry, position + 1e-5) - trackY(geometry, position)
      const run = trackX(geometry, position + 1e-5) - trackX(geometry, position)
      expect(Math.tan(slope(position))).toBeCloseTo(rise / run, 3)
    }
    expect(hillHeight(-Math.PI / 6)).toBeCloseTo(0.1, 12)
  })
})

describe('ticks', () => {
  test('are round, and as far apart as asked', () => {
    expect(tickStep(200, 58)).toBe(0.5)
    expect(tickStep(60, 58)).toBe(1)
    expect(ticks(-1.2, 0.6, 0.5)).toEqual([-1, -0.5, 0, 0.5])
    expect(ticks(-0.3, 0.3, 0.1)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
  })
})
