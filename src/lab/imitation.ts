/**
 * How far showing gets a robot: behaviour cloning from whole good episodes, and dataset aggregation from as many shown
 * steps, one whole episode and then short ones in the states that the robot itself has come to (Stephane Ross, Geoffrey
 * Gordon and J. Andrew Bagnell, AISTATS 2011, https://arxiv.org/abs/1011.0686). Both are held against the demonstrator on
 * the same fresh episodes: same starts, same luck.
 */
import type { BatchAgent } from '../core/agent.ts'
import { type Beginning, shownSteps } from '../core/clip-replay.ts'
import type { Environment, World } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { Clip, Label, LabelOf } from '../core/label.ts'
import { Rng } from '../core/rng.ts'
import { NO_SHAPING } from '../core/run-config.ts'
import { numberOf, type SettingsSchema, textOf } from '../core/settings.ts'
import { actionSize } from '../core/space.ts'
import { environments } from '../envs/registry.ts'
import { TabularEnvironment } from '../envs/tabular-environment.ts'
import type { ClipStart, Demonstrator } from '../feedback/demonstrator.ts'
import { demonstratorFor, trueReward } from '../training/demonstrator.ts'
import { evidenceOf } from '../training/evidence.ts'
import { createRun, type Run } from '../training/run.ts'
import { simulatedGiven } from '../training/simulated-label.ts'
import type { Experiment, Figures } from './experiment.ts'

/** Steps that the demonstrator takes each time she takes over. */
const TAKEOVER_STEPS = 5
/** Times she takes over between two lessons. */
const TAKEOVERS = 10
/** Environment steps of a lesson, unless the learner rests before. */
const LESSON_STEPS = 100
const LAST_LESSON_STEPS = 3000
const EXAM_EPISODES = 100
/** Episodes of the exam, of demonstrations and of the robot's own are different ones. */
const EXAM_SEED = 1_000_000

export interface ImitationResult {
  readonly env: string
  readonly agent: 'bc' | 'dagger'
  readonly shownSteps: number
  readonly shownClips: number
  /** Mean returns over the exam, task plus hidden reward. */
  readonly robotReturn: number
  readonly demonstratorReturn: number
  readonly randomReturn: number
  /** 0 as random actions, 1 as the demonstrator. */
  readonly shareOfTheWay: number
  /** SHA-256 of the learner's whole state. */
  readonly hash: string
}

/** @param episodes whole ones shown; to a learner by aggregation as many steps as they have. */
export async function imitate(
  env: string,
  agent: 'bc' | 'dagger',
  episodes: number,
  seed: number,
): Promise<ImitationResult> {
  const demonstrator = await demonstratorFor(env, {})
  const run = await createRun({ env, envSettings: {}, agent, agentSettings: {}, reward: NO_SHAPING, seed })
  try {
    const { world } = run
    const shown = Array.from({ length: episodes }, (_, i) => wholeEpisode(demonstrator, world, seed, i))
    const stepsOf = ({ clip }: Demonstration) => shownSteps(world, clip)
    const budget = shown.reduce((sum, label) => sum + stepsOf(label), 0)
    const labels = agent === 'bc' ? shown : shown.slice(0, 1)
    const rng = Rng.fromSeed(seed, 'takeovers')
    let left = budget - labels.reduce((sum, label) => sum + stepsOf(label), 0)
    while (left > 0) {
      study(run, labels, LESSON_STEPS)
      const states = visited(run, seed, labels.length)
      for (let i = 0; i < TAKEOVERS && left > 0; i++) {
        const { start, lead } = states[rng.integer(states.length)]!
        const clip = demonstrator.play(start, rng.uint32(), Math.min(left, TAKEOVER_STEPS), lead)
        labels.push(demonstration(clip, 'takeover', labels.length, seed))
        left -= stepsOf(labels.at(-1)!)
      }
    }
    study(run, labels, LAST_LESSON_STEPS)
    const returns = exam(run, demonstrator)
    return {
      env,
      agent,
      shownSteps: budget,
      shownClips: labels.length,
      ...returns,
      shareOfTheWay:
        (returns.robotReturn - returns.randomReturn) / (returns.demonstratorReturn - returns.randomReturn),
      hash: run.hash(),
    }
  } finally {
    run.dispose()
  }
}

const horizonOf = (world: World): number => world.maxEpisodeSteps ?? 200

type Demonstration = LabelOf<'demo'>

const demonstration = (
  clip: Clip,
  from: Demonstration['from'],
  given: number,
  seed: number,
): Demonstration => ({
  ...simulatedGiven(given, seed),
  kind: 'demo',
  clip,
  from,
})

function wholeEpisode(demonstrator: Demonstrator, world: World, seed: number, number: number): Demonstration {
  const episode = 1000 * seed + number
  const clip = demonstrator.play(demonstrator.start(episode), episode, horizonOf(world))
  return demonstration(clip, 'start', number, seed)
}

/** All that was shown, gone through until the learner rests. */
function study(run: Run, labels: readonly Label[], steps: number): void {
  const agent = learnerOf(run)
  agent.study?.(evidenceOf(run.world, labels))
  const last = run.step + steps
  while (run.step < last && agent.diagnostics().resting !== 1) run.advance(50)
}

function learnerOf({ agent }: Run): BatchAgent {
  if (agent.form === 'batch' && agent.study) return agent
  throw new PlaygroundError('unsuitable-agent', 'Only learners from labels imitate.', { path: 'agent' })
}

const open = (world: World): Environment =>
  world.form === 'control' ? world.create() : new TabularEnvironment(world.model)

const stateOf = (world: World, { state }: Environment): ClipStart =>
  world.form === 'control' ? [...state] : state[0]!

/** Moments of an episode of the robot's own, as it acts. */
function visited(run: Run, seed: number, number: number): Beginning[] {
  const { world } = run
  const agent = learnerOf(run)
  const rng = Rng.fromSeed(seed, `visited/${number}`)
  const environment = open(world)
  const observation = new Float32Array(environment.observationSize)
  const action = new Float32Array(actionSize(environment.actionSpace))
  const moments: Beginning[] = []
  const lead: number[] = []
  environment.reset(rng)
  const start = stateOf(world, environment)
  const whole = world.form === 'control' && world.restoredBy === 'episode'
  for (let step = 0; step < horizonOf(world); step++) {
    moments.push(whole ? { start, lead: [...lead] } : { start: stateOf(world, environment), lead: [] })
    environment.observe(observation, 0)
    agent.act(observation, 1, action, rng)
    environment.step(action, 0, rng)
    lead.push(...action)
    if (environment.terminated) break
  }
  return moments
}

function exam(run: Run, demonstrator: Demonstrator) {
  const { world } = run
  const agent = learnerOf(run)
  const environment = open(world)
  const { actionSpace } = environment
  const observation = new Float32Array(environment.observationSize)
  const chosen = new Float32Array(actionSize(actionSpace))
  const randomness = Rng.fromSeed(EXAM_SEED, 'random-actions')
  const greedy = (): ArrayLike<number> => {
    environment.observe(observation, 0)
    agent.greedy(observation, 1, chosen)
    return chosen
  }
  const random = (): ArrayLike<number> => {
    if (actionSpace.kind === 'discrete') return [randomness.integer(actionSpace.n)]
    const { low, high } = actionSpace
    return low.map((least, i) => least + (high[i]! - least) * randomness.uniform())
  }
  const mean = (act: () => ArrayLike<number>) => {
    let sum = 0
    for (let i = 0; i < EXAM_EPISODES; i++) {
      sum += episodeReturn(world, environment, demonstrator.start(EXAM_SEED + i), EXAM_SEED + i, act)
    }
    return sum / EXAM_EPISODES
  }
  return {
    robotReturn: mean(greedy),
    demonstratorReturn: mean(() => demonstrator.best(stateOf(world, environment))),
    randomReturn: mean(random),
  }
}

/** Undiscounted task plus hidden reward of an episode with the chance of a clip. */
function episodeReturn(
  world: World,
  environment: Environment,
  start: ClipStart,
  seed: number,
  act: () => ArrayLike<number>,
): number {
  const rng = Rng.fromSeed(seed, 'clip')
  const hidden = world.form === 'tabular' ? trueReward(world) : null
  if (world.form === 'control') environment.reset(rng)
  environment.state.set(typeof start === 'number' ? [start] : start)
  let sum = 0
  for (let step = 0; step < horizonOf(world); step++) {
    environment.step(act(), 0, rng)
    sum +=
      hidden && environment instanceof TabularEnvironment ? hidden[environment.outcome]! : environment.reward
    if (environment.terminated) break
  }
  return sum
}

const imitationSettings = {
  env: {
    kind: 'choice',
    default: 'CartPole-v1',
    options: environments.map(({ id, title }) => ({ value: id, label: title })),
    label: 'World',
    help: 'Where the demonstrator shows the robot what to do.',
  },
  agent: {
    kind: 'choice',
    default: 'bc',
    options: [
      { value: 'bc', label: 'Behaviour cloning' },
      { value: 'dagger', label: 'DAgger' },
    ],
    label: 'Learner',
    help: 'Whether whole episodes are shown, or what to do in the states that the robot comes to by itself.',
  },
  episodes: {
    kind: 'number',
    default: 5,
    min: 1,
    max: 100,
    integer: true,
    unit: 'episodes',
    label: 'Episodes',
    help: 'How many whole episodes are shown, or as many steps as those have.',
  },
} as const satisfies SettingsSchema

export const imitationExperiment: Experiment = {
  name: 'imitation',
  title: 'Learning by being shown',
  summary: 'How close behaviour cloning and DAgger come to the demonstrator.',
  settings: imitationSettings,
  figures: {
    robotReturn: 'Mean return of the robot over 100 fresh episodes, task plus hidden reward.',
    demonstratorReturn: 'Mean return of the demonstrator over the same episodes.',
    shareOfTheWay: '0 as random actions, 1 as the demonstrator.',
    shownSteps: 'Steps that were shown.',
  },
  async run(settings, seed): Promise<Figures> {
    const agent = textOf(settings, 'agent') === 'dagger' ? 'dagger' : 'bc'
    return { ...(await imitate(textOf(settings, 'env'), agent, numberOf(settings, 'episodes'), seed)) }
  },
}
