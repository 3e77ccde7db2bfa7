/**
 * What the hand-written policies of Gymnasium's Box2D robots get here: the same task gives the same returns. Gymnasium 1.3.0
 * gives, over 100 episodes (seeds 0 to 99): LunarLander 252.8, Continuous 280.3, BipedalWalker 59.8 in one world that serves
 * all episodes, Hardcore -65.2 (40 episodes).
 */
import type { ControlWorld } from '../core/environment.ts'
import { loadWorld } from '../core/load-world.ts'
import { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingsSchema, textOf } from '../core/settings.ts'
import { actionSize } from '../core/space.ts'
import { BipedalWalker } from '../envs/box2d/bipedal-walker.ts'
import { PhysicsEnvironment } from '../envs/box2d/physics-environment.ts'
import { environmentById } from '../envs/registry.ts'
import type { Experiment, Figures } from './experiment.ts'
import { type HandWritten, landerByHand, WalkerByHand } from './heuristic-policies.ts'
import { numpyDraws } from './numpy-draws.ts'

const byHand = {
  'LunarLander-v3': () => landerByHand(false),
  'LunarLanderContinuous-v3': () => landerByHand(true),
  'BipedalWalker-v3': () => new WalkerByHand(),
  'BipedalWalkerHardcore-v3': () => new WalkerByHand(),
} satisfies Record<string, () => HandWritten>
type Robot = keyof typeof byHand

const GOOD = 200

const settings = {
  draws: {
    kind: 'choice',
    default: 'gymnasium',
    options: [
      { value: 'gymnasium', label: "Gymnasium's" },
      { value: 'own', label: 'Our own' },
    ],
    label: 'Chances',
    help: "Whose random draws: Gymnasium's of the seeds from the seed on, one per episode, which gives its very episodes; or our own.",
  },
  env: {
    kind: 'choice',
    default: 'LunarLander-v3',
    options: Object.keys(byHand).map(id => ({ value: id, label: environmentById(id).title })),
    label: 'Robot',
    help: 'Which robot is steered by its hand-written rules.',
  },
  episodes: {
    kind: 'number',
    default: 100,
    min: 1,
    max: 10_000,
    integer: true,
    label: 'Episodes',
    help: 'How many episodes are run, each with a random stream of its own.',
  },
  reuseWorld: {
    kind: 'boolean',
    default: true,
    label: 'One world for all',
    help: 'Lets one engine world serve all episodes of a walker, as Gymnasium does; otherwise each has a new one, as in training.',
  },
} as const satisfies SettingsSchema

export const heuristicExperiment: Experiment = {
  name: 'heuristic',
  title: 'Hand-written policies',
  summary: "the returns of Gymnasium's hand-written policies on the Box2D robots, to compare with its own",
  settings,
  figures: {
    env: 'Identifier of the robot.',
    episodes: 'Episodes that were run.',
    mean: 'Mean undiscounted return.',
    standardError: 'Standard error of the mean.',
    standardDeviation: 'Standard deviation of the returns.',
    share200: 'Share of episodes with a return of 200 or more, in [0, 1].',
    meanLength: 'Mean length of an episode, steps.',
    truncated: 'Share of episodes that ended by their length alone, in [0, 1].',
    returns: 'Return of each episode.',
  },
  async run(values, seed, { note }): Promise<Figures> {
    const id = textOf(values, 'env') as Robot
    const episodes = numberOf(values, 'episodes')
    const world = await loadWorld(environmentById(id), {})
    if (world.form !== 'control') throw new TypeError(`${id} is a robot.`)
    const environment = robotOf(id, world, flagOf(values, 'reuseWorld'))
    const begin = (episode: number) =>
      textOf(values, 'draws') === 'gymnasium'
        ? environment.resetWith(numpyDraws((seed + episode) >>> 0))
        : environment.reset(Rng.fromSeed(seed, `episode ${episode}`))
    const results = Array.from({ length: episodes }, (_, episode) => {
      if (episode > 0 && episode % 25 === 0) note(`${episode} of ${episodes} episodes`)
      begin(episode)
      return runEpisode(world, environment, byHand[id]())
    })
    return { env: id, episodes, ...summary(results, world.maxEpisodeSteps) }
  },
}

function robotOf(id: Robot, world: ControlWorld, keepsWorld: boolean): PhysicsEnvironment {
  if (id.startsWith('BipedalWalker') && keepsWorld) {
    return new PhysicsEnvironment(new BipedalWalker({ isHardcore: id.includes('Hardcore'), keepsWorld }))
  }
  const environment = world.create()
  if (environment instanceof PhysicsEnvironment) return environment
  throw new TypeError(`${id} is moved by an engine.`)
}

interface Result {
  readonly total: number
  readonly steps: number
  readonly terminated: boolean
}

function runEpisode(
  { actionSpace, maxEpisodeSteps }: ControlWorld,
  environment: PhysicsEnvironment,
  policy: HandWritten,
): Result {
  const observation = new Float32Array(environment.observationSize)
  const action = new Float32Array(actionSize(actionSpace))
  let total = 0
  let steps = 0
  policy.begin()
  do {
    environment.observe(observation, 0)
    policy.act(observation, action)
    environment.step(action, 0)
    total += environment.reward
    steps++
  } while (!environment.terminated && steps < maxEpisodeSteps)
  return { total, steps, terminated: environment.terminated }
}

function summary(results: readonly Result[], limit: number) {
  const count = results.length
  const meanOf = (of: (result: Result) => number) =>
    results.reduce((sum, result) => sum + of(result), 0) / count
  const mean = meanOf(({ total }) => total)
  const variance = count > 1 ? (meanOf(({ total }) => (total - mean) ** 2) * count) / (count - 1) : 0
  return {
    mean,
    standardError: Math.sqrt(variance / count),
    standardDeviation: Math.sqrt(variance),
    share200: meanOf(({ total }) => (total >= GOOD ? 1 : 0)),
    meanLength: meanOf(({ steps }) => steps),
    truncated: meanOf(({ steps, terminated }) => (steps >= limit && !terminated ? 1 : 0)),
    returns: results.map(({ total }) => total),
  }
}
