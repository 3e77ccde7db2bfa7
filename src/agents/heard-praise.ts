/** Live praise as a learner keeps it: what was done, for what it was given, and whether it was praise or scolding. */
import type { AgentState, Evidence } from '../core/agent.ts'
import { mergedState } from './merged-state.ts'
import {
  clipCount,
  loadSteps,
  loadWhole,
  NO_STEPS,
  sameNumbers,
  sameSteps,
  saveSteps,
  stepCount,
} from './shown-steps.ts'

export type Praise = Evidence['praise']

export const NO_PRAISE: Praise = {
  clips: NO_STEPS,
  credit: new Float64Array(0),
  signals: new Float64Array(0),
}

export const samePraise = (a: Praise, b: Praise): boolean =>
  sameNumbers(a.signals, b.signals) && sameNumbers(a.credit, b.credit) && sameSteps(a.clips, b.clips)

/** As part of a learner's state, names begun by `name`. */
export const savePraise = (name: string, { clips, credit, signals }: Praise): AgentState =>
  mergedState(saveSteps(name, clips), {
    arrays: { [`${name}.credit`]: credit.slice(), [`${name}.signals`]: signals.slice() },
    numbers: {},
  })

/** @param widths numbers of an observation and of an action. @throws PlaygroundError `bad-checkpoint`. */
export function loadPraise(name: string, state: AgentState, widths: readonly [number, number]): Praise {
  const clips = loadSteps(name, state, widths)
  return {
    clips,
    credit: loadWhole(state, `${name}.credit`, Float64Array, stepCount(clips)),
    signals: loadWhole(state, `${name}.signals`, Float64Array, clipCount(clips)),
  }
}
