/**
 * The ground a BipedalWalker walks on: 200 heights that wander a little, and in the hardcore task stumps, stairs and pits of
 * blocks. Drawn in the order of Gymnasium 1.3.0 (https://gymnasium.farama.org/environments/box2d/bipedal_walker/), the
 * clouds of its pictures included, whose draws come before the robot's. Metres.
 */
import type { Draws } from './draws.ts'

const scale = 30
export const courseStep = 14 / scale
export const courseLength = 200
export const courseHeight = 400 / scale / 4
/** Steps of flat ground at the start. */
export const startPad = 20
/** Least and most steps from one obstacle to the next are a half of this and this; so long is the strip behind the goal. */
export const grass = 10
/** Sides of a pit go down by as many steps. */
const pitDepth = 4
const clouds = 10
const cloudCorners = 5

type Point = readonly [x: number, y: number]

export interface Course {
  /** [courseLength] */
  readonly heights: Float64Array
  /** Rectangles on and in the ground: lower left corner, upper right corner. */
  readonly blocks: readonly Block[]
}

export interface Block {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** Corners counterclockwise. */
export const cornersOf = ({ x1, y1, x2, y2 }: Block): readonly Point[] => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
]

type Stretch = 'grass' | 'stump' | 'stairs' | 'pit'
const obstacles = ['stump', 'stairs', 'pit'] as const

export function drawCourse(draws: Draws, isHardcore: boolean): Course {
  const heights = new Float64Array(courseLength)
  const blocks: Block[] = []
  let stretch: Stretch = 'grass'
  let isFirst = false
  let left = startPad
  let velocity = 0
  let y = courseHeight
  let before = 0
  let stairs = { way: 0, width: 0, count: 0 }
  for (let i = 0; i < courseLength; i++) {
    const x = i * courseStep
    if (stretch === 'grass' && !isFirst) {
      velocity = 0.8 * velocity + 0.01 * Math.sign(courseHeight - y)
      if (i > startPad) velocity += draws.uniform(-1, 1) / scale
      y += velocity
    } else if (stretch === 'pit' && isFirst) {
      left = draws.integer(3, 5)
      for (const side of [x, x + courseStep * left]) {
        blocks.push({ x1: side, y1: y - pitDepth * courseStep, x2: side + courseStep, y2: y })
      }
      left += 2
      before = y
    } else if (stretch === 'pit') {
      y = left > 1 ? before - pitDepth * courseStep : before
    } else if (stretch === 'stump' && isFirst) {
      left = draws.integer(1, 3)
      blocks.push({ x1: x, y1: y, x2: x + left * courseStep, y2: y + left * courseStep })
    } else if (stretch === 'stairs' && isFirst) {
      const way = draws.uniform(0, 1) > 0.5 ? 1 : -1
      stairs = { way, width: draws.integer(4, 5), count: draws.integer(3, 5) }
      before = y
      for (let stair = 0; stair < stairs.count; stair++) blocks.push(stairBlock(x, y, stair, stairs))
      left = stairs.count * stairs.width
    } else if (stretch === 'stairs') {
      const climbed = (stairs.count * stairs.width - left - stairs.way) / stairs.width
      y = before + climbed * stairs.way * courseStep
    }
    heights[i] = y
    isFirst = false
    left--
    if (left === 0) {
      left = draws.integer(grass / 2, grass)
      stretch = stretch === 'grass' && isHardcore ? obstacles[draws.integer(1, 4) - 1]! : 'grass'
      // Grass begins with a step of no change too.
      isFirst = true
    }
  }
  skipClouds(draws)
  return { heights, blocks }
}

function stairBlock(
  x: number,
  y: number,
  stair: number,
  { way, width }: { readonly way: number; readonly width: number },
): Block {
  return {
    x1: x + stair * width * courseStep,
    y1: y + (-1 + stair * way) * courseStep,
    x2: x + (1 + stair) * width * courseStep,
    y2: y + stair * way * courseStep,
  }
}

function skipClouds(draws: Draws): void {
  for (let cloud = 0; cloud < clouds; cloud++) {
    draws.uniform(0, courseLength)
    for (let i = 0; i < 2 * cloudCorners; i++) draws.uniform(0, 5 * courseStep)
  }
}

/** What can be stood on, from left to right: x and y by turns. Blocks hide the ground under them. */
export function surfaceOf({ heights, blocks }: Course): Float64Array {
  const places = Array.from(heights, (_, i) => i * courseStep)
  for (const { x1, x2 } of blocks) places.push(x1, x2)
  places.sort((a, b) => a - b)
  const points: number[] = []
  const end = (courseLength - 1) * courseStep
  places.forEach((x, i) => {
    if (x > end || x === places[i - 1]) return
    const onLeft = heightBeside(heights, blocks, x, -1)
    const onRight = heightBeside(heights, blocks, x, 1)
    points.push(x, onLeft)
    if (onRight !== onLeft) points.push(x, onRight)
  })
  return Float64Array.from(points)
}

/** Height just to one side of x. @param side -1 left, 1 right. */
function heightBeside(heights: Float64Array, blocks: readonly Block[], x: number, side: -1 | 1): number {
  const at = Math.min(x / courseStep, courseLength - 1)
  const i = Math.min(Math.floor(at), courseLength - 2)
  let height = heights[i]! + (heights[i + 1]! - heights[i]!) * (at - i)
  for (const { x1, x2, y2 } of blocks) {
    const isOver = side < 0 ? x1 < x && x <= x2 : x1 <= x && x < x2
    if (isOver) height = Math.max(height, y2)
  }
  return height
}
