/**
 * Pip drawn in pieces, for worlds where the body is not a standing figure: head with a face, torso, arms, limbs. Same
 * shapes and units as `assets/art/robot*.svg`: a figure stands in 96 x 96 units, feet on y = 90, middle at x = 48.
 * A paper edge keeps it clear of whatever lies behind.
 */
type Context = CanvasRenderingContext2D

/** What Pip's screen shows: a mood, or where it looks. */
export type Face = 'idle' | 'left' | 'right' | 'blink' | 'happy' | 'hurt' | 'proud' | 'puzzled'
export const FACES: readonly Face[] = ['idle', 'left', 'right', 'blink', 'happy', 'hurt', 'proud', 'puzzled']

export const PIP = {
  ink: '#35312B',
  paper: '#FFFDF6',
  shell: '#FBF6EA',
  shade: '#E4D8C2',
  trim: '#A03A6C',
  trimShade: '#7A2350',
  screen: '#2B3036',
  glow: '#FFF3CF',
  gold: '#FFD057',
  shoe: '#4A453E',
  shoeLight: '#8E877B',
} as const

/** Middle of the antenna's ball. */
export const ANTENNA = { x: 48, y: 8.5 } as const

export interface Shape {
  /** SVG path data. */
  readonly d: string
  readonly fill?: string
  readonly stroke?: string
  readonly width?: number
  readonly alpha?: number
  /** Lies inside another shape: needs no paper of its own. */
  readonly inner?: boolean
}

const EDGE = 4

/** Paints shapes one over the other, on a paper edge unless `edge` is false. */
export function paintShapes(context: Context, shapes: readonly Shape[], edge = true): void {
  context.lineCap = 'round'
  context.lineJoin = 'round'
  if (edge) {
    context.fillStyle = PIP.paper
    context.strokeStyle = PIP.paper
    for (const { d, fill, width = 0, inner } of shapes) {
      if (inner) continue
      const path = new Path2D(d)
      context.lineWidth = width + EDGE
      context.stroke(path)
      if (fill) context.fill(path)
    }
  }
  for (const { d, fill, stroke, width, alpha = 1 } of shapes) {
    const path = new Path2D(d)
    context.globalAlpha = alpha
    if (fill) {
      context.fillStyle = fill
      context.fill(path)
    }
    if (width) {
      context.strokeStyle = stroke ?? PIP.ink
      context.lineWidth = width
      context.stroke(path)
    }
  }
  context.globalAlpha = 1
}

export const circle = (x: number, y: number, radius: number): string => ellipse(x, y, radius, radius)

export const ellipse = (x: number, y: number, across: number, down: number): string =>
  `M${x - across} ${y}a${across} ${down} 0 1 0 ${2 * across} 0a${across} ${down} 0 1 0 ${-2 * across} 0z`

export const box = (x: number, y: number, width: number, height: number, corner: number): string =>
  `M${x + corner} ${y}h${width - 2 * corner}a${corner} ${corner} 0 0 1 ${corner} ${corner}v${height - 2 * corner}` +
  `a${corner} ${corner} 0 0 1 ${-corner} ${corner}h${2 * corner - width}a${corner} ${corner} 0 0 1 ${-corner} ${-corner}` +
  `v${2 * corner - height}a${corner} ${corner} 0 0 1 ${corner} ${-corner}z`

/** A jointed limb: a tube with a dark outline. @param outline width of both its lines together. */
export const limb = (d: string, width = 4, colour: string = PIP.shade, outline = 5): Shape[] => [
  { d, width: width + outline },
  { d, stroke: colour, width, inner: true },
]

const line = (d: string, width: number, stroke: string = PIP.glow): Shape => ({
  d,
  stroke,
  width,
  inner: true,
})
const dot = (x: number, y: number, radius: number, fill: string): Shape => ({
  d: circle(x, y, radius),
  fill,
  inner: true,
})

const SMILE = 'M43.5 51.3q4.5 3.2 9 0'
const eyes = (across: number, down: number): Shape[] =>
  [38.5, 57.5].flatMap(x => [
    { d: ellipse(x, 41, 6, 7), fill: PIP.glow, inner: true },
    dot(x + 0.8 + across, 41.6 + down, 3.1, PIP.screen),
    dot(x - 0.3 + across, 40.3 + down, 1.1, '#fff'),
  ])

const EXPRESSIONS: Readonly<Record<Face, () => Shape[]>> = {
  idle: () => [...eyes(0, 0), line(SMILE, 2.4)],
  left: () => [...eyes(-3.4, 0.4), line(SMILE, 2.4)],
  right: () => [...eyes(1.8, 0.4), line(SMILE, 2.4)],
  blink: () => [line('M32.8 41.5q5.7 3.6 11.4 0M51.8 41.5q5.7 3.6 11.4 0', 3), line(SMILE, 2.4)],
  happy: () => [
    line('M32.5 43q6-8.5 12 0M51.5 43q6-8.5 12 0', 3.2),
    { d: 'M41.5 48h13a6.5 6.3 0 0 1-13 0z', fill: PIP.glow, inner: true },
    { d: 'M45 52.6q3-2.2 6 0a6 6 0 0 1-6 0z', fill: '#E88FAE', inner: true },
    { d: ellipse(31, 48.5, 3.6, 2.3), fill: '#E88FAE', inner: true },
    { d: ellipse(65, 48.5, 3.6, 2.3), fill: '#E88FAE', inner: true },
  ],
  hurt: () => [
    line('M33.5 37l8 4.5-8 4.5M62.5 37l-8 4.5 8 4.5', 3.2),
    line('M42.5 53q5.5-5 11 0', 2.4),
    { d: 'M55.5 22.5l16.5 7.4', stroke: PIP.ink, width: 10.5, inner: true },
    { d: 'M55.5 22.5l16.5 7.4', stroke: '#F3C9A8', width: 6.5, inner: true },
    line('M61.6 24.4v.1M65.8 26.3v.1M60.6 26.6v.1M64.8 28.5v.1', 1.5, PIP.ink),
  ],
  proud: () => [
    { d: 'M32 40.5h13a6.5 6.6 0 0 1-13 0z', fill: PIP.glow, inner: true },
    { d: 'M51 40.5h13a6.5 6.6 0 0 1-13 0z', fill: PIP.glow, inner: true },
    dot(39.5, 42.6, 2.5, PIP.screen),
    dot(58.5, 42.6, 2.5, PIP.screen),
    line('M32 37.5q6-3 12.5-1M51.5 36.5q6-2 12.5 1', 2.2),
    line('M42 50.5q7 5 12.5-.8', 2.4),
  ],
  puzzled: () => [
    { d: ellipse(38, 41.5, 6.4, 7.4), fill: PIP.glow, inner: true },
    dot(39.6, 39.3, 3.2, PIP.screen),
    dot(38.5, 38, 1.1, '#fff'),
    { d: ellipse(58, 42, 4.6, 5.2), fill: PIP.glow, inner: true },
    dot(59.2, 40.6, 2.6, PIP.screen),
    dot(58.1, 39.3, 1.1, '#fff'),
    line('M52.5 33.5q5-3 10 .5', 2.4),
    line('M42.5 52.5q2.7-3.2 5.4 0t5.4-.6', 2.4),
  ],
}

/** Head with antenna and face. */
export function headShapes(face: Face): Shape[] {
  const ball = face === 'happy' || face === 'proud' ? PIP.gold : face === 'hurt' ? '#B9AE9C' : PIP.trim
  return [
    { d: 'M48 22V13', width: 3 },
    { d: circle(ANTENNA.x, ANTENNA.y, 5), fill: ball, width: 2.6 },
    { d: circle(46.4, 7, 1.4), fill: '#fff', alpha: 0.85, inner: true },
    { d: box(9.5, 35, 12, 17, 5.5), fill: PIP.trim, width: 3 },
    { d: box(74.5, 35, 12, 17, 5.5), fill: PIP.trimShade, width: 3 },
    { d: box(16, 20.5, 64, 43, 20.5), fill: PIP.shell, width: 3 },
    {
      d: 'M18.6 50c3 7.5 9 12 17.9 12h23c8.9 0 14.9-4.5 17.9-12 1.5 5-5 12-17.9 12h-23c-12.9 0-19.4-7-17.9-12z',
      fill: PIP.shade,
      inner: true,
    },
    line('M25.5 29.5c2.5-3 6-5 11-5.2', 2.6, '#fff'),
    { d: box(23.5, 28, 49, 29, 14), fill: PIP.screen, inner: true },
    { d: 'M30 33c3-2.5 6-3 10-3l-9 12c-2-3-2.5-6-1-9z', fill: '#fff', alpha: 0.09, inner: true },
    ...EXPRESSIONS[face](),
  ]
}

/** Marks in the air that go with a mood. */
function auraShapes(face: Face): Shape[] {
  const mark = (d: string, stroke: string, width: number): Shape => ({ d, stroke, width })
  if (face === 'happy')
    return [mark('M35.5 7.5l-4-1.5M60.5 7.5l4-1.5M38 1.8l-2-1.3M58 1.8l2-1.3', '#E0A52B', 2.2)]
  if (face === 'hurt') return [mark('M8 26l5 3M6 15l6-1M16 10l2 5', '#B24A00', 2.4)]
  if (face === 'puzzled') {
    return [
      mark('M80.5 13.5c0-6.5 10-6.5 10 0 0 4.5-5 4.5-5 9.2', '#005F96', 3),
      { d: circle(85.5, 27.6, 1.9), fill: '#005F96' },
    ]
  }
  if (face !== 'proud') return []
  return [
    { d: starFrom(85, 14, 1), fill: PIP.gold, width: 2 },
    { d: starFrom(11, 20, 0.62), fill: PIP.gold, width: 1.6 },
  ]
}

/** Path of a five-pointed star around a point. */
export function starFrom(x: number, y: number, scale: number): string {
  const corners = Array.from({ length: 10 }, (_, corner) => {
    const angle = (corner * Math.PI) / 5
    const reach = (corner % 2 === 0 ? 6.6 : 3) * scale
    return `${x + reach * Math.sin(angle)} ${y - reach * Math.cos(angle)}`
  })
  return `M${corners.join('L')}z`
}

export function torsoShapes(face: Face): Shape[] {
  const heart = face === 'proud' ? PIP.gold : face === 'hurt' ? '#8C8377' : PIP.trim
  return [
    { d: box(28.5, 56, 39, 27, 11), fill: PIP.shell, width: 3 },
    {
      d: 'M30.2 74c1 5 4.5 7.4 9.3 7.4h17c4.8 0 8.3-2.4 9.3-7.4-9 3.4-26.6 3.4-35.6 0z',
      fill: PIP.shade,
      inner: true,
    },
    {
      d: 'M48 77.2c-6-4-7-6.4-7-8.4 0-3.8 5-4.6 7-1.3 2-3.3 7-2.5 7 1.3 0 2-1 4.4-7 8.4z',
      fill: heart,
      width: 2,
      inner: true,
    },
  ]
}

const hand = (x: number, y: number): Shape => ({ d: circle(x, y, 5), fill: PIP.trim, width: 2.6 })

/** Arms as the mood holds them. */
function armShapes(face: Face): Shape[] {
  if (face === 'happy') {
    return [
      ...limb('M31 67C22 68 16 63 13.5 58'),
      hand(12.5, 55),
      ...limb('M65 67C74 68 80 63 82.5 58'),
      hand(83.5, 55),
    ]
  }
  if (face === 'proud') {
    return [
      ...limb('M31 65C21 66 19 73 29 76'),
      hand(31, 77),
      ...limb('M65 65C75 66 77 73 67 76'),
      hand(65, 77),
    ]
  }
  if (face === 'puzzled') {
    return [
      ...limb('M31 66C25 67 22 71 21.5 75'),
      hand(21, 78),
      ...limb('M65 68C76 70 80 66 77.5 61'),
      hand(76, 59),
    ]
  }
  return [
    ...limb('M31 66C25 67 22 71 21.5 75'),
    hand(21, 78),
    ...limb('M65 66C71 67 74 71 74.5 75'),
    hand(75, 78),
  ]
}

export const shoeShapes = (): Shape[] => [
  { d: box(27, 79, 18, 11, 5.5), fill: PIP.shoe, width: 3 },
  { d: box(51, 79, 18, 11, 5.5), fill: PIP.shoe, width: 3 },
  line('M32 84.5h8M56 84.5h8', 2, PIP.shoeLight),
]

/** Head, arms and torso, without legs: who rides has them inside. */
export const riderShapes = (face: Face): Shape[] => [
  ...armShapes(face),
  ...torsoShapes(face),
  ...headShapes(face),
  ...auraShapes(face),
]
