/**
 * What a person can hold while they play a world of real-valued states: one thing, such as a push to the left or right, or
 * several at once, such as a robot's joints, each from -1 to 1 with keys of its own.
 */
import type { Quantity } from './environment.ts'
import type { Space } from './space.ts'

/** A key that is held: `KeyboardEvent.key`, and how it is printed. */
export interface AxisKey {
  readonly key: string
  readonly shown: string
}

export interface PlayAxis {
  /** Such as `Left hip`. */
  readonly name: string
  /** Towards -1, null where there is nothing below 0; towards 1. */
  readonly less: AxisKey | null
  readonly more: AxisKey
}

/** How what is held becomes an action: evenly over a row of actions or the ranges of a box, or as a lander's engines. */
export type PlayKind = 'row' | 'joints' | 'lander'

const LEFT: AxisKey = { key: 'ArrowLeft', shown: '\u2190' }
const RIGHT: AxisKey = { key: 'ArrowRight', shown: '\u2192' }
const UP: AxisKey = { key: 'ArrowUp', shown: '\u2191' }
const DOWN: AxisKey = { key: 'ArrowDown', shown: '\u2193' }

const letters = (less: string, more: string): readonly [AxisKey, AxisKey] => [
  { key: less, shown: less.toUpperCase() },
  { key: more, shown: more.toUpperCase() },
]

/** Pairs of letters under each other, for the left hand and for the right. */
const LEFT_HAND = [letters('a', 'q'), letters('s', 'w'), letters('d', 'e')] as const
const RIGHT_HAND = [letters('j', 'u'), letters('k', 'i'), letters('l', 'o')] as const
/** More joints than hands have pairs of keys for are not held. */
const MOST_JOINTS = LEFT_HAND.length + RIGHT_HAND.length

interface Played {
  readonly actionSpace: Space
  /** One per discrete action, or one per dimension of a box. */
  readonly actions: readonly Quantity[]
}

export function playKind(env: string, { actionSpace }: Pick<Played, 'actionSpace'>): PlayKind {
  if (env.startsWith('LunarLander')) return 'lander'
  return actionSpace.kind === 'box' && actionSpace.low.length > 1 ? 'joints' : 'row'
}

export function playAxes(env: string, { actionSpace, actions }: Played): readonly PlayAxis[] {
  switch (playKind(env, { actionSpace })) {
    case 'row':
      return [{ name: actions[0]?.label ?? 'Push', less: LEFT, more: RIGHT }]
    case 'lander':
      return [
        { name: 'Turn', less: LEFT, more: RIGHT },
        { name: 'Main engine', less: null, more: UP },
      ]
    case 'joints': {
      const pairs = keyPairs(actions.length)
      return pairs.map(([less, more], joint) => ({ name: actions[joint]!.label, less, more }))
    }
  }
}

/** Two joints by the arrows; of more, the first half under the left hand and the rest under the right. */
function keyPairs(joints: number): readonly (readonly [AxisKey, AxisKey])[] {
  if (joints === 2)
    return [
      [LEFT, RIGHT],
      [DOWN, UP],
    ]
  const count = Math.min(joints, MOST_JOINTS)
  if (count <= LEFT_HAND.length) return LEFT_HAND.slice(0, count)
  const left = Math.ceil(count / 2)
  return [...LEFT_HAND.slice(0, left), ...RIGHT_HAND.slice(0, count - left)]
}

/** What is held of each axis, -1 to 1; null for nothing. A missing one is not held. */
export type HeldAxes = readonly (number | null)[]

/** The same with one of them changed. */
export function withAxis(held: HeldAxes, axis: number, value: number | null): HeldAxes {
  const kept = value === null ? null : Math.min(1, Math.max(-1, value))
  if ((held[axis] ?? null) === kept) return held
  return Array.from({ length: Math.max(held.length, axis + 1) }, (_, i) =>
    i === axis ? kept : (held[i] ?? null),
  )
}

export const isHeld = (held: HeldAxes): boolean => held.some(value => value !== null)
