/** The feedback that belongs to a run, whatever its world, and how what was learnt gets into the run. */
import type { Label } from '../../core/label.ts'
import type { SettingValues } from '../../core/settings.ts'
import { controlFeedbackSettings } from '../../feedback/control/control-settings.ts'
import type { Feedback } from '../../feedback/feedback.ts'
import { TabularFeedback } from '../../feedback/tabular-feedback.ts'
import { beginWithRandomSteps } from '../control-experience.ts'
import type { ControlRun } from '../control-run.ts'
import { evidenceOf } from '../evidence.ts'
import type { Run } from '../run.ts'
import type { TabularRun } from '../tabular-run.ts'

/** Of a robot that has learnt nothing, to ask about at once. */
const FIRST_EPISODES = 2

export interface RunFeedback
  extends Pick<
    Feedback,
    | 'queryRule'
    | 'setLabels'
    | 'setRaterModels'
    | 'nextQueries'
    | 'nextClip'
    | 'report'
    | 'influence'
    | 'predictedReturns'
    | 'dispose'
  > {
  /** What the reward model says now goes into the run. */
  apply(): void
  /** Which two numbers of an observation the learned reward is drawn over. Absent on grids. */
  setPlane?(x: number, y: number): void
}

/** @throws PlaygroundError `bad-setting`, path `feedback.*`. */
export async function openRunFeedback(
  run: Run,
  settings: SettingValues,
  now: () => number,
): Promise<RunFeedback> {
  return run.form === 'control' ? openControl(run, settings, now) : openGrid(run, settings, now)
}

/** Learners from labels need no reward model: they are told what was said. */
export function teachDirectly({ agent, world }: Run, labels: readonly Label[]): boolean {
  if (agent.form !== 'batch' || !agent.study) return false
  agent.study(evidenceOf(world, labels))
  return true
}

async function openControl(
  run: ControlRun,
  settings: SettingValues,
  now: () => number,
): Promise<RunFeedback> {
  const experience = run.record()
  if (experience.added === 0) {
    beginWithRandomSteps(experience, run.world, run.config.seed, FIRST_EPISODES * run.world.maxEpisodeSteps)
  }
  const known = Object.entries(settings).filter(([key]) => Object.hasOwn(controlFeedbackSettings, key))
  // Not at the top: who teaches in a grid world, or not at all, needs none of it.
  const { ControlFeedback } = await import('../../feedback/control/control-feedback.ts')
  const feedback = await ControlFeedback.open({
    world: run.world,
    settings: Object.fromEntries(known),
    seed: run.config.seed,
    experience,
    now,
  })
  return {
    queryRule: feedback.queryRule,
    setLabels: labels => feedback.setLabels(labels),
    setRaterModels: models => feedback.setRaterModels(models),
    apply: () => run.setLearnedReward(feedback.stepReward()),
    nextQueries: (count, policyStep) => feedback.nextQueries(count, policyStep),
    nextClip: () => feedback.nextClip(),
    report: epoch => feedback.report(epoch),
    influence: (label, epoch) => feedback.influence(label, epoch),
    predictedReturns: () => feedback.predictedReturns(),
    setPlane: (x, y) => feedback.setPlane(x, y),
    dispose: () => feedback.dispose(),
  }
}

function openGrid(run: TabularRun, settings: SettingValues, now: () => number): RunFeedback {
  const { world, config } = run
  const { learnedOnly } = config.reward
  const feedback = new TabularFeedback(world, settings, config.seed, {
    learnedOnly,
    now,
    policy: () => run.behaviourPolicy(),
  })
  return {
    queryRule: feedback.queryRule,
    setLabels: labels => feedback.setLabels(labels),
    setRaterModels: models => feedback.setRaterModels(models),
    apply: () => run.setLearnedReward(feedback.learnedReward()),
    nextQueries: (count, policyStep) => feedback.nextQueries(count, policyStep),
    nextClip: () => feedback.nextClip(),
    report: epoch => feedback.report(epoch),
    influence: (label, epoch) => feedback.influence(label, epoch),
    predictedReturns: () => feedback.predictedReturns(),
    dispose: () => feedback.dispose(),
  }
}
