/** What a BipedalWalker looks like: a hull on two legs of two pieces, the ground ahead and the rays it feels it with. */
import type { BodyShape, Figure, FigureBody } from '../../core/figure.ts'
import {
  hipDrop,
  legLength,
  legWidth,
  shinShare,
  walkerHull,
  walkerPlaces,
  walkerSeedAt,
} from './bipedal-walker.ts'
import { rayCount, rayX, rayY } from './lidar.ts'
import { rememberGround } from './remembered-ground.ts'
import { drawCourse, surfaceOf } from './walker-course.ts'

const bar = (width: number): BodyShape => ({
  kind: 'polygon',
  points: [
    [-width / 2, -legLength / 2],
    [width / 2, -legLength / 2],
    [width / 2, legLength / 2],
    [-width / 2, legLength / 2],
  ],
})

const leg = (name: string, side: 'near' | 'far'): FigureBody[] => [
  { name: `${name} thigh`, role: 'limb', side, shapes: [bar(legWidth)] },
  { name: `${name} shin`, role: 'limb', side, shapes: [bar(shinShare * legWidth)] },
]

const bodies: readonly FigureBody[] = [
  { name: 'hull', role: 'torso', side: 'middle', shapes: [{ kind: 'polygon', points: walkerHull }] },
  ...leg('first', 'far'),
  ...leg('second', 'near'),
]

export const walkerFigure = (isHardcore: boolean): Figure => ({
  bodies,
  joints: [
    { action: 0, body: 0, x: 0, y: -hipDrop },
    { action: 1, body: 1, x: 0, y: -legLength / 2 },
    { action: 2, body: 0, x: 0, y: -hipDrop },
    { action: 3, body: 3, x: 0, y: -legLength / 2 },
  ],
  place(states, offset, into) {
    for (let i = 0; i < 3; i++) into[i] = states[offset + walkerPlaces.x + i]!
    for (let i = 0; i < 12; i++) into[3 + i] = states[offset + walkerPlaces.legs + i]!
  },
  view: { width: 14, height: 8, bottom: 1, follows: true },
  ground: rememberGround(walkerSeedAt, draws => surfaceOf(drawCourse(draws, isHardcore))),
  feet: [2, 4],
  touching(states, offset, into) {
    into[0] = states[offset + walkerPlaces.touching]!
    into[1] = states[offset + walkerPlaces.touching + 1]!
  },
  feelers: {
    count: rayCount,
    place(states, offset, into) {
      const x = states[offset + walkerPlaces.x]!
      const y = states[offset + walkerPlaces.y]!
      for (let ray = 0; ray < rayCount; ray++) {
        const share = states[offset + walkerPlaces.rays + ray]!
        into[4 * ray] = x
        into[4 * ray + 1] = y
        into[4 * ray + 2] = x + share * rayX[ray]!
        into[4 * ray + 3] = y + share * rayY[ray]!
      }
    },
  },
})
