/** Small drawings of the robots for the gallery, in the hand of the stage. */
import type { ComponentChildren } from 'preact'

const outline = { stroke: 'var(--thumb)', 'stroke-width': 2.2 } as const
const thin = { stroke: 'var(--thumb)', 'stroke-width': 1.6, fill: 'none' } as const
const WOOD = '#b8783a'
const SHELL = '#fbf6ea'
const FAR = '#8d5a2b'

/** A limb with rounded ends. */
const limb = (path: string, color = WOOD, width = 4.5) => (
  <path d={path} fill="none" stroke={color} stroke-width={width} />
)

const lander = (flame: boolean) => (
  <>
    <path d="M0 34l10-4 8 4h24l7-6 9 4v10H0z" fill="var(--rim)" />
    <path d="M18 34v-6l4 1.500-4 1.500M42 34v-6l-4 1.500 4 1.500" {...thin} fill="#ffd057" />
    <path d="M23 22l-4 6M37 22l4 6" {...outline} />
    <path d="M24 12h12l3 6v5H21v-5z" fill={SHELL} {...outline} />
    <circle cx="30" cy="17.500" r="2.200" fill="#3d94c6" />
    {flame && <path d="M27 24l3 6 3-6z" {...thin} fill="#ffb020" />}
  </>
)

const FIGURES: Readonly<Record<string, () => ComponentChildren>> = {
  'LunarLander-v3': () => lander(false),
  'LunarLanderContinuous-v3': () => lander(true),
  'BipedalWalker-v3': () => (
    <>
      {limb('M28 17L23 25L25 33', FAR, 4)}
      {limb('M30 17L36 24L33 33', WOOD, 4)}
      <path d="M19 10h19l5 3v4H19z" fill={SHELL} {...outline} />
    </>
  ),
  'BipedalWalkerHardcore-v3': () => (
    <>
      <rect x="44" y="25" width="8" height="9" {...thin} fill={WOOD} />
      <path d="M4 34v8h9v-8z" fill="var(--thumb)" />
      {limb('M28 17L23 25L25 33', FAR, 4)}
      {limb('M30 17L36 24L33 33', WOOD, 4)}
      <path d="M19 10h19l5 3v4H19z" fill={SHELL} {...outline} />
    </>
  ),
  'Reacher-v5': () => (
    <>
      {limb('M16 27L28 14L43 20')}
      <circle cx="16" cy="27" r="3.800" fill={SHELL} {...outline} />
      <circle cx="47" cy="10" r="3.400" {...thin} fill="#d8433a" />
      <circle cx="43" cy="20" r="2.600" fill={SHELL} {...outline} />
    </>
  ),
  'InvertedPendulum-v5': () => (
    <>
      <path d="M4 30h50" {...thin} />
      {limb('M29 28L35 8')}
      <rect x="21" y="25" width="16" height="9" rx="3" fill={SHELL} {...outline} />
    </>
  ),
  'InvertedDoublePendulum-v5': () => (
    <>
      <path d="M4 31h50" {...thin} />
      {limb('M29 29L33 18L29 7')}
      <circle cx="33" cy="18" r="2.400" fill={SHELL} {...outline} />
      <rect x="21" y="26" width="16" height="8" rx="3" fill={SHELL} {...outline} />
    </>
  ),
  'Hopper-v5': () => (
    <>
      {limb('M29 8V16', SHELL, 8)}
      <path d="M25.500 7.500a3.500 3.500 0 0 1 7 0v9a3.500 3.500 0 0 1-7 0z" fill={SHELL} {...outline} />
      {limb('M29 18L25 24L30 31M27 32H36', WOOD, 4)}
    </>
  ),
  'HalfCheetah-v5': () => (
    <>
      {limb('M17 20L13 26L18 33', WOOD, 4)}
      {limb('M38 20L42 26L38 33', WOOD, 4)}
      <path d="M15 14h25l6-6 5 3-3 6-8 5H15a4 4 0 0 1 0-8z" fill={SHELL} {...outline} />
      <circle cx="46" cy="11" r="1.400" fill="#35312b" />
    </>
  ),
  'Walker2d-v5': () => (
    <>
      {limb('M28 19L23 25L25 32H20', FAR, 4)}
      {limb('M30 19L35 25L32 32H38', WOOD, 4)}
      <path d="M25.500 7.500a3.500 3.500 0 0 1 7 0v10a3.500 3.500 0 0 1-7 0z" fill={SHELL} {...outline} />
    </>
  ),
  'PipBench-v0': () => (
    <>
      <path d="M40 34v-4h14v4M42 30v-4h11v4" {...thin} fill="#3d94c6" />
      {limb('M21 24L18 33M27 24L30 33', WOOD, 4)}
      <rect x="15" y="10" width="18" height="14" rx="5" fill={SHELL} {...outline} />
      <circle cx="21" cy="16" r="1.700" fill="#35312b" />
      <circle cx="28" cy="16" r="1.700" fill="#35312b" />
    </>
  ),
}

export const robotDrawing = (env: string) => FIGURES[env]
