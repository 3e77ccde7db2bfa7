/** `teach`: a learner rated by a simulated teacher, from the first question to the exam. */

import { loadWorld } from '../core/load-world.ts'
import { environmentById } from '../envs/registry.ts'
import { controlFeedbackSettingsFor } from '../feedback/control/control-settings.ts'
import { feedbackSettings } from '../feedback/settings.ts'
import { TEACHER_FORMS } from '../feedback/teachers/teacher-forms.ts'
import { teach } from '../training/teach.ts'
import type { TaughtResult } from '../training/teaching/teach-options.ts'
import { defineCommand, type Output } from './command.ts'
import { seedFlag, settingFlag } from './common-flags.ts'
import { teacherNamed } from './fitted-teacher.ts'
import { startingRobot } from './robots.ts'
import { runTitle } from './run-lines.ts'
import { runSettings } from './run-settings.ts'
import { fixed, grouped } from './table.ts'

export const command = defineCommand({
  name: 'teach',
  summary: 'trains a learner by the answers of a simulated teacher',
  flags: {
    env: { kind: 'text', value: "a world's id", required: true, help: 'World' },
    agent: { kind: 'text', value: "a learner's id", required: true, help: 'Learner' },
    teacher: {
      kind: 'text',
      value: 'a teacher such as oracle or mistake:0.1',
      default: 'oracle',
      help: `${TEACHER_FORMS.join(', ')}, or fitted:FILE#RATER: someone who answers like that person in a label file (#RATER where there are several)`,
    },
    labels: { kind: 'whole', min: 0, max: 100_000, default: 30, help: 'Answers given' },
    steps: {
      kind: 'whole',
      min: 1,
      max: 1e12,
      help: 'Environment steps in all (grid worlds 5,000 an answer; else 60,000, or 10,000 where actions are numbers)',
    },
    'last-answer': {
      kind: 'whole',
      min: 1,
      max: 1e12,
      help: 'Steps by which the last answer is given (60 % of all; on grid worlds always all)',
    },
    seed: seedFlag,
    kind: {
      kind: 'text',
      value: 'kinds joined by +',
      default: 'compare',
      help: 'What is asked, by turns: compare, rate, praise, demo, correct, joined by +',
    },
    wish: {
      kind: 'text',
      value: "a wish's id",
      help: 'What the teacher goes by instead of the task: hop-backwards, walk-softly, back-flip, wave or bow, where the world has a robot that can',
    },
    'until-taught': {
      kind: 'switch',
      help: 'Stops as soon as the wish is fulfilled, looked for every 10,000 steps in episodes that the exam does not use',
    },
    start: { kind: 'text', value: 'a robot of --robots', help: 'Begins with a trained robot' },
    query: { kind: 'text', value: 'a query rule', help: 'How pairs are chosen; that of feedback.queryRule' },
    'no-reference': {
      kind: 'switch',
      help: 'Leaves out the same learner on the true reward, and with it the normalised return',
    },
    set: settingFlag,
  },
  async run(flags, output) {
    const world = await loadWorld(environmentById(flags.env), {})
    const schema = world.form === 'control' ? controlFeedbackSettingsFor(world) : feedbackSettings
    const { config, feedback } = await runSettings(flags, schema)
    const started = performance.now()
    const taught = await teach({
      env: config.env,
      envSettings: config.envSettings,
      agent: config.agent,
      agentSettings: config.agentSettings,
      reward: config.reward,
      learnedOnly: saysLearnedOnly(flags.set) ? config.reward.learnedOnly : undefined,
      seed: config.seed,
      teacher: await teacherNamed(flags.teacher),
      labels: flags.labels,
      steps: flags.steps,
      lastAnswer: flags['last-answer'],
      kind: flags.kind,
      query: flags.query,
      feedbackSettings: feedback,
      wish: flags.wish,
      untilTaught: flags['until-taught'],
      start: flags.start === undefined ? undefined : startingRobot(flags.start, config.env),
      withoutReference: flags['no-reference'],
      onProgress: progress(flags.labels, output),
    })
    const wallSeconds = (performance.now() - started) / 1000
    output.result(
      { type: 'taught', seed: config.seed, ...taught, wallSeconds },
      lines(runTitle(config), taught, wallSeconds),
    )
    return 0
  },
})

const saysLearnedOnly = (assignments: readonly string[]): boolean =>
  assignments.some(written => /^\s*reward\.\s*learnedOnly\s*=/.test(written))

/** Notes at most once a second. */
function progress(total: number, output: Output) {
  let reported = performance.now()
  return ({ labels, steps, trueReturn }: { labels: number; steps: number; trueReturn: number }) => {
    if (performance.now() - reported < 1000) return
    reported = performance.now()
    output.note(`${labels} of ${total} answers, ${grouped(steps)} steps, true return ${fixed(trueReturn)}`)
  }
}

function lines(title: string, taught: TaughtResult, wallSeconds: number): string {
  const flowers =
    taught.flowerStepsPerEpisode === null
      ? ''
      : `, ${fixed(taught.flowerStepsPerEpisode)} flower steps an episode`
  return [
    title,
    `${grouped(taught.labels)} answers (${taught.kind}) by ${taught.teacher}, chosen by ${taught.query}, in ${fixed(wallSeconds)} s`,
    ...wishLines(taught),
    `true return ${fixed(taught.trueReturn, 3)}, task return ${fixed(taught.taskReturn, 3)}${flowers}`,
    `random ${fixed(taught.randomReturn, 3)}, same learner on the true reward ${fixed(taught.referenceReturn, 3)}, normalised ${fixed(taught.normalisedReturn, 3)}`,
    `answers predicted right ${fixed(taught.heldOutAgreement, 3)}, calibration error ${fixed(taught.expectedCalibrationError, 3)}`,
    `hash ${taught.hash}`,
  ].join('\n')
}

function wishLines({ wish }: TaughtResult): string[] {
  if (!wish) return []
  const { id, unit, goal, isReached, stopped, taught, untaught, random } = wish
  const figures = `${fixed(taught.measure)} ${unit} an episode (standard deviation ${fixed(taught.standardDeviation)}), ${fixed(taught.forward)} m forward in ${fixed(taught.length)} steps`
  const others = `without answers ${fixed(untaught?.measure ?? null)} ${unit}, random ${fixed(random.measure)} ${unit}`
  return [
    `${id}: ${figures}; ${others}`,
    ...(stopped ? [`stopped after ${grouped(stopped.steps)} steps`] : []),
    ...(goal === null ? [] : [`${isReached ? 'taught' : 'not taught'}: ${goal}`]),
  ]
}
