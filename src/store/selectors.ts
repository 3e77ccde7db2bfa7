/** What is read of the state in more than one place. */
import type { AgentEntry, AppState, Moment, OpenWorld } from './state.ts'

/** Can this learner learn in this world? */
export const suits = (
  { worlds, actions }: Pick<AgentEntry, 'worlds' | 'actions'>,
  { form, actionSpace }: Pick<OpenWorld, 'form' | 'actionSpace'>,
): boolean => (worlds === 'any' || form === 'tabular') && (actions === 'any' || actions === actionSpace.kind)

/** Learners that suit the open world. */
export const agentsFor = ({ agents, world }: AppState): readonly AgentEntry[] =>
  agents.filter(agent => suits(agent, world))

/** Steps of the robots beside each other; null is the newest policy. One or two. */
export function momentsOnShow({ moments: { shown, pins } }: AppState): readonly (number | null)[] {
  if (pins.length === 0) return [shown]
  if (pins.length === 2) return pins
  const [pin] = pins
  return pin === shown ? [shown] : [pin!, shown]
}

/** The kept moment of a step. */
export const momentOf = ({ moments }: AppState, step: number): Moment | undefined =>
  moments.entries.find(entry => entry.step === step)
