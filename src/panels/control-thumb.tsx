/** Small drawings of the control worlds for the gallery, in the hand of the stage. */
import type { ComponentChildren } from 'preact'
import { robotDrawing } from './robot-thumbs.tsx'

const line = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const
const outline = { stroke: 'var(--thumb)', 'stroke-width': 2.2 } as const
const WOOD = '#b8783a'
const SHELL = '#fbf6ea'

const HILLS = 'M0 20C12 40 24 40 34 30S50 8 58 10V42H0z'

function car(fill: string) {
  return (
    <>
      <path d={HILLS} fill="var(--rim)" />
      <path d="M50 11V3l6 2.500-6 2.500" fill="#ffd057" {...outline} />
      <rect x="15" y="25" width="13" height="8" rx="3" fill={fill} {...outline} />
    </>
  )
}

const DRAWINGS: Readonly<Record<string, () => ComponentChildren>> = {
  'CartPole-v1': () => (
    <>
      <path d="M30 28L38 8" fill="none" stroke={WOOD} stroke-width="4.500" />
      <rect x="20" y="25" width="20" height="9" rx="3" fill={SHELL} {...outline} />
      <circle cx="25" cy="35" r="2.600" fill="#35312b" />
      <circle cx="35" cy="35" r="2.600" fill="#35312b" />
    </>
  ),
  'MountainCar-v0': () => car('#a03a6c'),
  'MountainCarContinuous-v0': () => (
    <>
      {car('#3d94c6')}
      <path
        d="M32 26h7M36.500 23.500l3 2.500-3 2.500"
        fill="none"
        stroke="var(--thumb)"
        stroke-width="1.800"
      />
    </>
  ),
  'Pendulum-v1': () => (
    <>
      <path d="M29 22L43 9" fill="none" stroke={WOOD} stroke-width="5" />
      <circle cx="29" cy="22" r="4" fill={SHELL} {...outline} />
      <path
        d="M14 24a15 15 0 0 0 8 11"
        fill="none"
        stroke="var(--thumb)"
        stroke-width="1.800"
        stroke-dasharray="1 4"
      />
    </>
  ),
  'Acrobot-v1': () => (
    <>
      <path d="M4 8h50" fill="none" stroke="var(--thumb)" stroke-width="1.600" stroke-dasharray="2 4" />
      <path d="M29 17L20 28L32 33" fill="none" stroke={WOOD} stroke-width="4.500" />
      <circle cx="29" cy="17" r="3.400" fill={SHELL} {...outline} />
      <circle cx="20" cy="28" r="2.600" fill={SHELL} {...outline} />
    </>
  ),
}

/** A twin of one length is drawn as the world it comes from: `CartPoleFixed-v0` as `CartPole-v1`. */
const drawingOf = (env: string) =>
  DRAWINGS[env] ??
  robotDrawing(env) ??
  DRAWINGS[env.replace(/Fixed-v\d+$/, '-v0')] ??
  DRAWINGS[env.replace(/Fixed-v\d+$/, '-v1')]

/** Nothing but the mat for a world without a drawing. */
export function ControlThumb({ env }: { env: string }) {
  return (
    <svg class="control-thumb" viewBox="0 0 58 42" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <g {...line}>
        <path d="M0 34h58v8H0z" fill="var(--rim)" />
        {drawingOf(env)?.()}
      </g>
    </svg>
  )
}
