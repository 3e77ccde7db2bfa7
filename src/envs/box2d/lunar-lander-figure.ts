/** What the lander looks like: its hull and two legs over the ground of its episode. */
import type { Figure } from '../../core/figure.ts'
import { landerPlaces, landerSeedAt } from './lunar-lander.ts'
import { drawMoon, landerHull, legHalfSize, moonHeight, moonWidth } from './lunar-moon.ts'
import { rememberGround } from './remembered-ground.ts'

const [legWidth, legHeight] = legHalfSize
const leg = {
  kind: 'polygon',
  points: [
    [-legWidth, -legHeight],
    [legWidth, -legHeight],
    [legWidth, legHeight],
    [-legWidth, legHeight],
  ],
} as const

export const landerFigure: Figure = {
  bodies: [
    { name: 'hull', role: 'torso', side: 'middle', shapes: [{ kind: 'polygon', points: landerHull }] },
    { name: 'right leg', role: 'limb', side: 'near', shapes: [leg] },
    { name: 'left leg', role: 'limb', side: 'near', shapes: [leg] },
  ],
  joints: [],
  place(states, offset, into) {
    for (let i = 0; i < 3; i++) into[i] = states[offset + landerPlaces.x + i]!
    for (let i = 0; i < 6; i++) into[3 + i] = states[offset + landerPlaces.legs + i]!
  },
  view: { width: moonWidth, height: moonHeight + 1.5, bottom: 0, follows: false },
  ground: rememberGround(landerSeedAt, drawMoon),
  feet: [1, 2],
  touching(states, offset, into) {
    into[0] = states[offset + landerPlaces.touching]!
    into[1] = states[offset + landerPlaces.touching + 1]!
  },
}
