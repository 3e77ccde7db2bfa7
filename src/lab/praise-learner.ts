/** What the experiments with live praise have in common: the trainer's habits, and learners from praise. */
import { agentById } from '../agents/registry.ts'
import type { BatchAgent } from '../core/agent.ts'
import type { TabularWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { decodeSettings, type SettingValues } from '../core/settings.ts'
import type { SignalKind } from '../training/live-praise.ts'
import type { LivePraiseOptions } from '../training/live-praise-run.ts'

/** Robots on grids take a step in this time while people watch. */
const STEP_MILLISECONDS = 400
const DISCOUNT = 0.95
/** Steps that a signal's clip holds: more than any delay reaches. */
export const WINDOW = 4

export interface PraiseLearner {
  readonly id: string
  readonly title: string
  /** In the registry. */
  readonly agent: string
  readonly settings: SettingValues
  readonly wholeEpisodes: boolean
}

/** Small steps, as proofs of convergence ask for. */
const learningRate = 0.05

export const PRAISE_LEARNERS: readonly PraiseLearner[] = [
  { id: 'tamer', title: 'TAMER', agent: 'tamer', settings: {}, wholeEpisodes: false },
  {
    id: 'coach-no-trace',
    title: 'COACH without a trace',
    agent: 'coach',
    settings: { traceDecay: 0, learningRate },
    wholeEpisodes: false,
  },
  // The trace of the published robot.
  {
    id: 'coach',
    title: 'COACH',
    agent: 'coach',
    settings: { traceDecay: 0.95, learningRate },
    wholeEpisodes: false,
  },
  {
    id: 'e-coach',
    title: 'E-COACH',
    agent: 'coach',
    settings: { episodic: true, discount: DISCOUNT, learningRate },
    wholeEpisodes: true,
  },
]

/** A trainer who says something of every step, to a learner that knows of her delay. */
export const usualTrainer = (
  kind: SignalKind,
  seed: number,
  signals: number,
): Omit<LivePraiseOptions, 'horizon'> => ({
  kind,
  seed,
  signals,
  steps: 10 * signals,
  stepMilliseconds: STEP_MILLISECONDS,
  attention: 1,
  window: WINDOW,
  discount: DISCOUNT,
  delayModelled: true,
})

/** @throws PlaygroundError `unsuitable-agent` when it does not learn from praise. */
export async function openLearner(
  { agent: id, settings }: PraiseLearner,
  { model }: TabularWorld,
  seed: number,
): Promise<BatchAgent> {
  const definition = agentById(id)
  const agent = await definition.create(
    { observationSize: model.states, actionSpace: { kind: 'discrete', n: model.actions }, seed },
    decodeSettings(definition.settings, settings, 'agent'),
  )
  if (agent.form === 'batch' && agent.study) return agent
  throw new PlaygroundError('unsuitable-agent', `${id} does not learn from praise.`, { path: 'agent' })
}
