/** What is read of the state in more than one place. */
import type { MomentId } from '../core/age.ts'
import type { EpisodeRecord, Label, Query } from '../core/label.ts'
import type { AgentEntry, AppState, Moment, OpenWorld } from './state.ts'

/** Can this learner learn in this world? */
export const suits = (
  { worlds, actions }: Pick<AgentEntry, 'worlds' | 'actions'>,
  { form, actionSpace }: Pick<OpenWorld, 'form' | 'actionSpace'>,
): boolean => (worlds === 'any' || form === 'tabular') && (actions === 'any' || actions === actionSpace.kind)

/** Learners that suit the open world. */
export const agentsFor = ({ agents, world }: AppState): readonly AgentEntry[] =>
  agents.filter(agent => suits(agent, world))

/** Of the ground under the robots on show, uphill to the right (rad). */
export const groundTilt = ({ world, trick, mode }: AppState): number =>
  world.tricks && mode === 'watch' ? (trick.tilt * Math.PI) / 180 : 0

/** The robots beside each other; null is the newest policy. One or two. */
export function momentsOnShow({ moments: { shown, pins } }: AppState): readonly (MomentId | null)[] {
  if (pins.length === 0) return [shown]
  if (pins.length === 2) return pins
  const [pin] = pins
  return pin === shown ? [shown] : [pin!, shown]
}

/** The kept moment of a step. */
export const momentOf = ({ moments }: AppState, step: number): Moment | undefined =>
  moments.entries.find(entry => entry.step === step)

/** The past answer that is being given anew, or null. */
export function answerBefore({ teach: { editing, answered } }: AppState): Label | null {
  if (editing === null) return null
  return answered.find(({ label }) => label.id === editing)?.label ?? null
}

const asked = new WeakMap<Label, Query>()

/** The pair a person is asked about now: the first that is ready, or that of the answer being given anew. */
export function shownQuery(state: AppState): Query | null {
  const before = answerBefore(state)
  if (before === null) return state.teach.queries[0] ?? null
  return before.kind === 'compare' ? askedAgain(before) : null
}

/** The clip a person is asked to rate now. */
export function shownClip(state: AppState): EpisodeRecord | null {
  const before = answerBefore(state)
  if (before === null) return state.teach.episode
  return before.kind === 'rate' ? ratedAgain(before) : null
}

const rated = new WeakMap<Label, EpisodeRecord>()

function ratedAgain(label: Extract<Label, { kind: 'rate' }>): EpisodeRecord {
  const known = rated.get(label)
  if (known) return known
  const record = { episode: -1, clip: label.clip }
  rated.set(label, record)
  return record
}

/** The same object for the same answer. */
function askedAgain(label: Extract<Label, { kind: 'compare' }>): Query {
  const known = asked.get(label)
  if (known) return known
  const { id, left, right, swapped, queryRule, reason, check, modelVersion, policyStep } = label
  const query = {
    id: `again-${id}`,
    left,
    right,
    swapped,
    queryRule,
    reason,
    check,
    modelVersion,
    policyStep,
    traces: null,
  }
  asked.set(label, query)
  return query
}
