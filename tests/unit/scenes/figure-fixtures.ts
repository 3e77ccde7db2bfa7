/** Small robots of bodies whose states are their poses, for tests of what draws them. */
import type { ControlWorld } from '../../../src/core/environment.ts'
import type { Figure, FigureBody } from '../../../src/core/figure.ts'

/** State: x, y, angle of each body, in the figure's order. */
export function posedFigure(
  bodies: readonly FigureBody[],
  more: Partial<Pick<Figure, 'joints' | 'feet' | 'view' | 'feelers'>> & {
    readonly ground?: Float64Array | null
  },
): Figure {
  const { ground = Float64Array.of(-50, 0, 50, 0), feet = [], joints = [], ...rest } = more
  return {
    bodies,
    joints,
    feet,
    view: { width: 8, height: 4, bottom: -0.4, follows: true },
    ...rest,
    place: (states, offset, into) => {
      for (let i = 0; i < 3 * bodies.length; i++) into[i] = states[offset + i]!
    },
    ground: () => ground,
    touching: (states, offset, into) => {
      feet.forEach((foot, i) => {
        into[i] = states[offset + 3 * foot + 1]! < 0.6 ? 1 : 0
      })
    },
  }
}

const capsule = (x1: number, y1: number, x2: number, y2: number, radius: number) =>
  ({ kind: 'capsule', x1, y1, x2, y2, radius }) as const

/** A torso on two legs of thigh and shin. */
export const biped: Figure = posedFigure(
  [
    {
      name: 'hull',
      role: 'torso',
      side: 'middle',
      shapes: [
        {
          kind: 'polygon',
          points: [
            [-1, -0.3],
            [1, -0.3],
            [1, 0.1],
            [0.2, 0.3],
            [-1, 0.3],
          ],
        },
      ],
    },
    ...(['far', 'near'] as const).flatMap(side => [
      {
        name: `${side} thigh`,
        role: 'limb' as const,
        side,
        shapes: [
          {
            kind: 'polygon' as const,
            points: [
              [-0.13, -0.57],
              [0.13, -0.57],
              [0.13, 0.57],
              [-0.13, 0.57],
            ] as const,
          },
        ],
      },
      {
        name: `${side} shin`,
        role: 'limb' as const,
        side,
        shapes: [
          {
            kind: 'polygon' as const,
            points: [
              [-0.11, -0.57],
              [0.11, -0.57],
              [0.11, 0.57],
              [-0.11, 0.57],
            ] as const,
          },
        ],
      },
    ]),
  ],
  {
    joints: [
      { action: 0, body: 1, x: 0, y: 0.57 },
      { action: 1, body: 2, x: 0, y: 0.57 },
      { action: 2, body: 3, x: 0, y: 0.57 },
      { action: 3, body: 4, x: 0, y: 0.57 },
    ],
    feet: [2, 4],
    view: { width: 14, height: 8, bottom: -1, follows: true },
    feelers: {
      count: 3,
      place: (states, offset, into) => {
        for (let ray = 0; ray < 3; ray++)
          into.set([states[offset]!, states[offset + 1]!, states[offset]! + 1 + 1.6 * ray, 0], 4 * ray)
      },
    },
  },
)

/** Its poses as it strides. @param phase of the stride, radians. */
export function strideOf(x: number, phase: number): Float64Array {
  const hipY = 2.2 + 0.06 * Math.cos(2 * phase)
  const state = [x, hipY + 0.2, 0.06 * Math.sin(phase)]
  for (const shift of [Math.PI, 0]) {
    const swing = 0.55 * Math.sin(phase + shift)
    const bend = swing - 0.5 * Math.max(0, Math.cos(phase + shift))
    const [kneeX, kneeY] = [x + 1.14 * Math.sin(swing), hipY - 1.14 * Math.cos(swing)]
    state.push((x + kneeX) / 2, (hipY + kneeY) / 2, swing)
    state.push(kneeX + 0.57 * Math.sin(bend), kneeY - 0.57 * Math.cos(bend), bend)
  }
  return Float64Array.from(state)
}

/** An arm of two links on the mat, from above, and where it should reach. */
export const arm: Figure = posedFigure(
  [
    { name: 'upper arm', role: 'arm', side: 'middle', shapes: [capsule(0, 0, 0.1, 0, 0.01)] },
    { name: 'forearm', role: 'arm', side: 'middle', shapes: [capsule(0, 0, 0.1, 0, 0.01)] },
    { name: 'fingertip', role: 'tip', side: 'near', shapes: [{ kind: 'circle', x: 0, y: 0, radius: 0.01 }] },
    { name: 'target', role: 'target', side: 'far', shapes: [{ kind: 'circle', x: 0, y: 0, radius: 0.009 }] },
  ],
  {
    joints: [
      { action: 0, body: 0, x: 0, y: 0 },
      { action: 1, body: 1, x: 0, y: 0 },
    ],
    ground: null,
    view: { width: 0.6, height: 0.5, bottom: -0.25, follows: false },
  },
)

export function reachOf(one: number, other: number, targetX: number, targetY: number): Float64Array {
  const [x, y] = [0.1 * Math.cos(one), 0.1 * Math.sin(one)]
  const both = one + other
  const tip = [x + 0.11 * Math.cos(both), y + 0.11 * Math.sin(both)] as const
  return Float64Array.of(0, 0, one, x, y, both, tip[0], tip[1], both, targetX, targetY, 0)
}

/** A hull on two struts over hills with a level pad. */
export const lander: Figure = posedFigure(
  [
    {
      name: 'hull',
      role: 'torso',
      side: 'middle',
      shapes: [
        {
          kind: 'polygon',
          points: [
            [-0.47, 0.57],
            [-0.57, 0],
            [-0.57, -0.33],
            [0.57, -0.33],
            [0.57, 0],
            [0.47, 0.57],
          ],
        },
      ],
    },
    ...([-1, 1] as const).map(way => ({
      name: way < 0 ? 'left leg' : 'right leg',
      role: 'limb' as const,
      side: 'far' as const,
      shapes: [
        {
          kind: 'polygon' as const,
          points: [
            [-0.07, -0.27],
            [0.07, -0.27],
            [0.07, 0.27],
            [-0.07, 0.27],
          ] as const,
        },
      ],
    })),
  ],
  {
    feet: [1, 2],
    ground: Float64Array.of(
      0,
      3,
      2,
      4.5,
      4,
      2.6,
      6,
      4,
      8,
      3.33,
      12,
      3.33,
      14,
      4.6,
      16,
      2.8,
      18,
      4.4,
      20,
      3.6,
    ),
    view: { width: 20, height: 13.33, bottom: 0, follows: false },
  },
)

export function flightOf(x: number, y: number, angle: number): Float64Array {
  const state = [x, y, angle]
  for (const way of [-1, 1]) {
    const [dx, dy, turn] = [way * 0.72, -0.52, angle + way * 0.5]
    state.push(
      x + dx * Math.cos(angle) - dy * Math.sin(angle),
      y + dx * Math.sin(angle) + dy * Math.cos(angle),
      turn,
    )
  }
  return Float64Array.from(state)
}

/** A cart on a rail with two poles. */
export const cart: Figure = posedFigure(
  [
    { name: 'cart', role: 'cart', side: 'middle', shapes: [capsule(-0.1, 0, 0.1, 0, 0.1)] },
    { name: 'lower pole', role: 'pole', side: 'near', shapes: [capsule(0, 0, 0, 0.6, 0.045)] },
    { name: 'upper pole', role: 'pole', side: 'near', shapes: [capsule(0, 0, 0, 0.6, 0.045)] },
  ],
  {
    joints: [{ action: 0, body: 0, x: 0, y: 0 }],
    ground: null,
    view: { width: 3, height: 2.2, bottom: -0.5, follows: false },
  },
)

export function balanceOf(x: number, one: number, other: number): Float64Array {
  return Float64Array.of(x, 0, 0, x, 0, one, x - 0.6 * Math.sin(one), 0.6 * Math.cos(one), one + other)
}

/** A long back with a head, on a back and a front leg. */
export const cheetah: Figure = posedFigure(
  [
    { name: 'torso', role: 'torso', side: 'middle', shapes: [capsule(-0.5, 0, 0.5, 0, 0.046)] },
    { name: 'head', role: 'head', side: 'middle', shapes: [capsule(0.486, 0.003, 0.714, 0.197, 0.046)] },
    { name: 'back thigh', role: 'limb', side: 'near', shapes: [capsule(0.01, -0.015, 0.19, -0.245, 0.046)] },
    { name: 'front foot', role: 'foot', side: 'near', shapes: [capsule(0, -0.02, 0.1, -0.12, 0.046)] },
  ],
  { feet: [3], view: { width: 6, height: 2.6, bottom: -0.3, follows: true } },
)

export const runOf = (x: number, tilt: number): Float64Array =>
  Float64Array.of(x, 0.6, tilt, x, 0.6, tilt, x - 0.5, 0.6, tilt - 0.3, x + 0.4, 0.2, tilt)

/** A torso on one leg with a foot. */
export const hopper: Figure = posedFigure(
  [
    { name: 'torso', role: 'torso', side: 'middle', shapes: [capsule(0, 0.2, 0, -0.2, 0.05)] },
    { name: 'thigh', role: 'limb', side: 'near', shapes: [capsule(0, 0, 0, -0.45, 0.05)] },
    { name: 'shin', role: 'limb', side: 'near', shapes: [capsule(0, 0, 0, -0.5, 0.04)] },
    { name: 'foot', role: 'foot', side: 'near', shapes: [capsule(-0.13, 0, 0.26, 0, 0.06)] },
  ],
  {
    joints: [1, 2, 3].map((body, action) => ({ action, body, x: 0, y: 0 })),
    feet: [3],
    view: { width: 6, height: 3, bottom: -0.3, follows: true },
  },
)

export function hopOf(x: number, lift: number, bend: number): Float64Array {
  const hipY = 0.1 + lift + 0.5 * Math.cos(bend) + 0.45 * Math.cos(bend)
  const [kneeX, kneeY] = [x + 0.45 * Math.sin(bend), hipY - 0.45 * Math.cos(bend)]
  const [ankleX, ankleY] = [kneeX - 0.5 * Math.sin(bend), kneeY - 0.5 * Math.cos(bend)]
  return Float64Array.of(x, hipY + 0.2, -0.05, x, hipY, bend, kneeX, kneeY, -bend, ankleX, ankleY, 0)
}

/** A world around a figure, for painters that ask only for its spaces. */
export function worldOf(figure: Figure, actions: number): ControlWorld {
  return {
    form: 'control',
    observationSpace: { kind: 'box', shape: [1], low: [-1], high: [1] },
    actionSpace: {
      kind: 'box',
      shape: [actions],
      low: Array(actions).fill(-1),
      high: Array(actions).fill(1),
    },
    stateSize: 3 * figure.bodies.length,
    maxEpisodeSteps: 1000,
    solvedReturn: null,
    randomReturn: null,
    stepSeconds: 0.02,
    observations: [],
    actions: [],
    plane: null,
    shapingTerms: [],
    restoredBy: 'state',
    figure,
    create: () => {
      throw new Error('drawn only')
    },
  }
}
