/** Small drawings of the robots of bodies for the gallery: Pip's head on whatever carries it. */
import type { ComponentChildren } from 'preact'

const outline = { stroke: 'var(--thumb)', 'stroke-width': 2 } as const
const SHELL = '#fbf6ea'
const FAR = '#d8cbb3'
const TRIM = '#a03a6c'
const SHOE = '#4a453e'
const PENCIL = '#f0c04a'

/** Pip's head around a point, 13 wide at size 1. */
function head(x: number, y: number, size = 1, turn = 0) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn}) scale(${size})`}>
      <path d="M0-5v-2.500" fill="none" {...outline} />
      <circle cx="0" cy="-8.500" r="1.500" fill={TRIM} />
      <rect x="-6.500" y="-5" width="13" height="9.500" rx="4" fill={SHELL} {...outline} />
      <rect x="-4.200" y="-2.800" width="8.400" height="5.200" rx="2.400" fill="#2b3036" />
      <circle cx="-1.800" cy="-.2" r="1" fill="#fff3cf" />
      <circle cx="1.800" cy="-.2" r="1" fill="#fff3cf" />
    </g>
  )
}

/** A jointed leg as a tube, and a shoe that ends at (x, y). */
function leg(d: string, x: number, y: number, fill = SHELL) {
  return (
    <>
      <path d={d} fill="none" stroke="var(--thumb)" stroke-width="5" />
      <path d={d} fill="none" stroke={fill} stroke-width="2.200" />
      <path d={`M${x} ${y}h4`} fill="none" stroke={SHOE} stroke-width="4" />
    </>
  )
}

const torso = (x: number, y: number) => (
  <rect x={x - 4} y={y} width="8" height="7" rx="2.500" fill={SHELL} {...outline} />
)

function lander(flame: boolean) {
  return (
    <>
      <path d="M0 34l8-6 8 5h24l8-7 10 5v11H0z" fill="var(--rim)" />
      {flame && <path d="M26.500 25l2.500 8 2.500-8z" fill="#f0923a" />}
      <path d="M23 22l-4 6M35 22l4 6" fill="none" {...outline} />
      <path d="M21 24c-2-10 1-17 8-18 7 1 10 8 8 18z" fill={SHELL} {...outline} />
      <path d="M24.500 9.500c3-4 6-4 9 0-3 1.200-6 1.200-9 0z" fill={TRIM} />
      <circle cx="29" cy="15.500" r="3.800" fill="#2b3036" stroke="#d9b04a" stroke-width="1.600" />
      <path d="M45 26V19l5 1.800-5 1.800" fill="#ffd057" stroke="var(--thumb)" stroke-width="1.400" />
    </>
  )
}

function walker(ground: ComponentChildren) {
  return (
    <>
      {ground}
      {leg('M27 20L23 26L17 30', 15, 31, FAR)}
      {torso(28, 14)}
      {head(28, 10)}
      {leg('M29 20L34 25L34 31', 33, 32)}
    </>
  )
}

function cartWith(poles: ComponentChildren) {
  return (
    <>
      <path d="M6 29h46" fill="none" stroke="#9aa5a8" stroke-width="2.400" />
      {poles}
      <rect x="21" y="24" width="16" height="10" rx="4" fill={SHELL} {...outline} />
      <rect x="24" y="26.400" width="10" height="5" rx="2.200" fill="#2b3036" />
      <circle cx="27" cy="28.900" r="1" fill="#fff3cf" />
      <circle cx="31" cy="28.900" r="1" fill="#fff3cf" />
    </>
  )
}

/** Of these worlds, and of their variants, whose names begin alike. */
const DRAWINGS: readonly (readonly [name: string, draw: () => ComponentChildren])[] = [
  ['LunarLanderContinuous', () => lander(true)],
  ['LunarLander', () => lander(false)],
  [
    'BipedalWalkerHardcore',
    () =>
      walker(
        <>
          <rect x="40" y="28" width="16" height="6" rx="1" fill="#5e8c86" {...outline} />
          <rect x="44" y="22" width="12" height="6" rx="1" fill="#c9a23f" {...outline} />
        </>,
      ),
  ],
  [
    'BipedalWalker',
    () =>
      walker(
        <path
          d="M33 15L46 33M33 15L54 30"
          fill="none"
          stroke={TRIM}
          stroke-width="1"
          stroke-dasharray="2 2.400"
        />,
      ),
  ],
  [
    'Reacher',
    () => (
      <>
        <rect width="58" height="42" fill="var(--mat)" />
        <path d="M12 0v42M29 0v42M46 0v42M0 10h58M0 27h58" stroke="var(--mat-line)" stroke-width="1" />
        {leg('M20 27L33 14L44 22', 60, 60)}
        <circle cx="44" cy="22" r="2.600" fill={TRIM} {...outline} />
        <circle cx="33" cy="14" r="1.800" fill={TRIM} />
        {head(20, 28)}
        <path d="M50 15v-4" fill="none" {...outline} />
        <circle cx="50" cy="9" r="2.800" fill="#ffd057" {...outline} />
      </>
    ),
  ],
  [
    'InvertedDoublePendulum',
    () =>
      cartWith(
        <>
          <path d="M29 25L33 15" fill="none" stroke="#b8783a" stroke-width="3.600" />
          <path d="M33 15L30 4" fill="none" stroke={PENCIL} stroke-width="3.600" />
          <circle cx="33" cy="15" r="1.600" fill={SHOE} />
        </>,
      ),
  ],
  ['InvertedPendulum', () => cartWith(<path d="M29 25L35 6" fill="none" stroke={PENCIL} stroke-width="4" />)],
  [
    'Hopper',
    () => (
      <>
        {torso(28, 13)}
        {head(28, 9)}
        {leg('M28 20L34 25L28 31', 25, 32)}
        <path
          d="M14 30c2-9 6-13 9-13"
          fill="none"
          stroke={TRIM}
          stroke-width="1.200"
          stroke-dasharray="2 2.400"
        />
      </>
    ),
  ],
  [
    'HalfCheetah',
    () => (
      <>
        <path d="M12 20c-4 0-6-3-6-7" fill="none" {...outline} />
        {leg('M15 20L19 26L13 31', 11, 32)}
        {leg('M38 20L36 26L41 31', 40, 32)}
        <path d="M14 19H40" fill="none" stroke="var(--thumb)" stroke-width="9" />
        <path d="M14 19H40" fill="none" stroke={SHELL} stroke-width="5.200" />
        {head(44, 14, 0.95)}
      </>
    ),
  ],
  [
    'Walker2d',
    () =>
      walker(
        <path
          d="M2 12h6M4 18h5M2 24h6"
          fill="none"
          stroke="var(--thumb)"
          stroke-width="1.200"
          opacity=".5"
        />,
      ),
  ],
  [
    'Pip',
    () => (
      <>
        {leg('M27 24L26 30', 23, 32, FAR)}
        {torso(28, 18)}
        <path d="M32 20l6-5" fill="none" {...outline} />
        <circle cx="39" cy="14" r="1.800" fill={TRIM} />
        {head(28, 13, 1.1)}
        {leg('M30 24L31 30', 29, 32)}
      </>
    ),
  ],
]

export const robotDrawing = (env: string): (() => ComponentChildren) | undefined =>
  DRAWINGS.find(([name]) => env.startsWith(name))?.[1]
