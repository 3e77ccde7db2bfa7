/** Steps of clips that people have spoken about, kept with the learner that learns from them, so that it goes on after a restart. */
import type { AgentState, ClipSteps } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'

export const NO_STEPS: ClipSteps = {
  starts: new Int32Array(1),
  observations: new Float32Array(0),
  actions: new Float32Array(0),
}

export const clipCount = ({ starts }: ClipSteps): number => starts.length - 1

export const stepCount = ({ starts }: ClipSteps): number => starts.at(-1)!

export const sameSteps = (a: ClipSteps, b: ClipSteps): boolean =>
  sameNumbers(a.starts, b.starts) &&
  sameNumbers(a.actions, b.actions) &&
  sameNumbers(a.observations, b.observations)

export function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Clips from number `first` on, as data of their own. */
export function clipsFrom(
  { starts, observations, actions }: ClipSteps,
  first: number,
  { observationSize, actionSize }: { readonly observationSize: number; readonly actionSize: number },
): ClipSteps {
  const step = starts[first]!
  return {
    starts: starts.slice(first).map(start => start - step),
    observations: observations.slice(step * observationSize),
    actions: actions.slice(step * actionSize),
  }
}

/** As part of a learner's state, names begun by `name`. */
export const saveSteps = (name: string, { starts, observations, actions }: ClipSteps): AgentState => ({
  arrays: {
    [`${name}.starts`]: starts.slice(),
    [`${name}.observations`]: observations.slice(),
    [`${name}.actions`]: actions.slice(),
  },
  numbers: {},
})

/** @param widths numbers of an observation and of an action. @throws PlaygroundError `bad-checkpoint`. */
export function loadSteps(
  name: string,
  state: AgentState,
  [observationSize, actionSize]: readonly [number, number],
): ClipSteps {
  const starts = loadWhole(state, `${name}.starts`, Int32Array, null)
  let last = 0
  for (const [i, start] of starts.entries()) {
    if (i === 0 ? start !== 0 : start < last) throw wrong(`${name}.starts`, `holds ${start} behind ${last}`)
    last = start
  }
  if (starts.length === 0) throw wrong(`${name}.starts`, 'is empty')
  return {
    starts,
    observations: loadWhole(state, `${name}.observations`, Float32Array, last * observationSize),
    actions: loadWhole(state, `${name}.actions`, Float32Array, last * actionSize),
  }
}

type Kind<T> = { new (length: number): T; readonly name: string }

/** A copy of a saved array. @param length null for any. @throws PlaygroundError `bad-checkpoint`. */
export function loadWhole<T extends Int32Array | Float32Array | Float64Array>(
  state: AgentState,
  name: string,
  kind: Kind<T>,
  length: number | null,
): T {
  const saved = state.arrays[name]
  if (!(saved instanceof kind) || (length !== null && saved.length !== length)) {
    const found = saved === undefined ? 'is missing' : `is ${saved.constructor.name} of ${saved.length}`
    throw wrong(name, `${found}; expected ${kind.name}${length === null ? '' : ` of ${length}`}`)
  }
  return saved.slice() as T
}

const wrong = (name: string, what: string) =>
  new PlaygroundError('bad-checkpoint', `agent.arrays.${name} ${what}.`, { path: `agent.arrays.${name}` })
