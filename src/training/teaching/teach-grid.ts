/**
 * The teach experiment in a grid world: ask for one label, refit the reward model, let
 * the learner go on with task reward plus learned reward, and so on; then see what the greedy policy is worth to the
 * teacher. Lee et al., "B-Pref: Benchmarking preference-based reinforcement learning", NeurIPS Datasets and Benchmarks
 * 2021 (https://arxiv.org/abs/2111.03026).
 *
 *   normalised return = (true return - that of random actions) / (that of the same learner on the true reward - random)
 */
import { agentById } from '../../agents/registry.ts'
import type { TabularWorld } from '../../core/environment.ts'
import { uniformPolicy } from '../../core/planning.ts'
import { Rng } from '../../core/rng.ts'
import { NO_SHAPING, type RunConfig } from '../../core/run-config.ts'
import { expectedCalibrationError } from '../../feedback/calibration.ts'
import { TabularFeedback } from '../../feedback/tabular-feedback.ts'
import { parseTeacher } from '../../feedback/teachers/simulated-teacher.ts'
import type { Teacher } from '../../feedback/teachers/teacher.ts'
import { demonstratorFor, demonstratorReturn } from '../demonstrator.ts'
import { evaluateGreedy, exactReturn } from '../evaluation.ts'
import { evidenceOf } from '../evidence.ts'
import { createTabularRun } from '../run.ts'
import type { TabularRun } from '../tabular-run.ts'
import { asWished } from './as-wished.ts'
import { allowForHabits } from './rater-habits.ts'
import { SimulatedLabels } from './simulated-labels.ts'
import {
  EXAM_EPISODES,
  HELD_OUT_PAIRS,
  normalised,
  parseKinds,
  querySetting,
  type TaughtResult,
  type TeachOptions,
} from './teach-options.ts'

/** Environment steps after each label that tabular learners have been measured to need on own grid worlds. */
export const STEPS_PER_LABEL = 5000

export async function teachGrid(options: TeachOptions): Promise<TaughtResult> {
  const teacher = parseTeacher(options.teacher)
  const kinds = parseKinds(options.kind)
  const settings = { checkShare: 0, ...options.feedbackSettings, ...querySetting(options.query) }
  const { env, envSettings, agent, agentSettings, seed, reward = NO_SHAPING } = options
  const config: RunConfig = { env, envSettings, agent, agentSettings, reward, seed }
  const steps = options.steps ?? STEPS_PER_LABEL * Math.max(1, options.labels)
  const run = await createTabularRun(config)
  const { world } = run
  run.setReward({
    ...reward,
    learnedOnly: options.learnedOnly ?? (world.hiddenReward === null || reward.learnedOnly),
  })
  const session = new TabularFeedback(world, settings, seed, {
    learnedOnly: run.config.reward.learnedOnly,
    policy: () => run.behaviourPolicy(),
  })
  try {
    const labels = await SimulatedLabels.open(world, session, teacher, kinds, options)
    const rightSince = await goOnAfterEach(run, session, labels, steps, options)
    const exam = examine(run)
    const randomReturn = exactReturn(world, uniformPolicy(world.model), trueReward(world))
    const referenceReturn = options.withoutReference ? null : await referenceFor(config, world, steps)
    return {
      env,
      agent,
      teacher: teacher.name,
      kind: kinds.join('+'),
      query: session.queryRule,
      labels: options.labels,
      ...heldOut(run, session, teacher, options),
      ...exam,
      normalisedReturn: normalised(exam.trueReturn, randomReturn, referenceReturn),
      referenceReturn,
      randomReturn,
      rightSince,
      hash: run.hash(),
    }
  } finally {
    session.dispose()
    run.dispose()
  }
}

/** One label at a time; the learner goes on after each. @returns `rightSince`. */
async function goOnAfterEach(
  run: TabularRun,
  session: TabularFeedback,
  labels: SimulatedLabels,
  steps: number,
  options: TeachOptions,
): Promise<number | null> {
  const isRight = asWished(run.world)
  let rightSince: number | null = null
  let lookedAt = 0
  for (let given = 0; given < options.labels; given++) {
    labels.give(1, run.step)
    await session.setLabels(labels.all)
    labels.fitted()
    lookedAt = allowForHabits(labels.all, session, options.feedbackSettings, lookedAt)
    run.setLearnedReward(session.learnedReward())
    if (run.agent.form === 'batch') run.agent.study?.(evidenceOf(run.world, labels.all))
    advanceTo(run, Math.round((steps * (given + 1)) / options.labels))
    if (!isRight?.(run.greedyActions())) rightSince = null
    else rightSince ??= given + 1
    options.onProgress?.({
      labels: given + 1,
      steps: run.step,
      trueReturn: exactReturn(run.world, run.greedyActions(), trueReward(run.world)),
    })
  }
  advanceTo(run, steps)
  return rightSince
}

/** The greedy policy on episodes of a stream of its own: the same luck for each count, since no reward moves it. */
function examine(run: TabularRun): Pick<TaughtResult, 'trueReturn' | 'taskReturn' | 'flowerStepsPerEpisode'> {
  const { model } = run.world
  const actions = run.greedyActions()
  const meanSum = (reward: Float64Array) => {
    const rng = Rng.fromSeed(run.config.seed, 'exam')
    const world = { ...run.world, model: { ...model, reward } }
    return evaluateGreedy(world, actions, EXAM_EPISODES, rng).meanReturn
  }
  const flower = model.kinds.indexOf('flower')
  return {
    trueReturn: meanSum(trueReward(run.world)),
    taskReturn: meanSum(model.reward),
    flowerStepsPerEpisode:
      flower < 0 ? null : meanSum(Float64Array.from(model.kind, kind => (kind === flower ? 1 : 0))),
  }
}

/** The same learner, steps and seed on the true reward, through the same exam; of one from labels the demonstrator. */
async function referenceFor(config: RunConfig, world: TabularWorld, steps: number): Promise<number> {
  if (agentById(config.agent).learnsFrom) {
    const demonstrator = await demonstratorFor(config.env, config.envSettings)
    return demonstratorReturn(world, demonstrator, EXAM_EPISODES, config.seed)
  }
  const run = await createTabularRun({ ...config, reward: { ...NO_SHAPING, weights: config.reward.weights } })
  try {
    run.setLearnedReward(world.hiddenReward)
    advanceTo(run, steps)
    return examine(run).trueReturn
  } finally {
    run.dispose()
  }
}

function heldOut(
  run: TabularRun,
  session: TabularFeedback,
  teacher: Teacher,
  { seed, labels }: TeachOptions,
): Pick<TaughtResult, 'heldOutAgreement' | 'expectedCalibrationError'> {
  const rng = Rng.fromSeed(seed, 'held-out')
  const pairs = session.randomPairs(HELD_OUT_PAIRS, rng)
  const stated: number[] = []
  const preferredLeft: boolean[] = []
  for (const [left, right] of pairs) {
    const answer = teacher.answer({ left, right, modelVersion: labels }, run.world, rng)
    if (answer !== 'left' && answer !== 'right') continue
    stated.push(session.predict(left, right))
    preferredLeft.push(answer === 'left')
  }
  const right = stated.filter((p, i) => p >= 0.5 === preferredLeft[i]).length
  return {
    heldOutAgreement: stated.length > 0 ? right / stated.length : null,
    expectedCalibrationError: expectedCalibrationError(stated, preferredLeft),
  }
}

const trueReward = ({ model, hiddenReward }: TabularWorld): Float64Array =>
  model.reward.map((reward, k) => reward + (hiddenReward?.[k] ?? 0))

function advanceTo(run: TabularRun, step: number): void {
  if (step > run.step) run.advance(step - run.step)
}
