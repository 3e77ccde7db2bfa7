/**
 * The teach experiment in a world of real-valued states. Before the first question the robot acts for a while; a quarter of the
 * answers come then, the rest evenly until 60 % of the steps are taken, or as many as is said; after each session the reward model is refitted and
 * what the learner remembers is judged anew. Whoever teaches a wish may stop when it is fulfilled: every 10,000 steps two looks at
 * 20 episodes each, which neither each other nor the exam begins like, must both show it. Schedule after Christiano et al., "Deep reinforcement learning from human
 * preferences", NeurIPS 2017 (https://arxiv.org/abs/1706.03741), and Lee, Smith & Abbeel, "PEBBLE", ICML 2021
 * (https://arxiv.org/abs/2106.05091).
 */
import { agentById } from '../../agents/registry.ts'
import type { ControlWorld } from '../../core/environment.ts'
import { Rng } from '../../core/rng.ts'
import { NO_SHAPING, type RunConfig } from '../../core/run-config.ts'
import { actionSize } from '../../core/space.ts'
import type { Wish } from '../../envs/pip/wishes.ts'
import { expectedCalibrationError } from '../../feedback/calibration.ts'
import { ControlFeedback } from '../../feedback/control/control-feedback.ts'
import { parseTeacher } from '../../feedback/teachers/simulated-teacher.ts'
import type { Teacher } from '../../feedback/teachers/teacher.ts'
import { evaluateControl, type GreedyPolicy } from '../control-evaluation.ts'
import type { ControlRun } from '../control-run.ts'
import { demonstratorFor, demonstratorReturn } from '../demonstrator.ts'
import { evidenceOf } from '../evidence.ts'
import { createRun } from '../run.ts'
import { allowForHabits } from './rater-habits.ts'
import { SimulatedLabels } from './simulated-labels.ts'
import {
  EXAM_EPISODES,
  HELD_OUT_PAIRS,
  normalised,
  parseKinds,
  querySetting,
  type TaughtResult,
  type TaughtWish,
  type TeachOptions,
} from './teach-options.ts'
import { examineWish, looker, type WishExam, wishedWorld, wishNamed } from './wished-world.ts'

/** Environment steps that learners have been measured to need. */
const STEPS = { discrete: 60_000, box: 10_000 } as const
const SESSIONS = 10
const FIRST_SHARE = 0.25
/** Share of the steps behind which no more is asked, unless said. */
const ASKED_UNTIL = 0.6
/** Acting before the first question, at least so many episodes and steps, at most a share of all steps. */
const FIRST_EPISODES = 4
const FIRST_STEPS = 1000
const MOST_FIRST_SHARE = 0.2
const PROGRESS_EPISODES = 5
/** Steps between two looks at whether a wish is fulfilled. */
const LOOK_STEPS = 10_000

export async function teachControl(options: TeachOptions): Promise<TaughtResult> {
  const teacher = parseTeacher(options.teacher)
  const kinds = parseKinds(options.kind)
  const settings = { checkShare: 0, ...options.feedbackSettings, ...querySetting(options.query) }
  const reward = { ...(options.reward ?? NO_SHAPING), learnedOnly: options.learnedOnly ?? true }
  const { env, envSettings, agent, agentSettings, seed } = options
  const config: RunConfig = { env, envSettings, agent, agentSettings, reward, seed }
  const run = (await createRun(config)) as ControlRun
  const { world } = run
  const wish = options.wish === undefined ? null : wishNamed(env, options.wish)
  const steps = options.steps ?? STEPS[world.actionSpace.kind]
  const feedback = await ControlFeedback.open({ world, settings, seed, experience: run.record() })
  try {
    if (options.start) run.adopt(options.start.policy, options.start.steps)
    const judged = wish ? wishedWorld(world, wish) : world
    const labels = await SimulatedLabels.open(judged, feedback, teacher, kinds, options)
    const look = wish && options.untilTaught ? looker(world, run.agent, wish, seed) : null
    const isTaught = await goThroughSessions(run, feedback, labels, { steps, wish, look }, options)
    const stopped = isTaught ? { labels: labels.all.length, steps: run.step } : null
    const taught = examine(run, run.agent, wish)
    const random = examine(run, randomPolicy(world, seed), wish)
    const reference = options.withoutReference
      ? null
      : await referenceFor(
          { ...config, reward: { ...reward, learnedOnly: false } },
          stopped?.steps ?? steps,
          wish,
          options,
        )
    // Nobody pays a learner for a wish, so there is none to be normalised by.
    const referenceReturn = wish ? null : (reference?.taskReturn ?? null)
    return {
      env,
      agent,
      teacher: teacher.name,
      kind: kinds.join('+'),
      query: feedback.queryRule,
      labels: labels.all.length,
      ...heldOut(judged, feedback, teacher, options),
      trueReturn: taught.trueReturn,
      taskReturn: taught.taskReturn,
      normalisedReturn: normalised(taught.trueReturn, random.trueReturn, referenceReturn),
      referenceReturn,
      randomReturn: random.trueReturn,
      rightSince: null,
      flowerStepsPerEpisode: null,
      ...(wish && { wish: wishMet(wish, taught, random, reference, stopped) }),
      hash: run.hash(),
    }
  } finally {
    feedback.dispose()
    run.dispose()
  }
}

interface Course {
  /** In all. */
  readonly steps: number
  readonly wish: Wish | null
  /** Is the wish fulfilled? Null where nobody looks. */
  readonly look: (() => boolean) | null
}

/** @returns whether it stopped because the wish is fulfilled. */
async function goThroughSessions(
  run: ControlRun,
  feedback: ControlFeedback,
  labels: SimulatedLabels,
  { steps, wish, look }: Course,
  { labels: wanted, lastAnswer, agent, feedbackSettings, onProgress }: TeachOptions,
): Promise<boolean> {
  const learnsFromLabels = agentById(agent).learnsFrom !== undefined
  const first = Math.min(
    Math.floor(MOST_FIRST_SHARE * steps),
    Math.max(FIRST_STEPS, FIRST_EPISODES * run.world.maxEpisodeSteps),
  )
  const last = Math.min(steps, lastAnswer ?? ASKED_UNTIL * steps)
  let lookedAt = 0
  for (let session = 0; session < SESSIONS; session++) {
    const share = session / (SESSIONS - 1)
    if (learnTo(run, Math.round(first + share * (last - first)), session > 0 ? look : null)) return true
    const due = Math.round(wanted * (FIRST_SHARE + share * (1 - FIRST_SHARE)))
    const more = due - labels.all.length
    if (more === 0) continue
    labels.give(more, run.step, wish ? null : run.recentReturn())
    await feedback.setLabels(labels.all)
    labels.fitted()
    lookedAt = allowForHabits(labels.all, feedback, feedbackSettings, lookedAt)
    if (learnsFromLabels) run.agent.study?.(evidenceOf(run.world, labels.all))
    else run.setLearnedReward(feedback.stepReward())
    if (!onProgress) continue
    onProgress({ labels: labels.all.length, steps: run.step, trueReturn: trueReturnOf(run, wish) })
  }
  return learnTo(run, steps, look)
}

/** Until a look finds the wish fulfilled. @returns whether one did. */
function learnTo(run: ControlRun, steps: number, look: (() => boolean) | null): boolean {
  while (look && run.step + LOOK_STEPS < steps) {
    advanceTo(run, run.step + LOOK_STEPS)
    if (look()) return true
  }
  advanceTo(run, steps)
  return look?.() ?? false
}

/** Of a few episodes. */
function trueReturnOf({ world, agent, config }: ControlRun, wish: Wish | null): number {
  if (wish) return examineWish(world, agent, wish, config.seed, PROGRESS_EPISODES).measure
  return evaluateControl(world, agent, PROGRESS_EPISODES, config.seed).meanReturn
}

/** How good a deterministic policy is. */
interface Exam {
  /** Task return; of a wish its measure. */
  readonly trueReturn: number
  readonly taskReturn: number
  readonly wish: WishExam | null
}

function examine({ world, config }: ControlRun, policy: GreedyPolicy, wish: Wish | null): Exam {
  if (wish) {
    const exam = examineWish(world, policy, wish, config.seed)
    return { trueReturn: exam.measure, taskReturn: exam.taskReturn, wish: exam }
  }
  const { meanReturn } = evaluateControl(world, policy, EXAM_EPISODES, config.seed)
  return { trueReturn: meanReturn, taskReturn: meanReturn, wish: null }
}

function wishMet(
  { id, unit, goal }: Wish,
  taught: Exam,
  random: Exam,
  reference: Exam | null,
  stopped: TaughtWish['stopped'],
): TaughtWish {
  const untaught = reference?.wish ?? null
  return {
    id,
    unit,
    goal: goal?.says ?? null,
    isReached: goal ? goal.isReached(taught.wish!, untaught) : null,
    stopped,
    taught: taught.wish!,
    untaught,
    random: random.wish!,
  }
}

/** The same learner, steps and seed on the true reward, through the same exam; of one from labels the demonstrator. */
async function referenceFor(
  config: RunConfig,
  steps: number,
  wish: Wish | null,
  { start }: Pick<TeachOptions, 'start'>,
): Promise<Exam> {
  const run = (await createRun(config)) as ControlRun
  try {
    if (agentById(config.agent).learnsFrom) {
      const demonstrator = await demonstratorFor(config.env, config.envSettings)
      const taskReturn = demonstratorReturn(run.world, demonstrator, EXAM_EPISODES, config.seed)
      return { trueReturn: taskReturn, taskReturn, wish: null }
    }
    if (start) run.adopt(start.policy, start.steps)
    advanceTo(run, steps)
    return examine(run, run.agent, wish)
  } finally {
    run.dispose()
  }
}

/** Mean undiscounted return of uniformly random actions. */
export const returnOfRandomActions = (world: ControlWorld, seed: number, episodes = EXAM_EPISODES): number =>
  evaluateControl(world, randomPolicy(world, seed), episodes, seed).meanReturn

function randomPolicy({ actionSpace }: ControlWorld, seed: number): GreedyPolicy {
  const perAction = actionSize(actionSpace)
  const rng = Rng.fromSeed(seed, 'random-actions')
  return {
    greedy(_observations, size, actions) {
      for (let i = 0; i < size * perAction; i++) {
        if (actionSpace.kind === 'discrete') actions[i] = rng.integer(actionSpace.n)
        else {
          const low = actionSpace.low[i % perAction]!
          actions[i] = low + (actionSpace.high[i % perAction]! - low) * rng.uniform()
        }
      }
    },
  }
}

function heldOut(
  world: ControlWorld,
  feedback: ControlFeedback,
  teacher: Teacher,
  { seed, labels }: TeachOptions,
): Pick<TaughtResult, 'heldOutAgreement' | 'expectedCalibrationError'> {
  const rng = Rng.fromSeed(seed, 'held-out')
  const stated: number[] = []
  const preferredLeft: boolean[] = []
  for (const [left, right] of feedback.randomPairs(HELD_OUT_PAIRS, rng)) {
    const answer = teacher.answer({ left, right, modelVersion: labels }, world, rng)
    if (answer !== 'left' && answer !== 'right') continue
    stated.push(feedback.predict(left, right))
    preferredLeft.push(answer === 'left')
  }
  const right = stated.filter((p, i) => p >= 0.5 === preferredLeft[i]).length
  return {
    heldOutAgreement: stated.length > 0 ? right / stated.length : null,
    expectedCalibrationError: expectedCalibrationError(stated, preferredLeft),
  }
}

function advanceTo(run: ControlRun, step: number): void {
  if (step > run.step) run.advance(step - run.step)
}
