/**
 * Demonstrators for every world. In a grid world it plans exactly, for task and hidden reward together. In a world of real
 * numbers it is the deterministic policy of a learner that was trained on the task reward, always the same one (seed and
 * steps are fixed), the best that came up on the way.
 */
import { clipFrom, replayClip, replayControlClip } from '../core/clip-replay.ts'
import type { ControlWorld, TabularWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { Clip } from '../core/label.ts'
import { loadWorld } from '../core/load-world.ts'
import { type Plan, valueIteration } from '../core/planning.ts'
import { type PolicySnapshot, think } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import { NO_SHAPING } from '../core/run-config.ts'
import { decodeSettings, type SettingValues } from '../core/settings.ts'
import { actionSize } from '../core/space.ts'
import { sampleOutcome, sampleStart } from '../core/tabular-model.ts'
import { environmentById } from '../envs/registry.ts'
import type { ClipStart, Demonstrator } from '../feedback/demonstrator.ts'
import { createRun } from './run.ts'

/** Below 1, so that of two ways to the same end the shorter is better. */
const DISCOUNT = 0.99
/** Looks at the policy while it is trained. */
const EXAMS = 20
const EXAM_EPISODES = 20
/** A stream of its own: the demonstrator knows none of the episodes that others are measured on. */
const EXAM_SEED = 90_001
const TRAINING_SEED = 1
/** Steps of an episode where the world has no limit. */
const LONGEST = 200

/** Who is trained for a world, and the mean return that it may stop at. */
interface Training {
  readonly agent: string
  readonly steps: number
  readonly goodReturn: number
}

const TRAININGS: Readonly<Record<string, Training>> = {
  'CartPole-v1': { agent: 'ppo', steps: 100_000, goodReturn: 500 },
  'Acrobot-v1': { agent: 'ppo', steps: 100_000, goodReturn: -85 },
  'MountainCar-v0': { agent: 'dqn', steps: 120_000, goodReturn: -105 },
  'MountainCarContinuous-v0': { agent: 'sac', steps: 30_000, goodReturn: 93 },
  'Pendulum-v1': { agent: 'sac', steps: 15_000, goodReturn: -140 },
}

/** Worlds of one length, whose demonstrators learn where episodes end. */
const TRAINED_IN: Readonly<Record<string, string>> = {
  'AcrobotFixed-v0': 'Acrobot-v1',
  'MountainCarFixed-v0': 'MountainCar-v0',
  'MountainCarContinuousFixed-v0': 'MountainCarContinuous-v0',
}

/** Made once for each world and kept: training one takes seconds. */
const known = new Map<string, Promise<Demonstrator>>()

/** @throws PlaygroundError for unknown worlds and settings. */
export function demonstratorFor(env: string, envSettings: SettingValues): Promise<Demonstrator> {
  const definition = environmentById(env)
  const decoded = decodeSettings(definition.settings, envSettings, 'env')
  const key = `${env} ${JSON.stringify(decoded)}`
  const before = known.get(key)
  if (before) return before
  const made = loadWorld(definition, decoded).then(world => makeDemonstrator(env, decoded, world))
  known.set(key, made)
  // One that could not be made may be tried again.
  made.catch(() => known.delete(key))
  return made
}

async function makeDemonstrator(
  env: string,
  envSettings: SettingValues,
  world: TabularWorld | ControlWorld,
): Promise<Demonstrator> {
  if (world.form === 'tabular') return gridDemonstrator(world)
  return policyDemonstrator(world, await trainedPolicy(env, envSettings, world))
}

/** Plans for `reward` (task plus hidden reward unless told otherwise). [K] */
export function gridDemonstrator(world: TabularWorld, reward = trueReward(world)): Demonstrator {
  const { model } = world
  const { greedy } = planFor(world, reward)
  const best = (state: ClipStart | Float64Array): readonly number[] => [
    greedy[stateIndex(state, model.states)]!,
  ]
  return {
    best,
    start: seed => sampleStart(model, Rng.fromSeed(seed, 'demonstration')),
    play(start, seed, steps) {
      const rng = Rng.fromSeed(seed, 'clip')
      const actions: number[] = []
      let state = stateIndex(start, model.states)
      while (actions.length < steps) {
        const action = greedy[state]!
        const outcome = sampleOutcome(model, state, action, rng)
        actions.push(action)
        state = model.next[outcome]!
        if (model.terminated[outcome]) break
      }
      return { start, seed, actions }
    },
  }
}

/** The exact optimum for a reward by outcome. [K] */
export const planFor = ({ model }: TabularWorld, reward: Float64Array): Plan =>
  valueIteration(model, { discount: DISCOUNT, reward })

/** Task plus hidden reward, by outcome. [K] */
export const trueReward = ({ model, hiddenReward }: TabularWorld): Float64Array =>
  model.reward.map((reward, k) => reward + (hiddenReward?.[k] ?? 0))

/** Does what a policy would, in a world of real numbers. */
export function policyDemonstrator(world: ControlWorld, policy: PolicySnapshot): Demonstrator {
  const environment = world.create()
  const observation = new Float32Array(environment.observationSize)
  const perAction = actionSize(world.actionSpace)
  const act = (): number[] => {
    environment.observe(observation, 0)
    return [...think(policy, observation).action]
  }
  return {
    best(state) {
      environment.state.set(wholeState(state, world.stateSize))
      return act()
    },
    start(seed) {
      environment.reset(Rng.fromSeed(seed, 'demonstration'))
      return [...environment.state]
    },
    play(start, seed, steps, lead = []): Clip {
      const rng = Rng.fromSeed(seed, 'clip')
      const actions: number[] = []
      environment.reset(rng)
      environment.state.set(wholeState(start, world.stateSize))
      for (let at = 0; at < lead.length; at += perAction) environment.step(lead, at, rng)
      for (let step = 0; step < steps; step++) {
        const action = act()
        environment.step(action, 0, rng)
        actions.push(...action)
        if (environment.terminated) break
      }
      return clipFrom(world, { start, lead }, seed, actions)
    },
  }
}

/** Mean undiscounted return of episodes she plays from their start, task plus hidden reward. */
export function demonstratorReturn(
  world: TabularWorld | ControlWorld,
  demonstrator: Demonstrator,
  episodes: number,
  seed: number,
): number {
  const reward = world.form === 'tabular' ? trueReward(world) : new Float64Array(0)
  let sum = 0
  for (let episode = 0; episode < episodes; episode++) {
    const luck = Rng.fromSeed(seed, `demonstrated/${episode}`).uint32()
    const clip = demonstrator.play(demonstrator.start(luck), luck, world.maxEpisodeSteps ?? LONGEST)
    const rewards =
      world.form === 'control'
        ? replayControlClip(world, clip).rewards
        : Float64Array.from(replayClip(world.model, clip).outcomes, k => reward[k]!)
    for (const amount of rewards) sum += amount / episodes
  }
  return sum
}

/** For a world that nobody has tried to find a better one for. */
const usualTraining = ({ actionSpace, solvedReturn }: ControlWorld): Training => ({
  ...(actionSpace.kind === 'discrete' ? { agent: 'ppo', steps: 100_000 } : { agent: 'sac', steps: 30_000 }),
  goodReturn: solvedReturn ?? Number.POSITIVE_INFINITY,
})

async function trainedPolicy(
  env: string,
  envSettings: SettingValues,
  world: ControlWorld,
): Promise<PolicySnapshot> {
  const place = TRAINED_IN[env] ?? env
  const training = TRAININGS[place] ?? usualTraining(world)
  const { agent, steps, goodReturn } = training
  const run = await createRun({
    env: place,
    envSettings,
    agent,
    agentSettings: {},
    reward: NO_SHAPING,
    seed: TRAINING_SEED,
  })
  try {
    if (run.form !== 'control') throw new PlaygroundError('not-control', `${env} is a grid world.`)
    let best = run.snapshot()
    let bestReturn = Number.NEGATIVE_INFINITY
    for (let exam = 1; exam <= EXAMS && bestReturn < goodReturn; exam++) {
      run.advance((exam * steps) / EXAMS - run.step)
      const { meanReturn } = run.evaluate(EXAM_EPISODES, EXAM_SEED)
      if (meanReturn <= bestReturn) continue
      best = run.snapshot()
      bestReturn = meanReturn
    }
    return best
  } finally {
    run.dispose()
  }
}

function stateIndex(state: ClipStart | Float64Array, states: number): number {
  if (typeof state === 'number' && Number.isInteger(state) && state >= 0 && state < states) return state
  throw new PlaygroundError(
    'bad-clip',
    `A demonstration starts in ${String(state).slice(0, 60)}; expected a whole number below ${states}.`,
  )
}

function wholeState(state: ClipStart | Float64Array, size: number): ArrayLike<number> {
  if (typeof state !== 'number' && state.length === size) return state
  throw new PlaygroundError(
    'bad-clip',
    `A demonstration starts in ${String(state).slice(0, 60)}; expected ${size} numbers.`,
  )
}
