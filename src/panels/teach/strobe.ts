/**
 * A clip of a control world in one small picture: the robot at a few moments, early ones faint, in units of 58 by 42. Of
 * a world that is not known here, the path of its first two numbers.
 */
import type { ReplayedControlClip } from '../../core/clip-replay.ts'
import type { Figure } from '../../core/figure.ts'
import { figureStrobe } from './figure-strobe.ts'

/** One moment: lines of the robot, points of it, and how plainly it is drawn. */
export interface StrobePose {
  /** SVG path. */
  readonly lines: string
  readonly dots: readonly (readonly [x: number, y: number, radius: number])[]
  readonly opacity: number
}

export interface Strobe {
  /** SVG path of what stands still. */
  readonly scenery: string
  readonly poses: readonly StrobePose[]
}

export const STROBE_WIDTH = 58
export const STROBE_HEIGHT = 42
const MOMENTS = 5

type Pose = (state: Float64Array) => Omit<StrobePose, 'opacity'>

interface Drawing {
  readonly scenery: string
  pose(states: Float64Array, stateSize: number): Pose
}

const at = (value: number) => Math.round(value * 10) / 10

/** The cart keeps to the part of its track that the clip shows, so that a small move can be seen. */
const cartPole: Drawing = {
  scenery: 'M2 35H56',
  pose(states, stateSize) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = 0; i < states.length; i += stateSize) {
      low = Math.min(low, states[i]!)
      high = Math.max(high, states[i]!)
    }
    const middle = (low + high) / 2
    const scale = Math.min(30, 34 / Math.max(0.4, high - low))
    return state => {
      const x = at(29 + (state[0]! - middle) * scale)
      const [tipX, tipY] = [at(x + 24 * Math.sin(state[2]!)), at(30 - 24 * Math.cos(state[2]!))]
      return { lines: `M${x - 6} 34v-5h12v5zM${x} 29L${tipX} ${tipY}`, dots: [] }
    }
  },
}

const pendulum: Drawing = {
  scenery: '',
  pose: () => state => {
    const [x, y] = [at(29 - 17 * Math.sin(state[0]!)), at(21 - 17 * Math.cos(state[0]!))]
    return { lines: `M29 21L${x} ${y}`, dots: [[x, y, 2.4]] }
  },
}

const acrobot: Drawing = {
  scenery: 'M4 6H54',
  pose: () => state => {
    const [x, y] = [at(29 + 11 * Math.sin(state[0]!)), at(17 + 11 * Math.cos(state[0]!))]
    const both = state[0]! + state[1]!
    const [tipX, tipY] = [at(x + 11 * Math.sin(both)), at(y + 11 * Math.cos(both))]
    return { lines: `M29 17L${x} ${y}L${tipX} ${tipY}`, dots: [[tipX, tipY, 1.8]] }
  },
}

const hill = (position: number): [number, number] => [
  at(((position + 1.2) / 1.8) * 54 + 2),
  at(36 - (Math.sin(3 * position) * 0.45 + 0.45) * 26),
]

const mountainCar: Drawing = {
  scenery: `M${Array.from({ length: 25 }, (_, i) => hill(-1.2 + (1.8 * i) / 24).join(' ')).join('L')}`,
  pose: () => state => {
    const [x, y] = hill(state[0]!)
    return { lines: '', dots: [[x, y - 2, 3]] }
  },
}

const DRAWINGS: readonly (readonly [prefix: string, drawing: Drawing])[] = [
  ['CartPole', cartPole],
  ['Pendulum', pendulum],
  ['Acrobot', acrobot],
  ['MountainCar', mountainCar],
]

/** @param figure of a robot of bodies, null for a world that is drawn from its numbers. */
export function strobeOf(
  env: string,
  { states, steps }: Pick<ReplayedControlClip, 'states' | 'steps'>,
  figure: Figure | null = null,
): Strobe {
  const stateSize = states.length / (steps + 1)
  if (figure) {
    const shown = momentsOf(steps)
    const frame = { width: STROBE_WIDTH, height: STROBE_HEIGHT }
    const { scenery, poses } = figureStrobe(
      figure,
      states,
      stateSize,
      shown.map(({ step }) => step),
      frame,
    )
    return { scenery, poses: poses.map((pose, i) => ({ ...pose, opacity: shown[i]!.opacity })) }
  }
  const drawing = DRAWINGS.find(([prefix]) => env.startsWith(prefix))?.[1]
  if (!drawing) return pathOf(states, stateSize)
  const pose = drawing.pose(states, stateSize)
  const poses = momentsOf(steps).map(({ step, opacity }) => ({
    ...pose(states.subarray(step * stateSize, (step + 1) * stateSize)),
    opacity,
  }))
  return { scenery: drawing.scenery, poses }
}

/** Steps spread over the clip, early ones faint. */
function momentsOf(steps: number): { step: number; opacity: number }[] {
  const moments = Math.min(MOMENTS, steps + 1)
  return Array.from({ length: moments }, (_, moment) => {
    const share = moments === 1 ? 1 : moment / (moments - 1)
    return {
      step: moments === 1 ? 0 : Math.round(share * steps),
      opacity: at((moments === 1 ? 1 : 0.15 + 0.85 * share ** 2) * 10) / 10,
    }
  })
}

function pathOf(states: Float64Array, stateSize: number): Strobe {
  const second = stateSize > 1 ? 1 : 0
  const column = (place: number) =>
    Array.from({ length: states.length / stateSize }, (_, i) => states[i * stateSize + place]!)
  const across = spread(column(0), 4, STROBE_WIDTH - 4)
  const down = spread(column(second), STROBE_HEIGHT - 4, 4)
  const lines = `M${across.map((x, i) => `${x} ${down[i]!}`).join('L')}`
  return { scenery: '', poses: [{ lines, dots: [[across.at(-1)!, down.at(-1)!, 2]], opacity: 1 }] }
}

function spread(values: readonly number[], from: number, to: number): number[] {
  const low = Math.min(...values)
  const reach = Math.max(...values) - low
  return values.map(value => at(reach > 0 ? from + ((value - low) / reach) * (to - from) : (from + to) / 2))
}
