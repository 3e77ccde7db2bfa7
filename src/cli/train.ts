/** `train`: trains a learner in a world, then evaluates its deterministic policy. */
import { PlaygroundError } from '../core/errors.ts'
import { optimalReturnWithin } from '../core/planning.ts'
import type { RunConfig } from '../core/run-config.ts'
import { evaluationLimit, exactReturn } from '../training/evaluation.ts'
import { createRun, type Run } from '../training/run.ts'
import { defineCommand, type Output } from './command.ts'
import { episodesFlag, LARGEST_SEED, settingFlag } from './common-flags.ts'
import { openFolder, writeWhole } from './files.ts'
import { openCheckpoint } from './open-checkpoint.ts'
import { type AgeAt, beginWith, readAges, writeRobot } from './robots.ts'
import { evaluationLine, runTitle } from './run-lines.ts'
import { runSettings } from './run-settings.ts'
import { fixed, grouped } from './table.ts'
import { type Trained, trainInChunks } from './train-loop.ts'

export const command = defineCommand({
  name: 'train',
  summary: 'trains a learner in a world',
  flags: {
    env: { kind: 'text', value: "a world's id", help: 'World; needed unless --resume names a checkpoint' },
    agent: {
      kind: 'text',
      value: "a learner's id",
      help: 'Learner; needed unless --resume names a checkpoint',
    },
    steps: {
      kind: 'whole',
      min: 1,
      max: 1e12,
      required: true,
      help: 'Environment steps to take (beyond those of --resume)',
    },
    seed: { kind: 'whole', min: 0, max: LARGEST_SEED, help: 'Seed of every random stream (0)' },
    set: settingFlag,
    episodes: episodesFlag,
    out: { kind: 'text', value: 'a folder', help: 'Folder for checkpoint.json and curve.jsonl' },
    robots: {
      kind: 'text',
      value: 'ages, such as baby=20000,adult=500000',
      help: 'Writes the robot of these numbers of steps to --out, for the page to show and to begin with',
    },
    start: { kind: 'text', value: 'a robot of --robots', help: 'Begins with a trained robot' },
    resume: { kind: 'text', value: 'a checkpoint', help: 'Goes on from a checkpoint, bit for bit' },
  },
  async run(flags, output) {
    const folder = flags.out === undefined ? null : openFolder(flags.out, '--out')
    const ages = flags.robots === undefined ? [] : readAges(flags.robots, flags.steps, folder)
    const run = await openRun(flags)
    const { config } = run
    if (flags.start !== undefined) beginWith(run, flags.start)
    const trained = await trainByAges(run, flags, ages, folder, output)
    const evaluation = run.evaluate(flags.episodes)
    const hash = run.hash()
    if (folder !== null) {
      writeWhole(folder, 'checkpoint.json', `${JSON.stringify(run.save())}\n`)
      writeWhole(folder, 'curve.jsonl', curveLines(run))
    }
    const record = {
      type: 'summary',
      env: config.env,
      agent: config.agent,
      seed: config.seed,
      steps: run.step,
      trainingEpisodes: run.episode,
      wallSeconds: trained.wallSeconds,
      stepsPerSecond: trained.steps / Math.max(trained.wallSeconds, 1e-9),
      evaluation,
      hash,
      ...exactReturns(run),
      envSettings: config.envSettings,
      agentSettings: config.agentSettings,
      reward: config.reward,
      interrupted: trained.interrupted,
    }
    const speed = `${fixed(trained.wallSeconds)} s, ${grouped(record.stepsPerSecond)} steps a second`
    output.result(
      record,
      [
        runTitle(config),
        `${grouped(run.step)} steps, ${grouped(run.episode)} episodes (${speed})`,
        evaluationLine(evaluation),
        returnLine(record, run),
        `hash ${hash}`,
      ].join('\n'),
    )
    run.dispose()
    return 0
  },
})

/** Trains up to each age, writes the robot of then, and trains on to the end. */
async function trainByAges(
  run: Run,
  flags: TrainFlags,
  ages: readonly AgeAt[],
  folder: string | null,
  output: Output,
): Promise<Trained> {
  const first = run.step
  let wallSeconds = 0
  let interrupted = false
  for (const { age, steps } of [...ages, { age: null, steps: flags.steps }]) {
    const target = first + steps
    if (interrupted || run.step >= target) continue
    const trained = await trainInChunks(run, target - run.step, folder !== null && ages.length === 0, output)
    wallSeconds += trained.wallSeconds
    interrupted = trained.interrupted
    if (age === null || interrupted || folder === null) continue
    writeRobot(run, { age, wallSeconds, command: commandOf(flags), episodes: flags.episodes }, folder)
    output.note(`The ${age} of ${grouped(run.step)} steps is written.`)
  }
  return { steps: run.step - first, wallSeconds, interrupted }
}

/** What trains the same robots again. */
function commandOf({ env, agent, steps, seed = 0, set, robots, start, resume }: TrainFlags): string {
  const flags = [
    ...(env === undefined ? [] : [`--env ${env}`]),
    ...(agent === undefined ? [] : [`--agent ${agent}`]),
    `--steps ${steps}`,
    `--seed ${seed}`,
    ...set.map(setting => `--set ${setting}`),
    ...(start === undefined ? [] : [`--start ${start}`]),
    ...(resume === undefined ? [] : [`--resume ${resume}`]),
    `--robots ${robots}`,
    '--out DIR',
  ]
  return `npm run --silent cli -- train ${flags.join(' ')}`
}

interface ExactReturns {
  readonly exactReturn: number | null
  readonly optimalReturn: number | null
}

/** Of the greedy and of the best policy within the time limit; null where states cannot be counted. */
const exactReturns = (run: Run): ExactReturns =>
  run.form === 'control'
    ? { exactReturn: null, optimalReturn: null }
    : {
        exactReturn: exactReturn(run.world, run.greedyActions()),
        optimalReturn: optimalReturnWithin(run.world.model, evaluationLimit(run.world)),
      }

function returnLine({ exactReturn: exact, optimalReturn: optimal }: ExactReturns, { world }: Run): string {
  if (world.form === 'tabular')
    return `exact ${fixed(exact, 3)} of ${fixed(optimal, 3)} that the best policy gets`
  return `solved from ${fixed(world.solvedReturn, 1)} on, random actions get ${fixed(world.randomReturn, 1)}`
}

interface TrainFlags extends OpenFlags {
  readonly steps: number
  readonly episodes: number
  readonly robots: string | undefined
  readonly start: string | undefined
}

interface OpenFlags {
  readonly env: string | undefined
  readonly agent: string | undefined
  readonly seed: number | undefined
  readonly set: readonly string[]
  readonly resume: string | undefined
}

async function openRun(flags: OpenFlags): Promise<Run> {
  if (flags.resume !== undefined) {
    const run = await openCheckpoint(flags.resume, '--resume')
    await refuseOtherRun(flags, run.config, flags.resume)
    return run
  }
  const { env, agent, seed = 0, set } = flags
  if (env === undefined) throw missing('--env', "a world's id; the command envs lists them")
  if (agent === undefined) throw missing('--agent', "a learner's id; the command agents lists them")
  return createRun((await runSettings({ env, agent, seed, set }, null)).config)
}

const missing = (flag: string, expected: string) =>
  new PlaygroundError('bad-flag', `${flag} is missing; expected ${expected}.`, { path: flag })

/** Flags beside `--resume` may repeat what the checkpoint holds, and nothing else. */
async function refuseOtherRun(
  { env, agent, seed, set, resume }: OpenFlags,
  config: RunConfig,
  file: string,
): Promise<void> {
  const asked = { env, agent, seed }
  for (const key of ['env', 'agent', 'seed'] as const) {
    if (asked[key] === undefined || asked[key] === config[key]) continue
    const message = `--${key} is '${asked[key]}', but '${file}' holds a run with ${config[key]}; leave --${key} out or train anew.`
    throw new PlaygroundError('bad-flag', message, { path: `--${key}` })
  }
  if (set.length === 0 || resume === undefined) return
  const named = { env: config.env, agent: config.agent, seed: config.seed, set }
  const again = (await runSettings(named, null)).config
  for (const scope of ['envSettings', 'agentSettings'] as const) {
    for (const [key, value] of Object.entries(again[scope])) {
      const held = config[scope][key]
      if (held === value) continue
      const name = `${scope === 'envSettings' ? 'env' : 'agent'}.${key}`
      const message = `--set ${name} is '${value}', but '${file}' holds '${held}'; leave it out or train anew.`
      throw new PlaygroundError('bad-flag', message, { path: '--set' })
    }
  }
  if (
    set.some(item => item.startsWith('reward.')) &&
    JSON.stringify(again.reward) !== JSON.stringify(config.reward)
  ) {
    throw new PlaygroundError('bad-flag', `--set reward.* differs from what '${file}' holds; leave it out.`, {
      path: '--set',
    })
  }
}

/** One line per bin of training episodes, then one per greedy evaluation on the way. */
function curveLines(run: Run): string {
  const curves = run.curves(0)
  const bins = Array.from(curves.episode, (episode, i) => ({
    type: 'episodes',
    episode,
    binSize: curves.binSize,
    reward: curves.reward[i],
    shapingReward: curves.shapingReward[i],
    learnedReward: curves.learnedReward[i],
    length: curves.length[i],
  }))
  const evaluations = Array.from(curves.evaluationEpisode, (episode, i) => ({
    type: 'evaluation',
    episode,
    meanReturn: curves.evaluationReturn[i],
  }))
  return [...bins, ...evaluations].map(row => `${JSON.stringify(row)}\n`).join('')
}
