/** Control worlds with a robot that acts at random, and labels about what it did. */
import { replayControlClip } from '../../../../src/core/clip-replay.ts'
import type { ControlWorld } from '../../../../src/core/environment.ts'
import {
  type Clip,
  type Given,
  LABEL_SCHEMA,
  type LabelContent,
  type LabelOf,
} from '../../../../src/core/label.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { actionSize } from '../../../../src/core/space.ts'
import { randomActions } from '../../../../src/feedback/control/control-answers.ts'
import { ControlFeedback } from '../../../../src/feedback/control/control-feedback.ts'
import type { Experience } from '../../../../src/feedback/control/experience.ts'

/** One robot over whole episodes. */
export function randomExperience(world: ControlWorld, steps: number, seed: number): Experience {
  const environment = world.create()
  const rng = Rng.fromSeed(seed, 'robot')
  const { stateSize } = world
  const { observationSize } = environment
  const perAction = actionSize(world.actionSpace)
  const experience: Experience & {
    readonly states: Float64Array
    readonly ends: Int32Array
  } = {
    robots: 1,
    capacity: steps,
    size: steps,
    added: steps,
    stateSize,
    observationSize,
    actionSize: perAction,
    states: new Float64Array(steps * stateSize),
    observations: new Float32Array(steps * observationSize),
    actions: new Float32Array(steps * perAction),
    rewards: new Float64Array(steps),
    ends: new Int32Array(steps),
    beginning: (step: number) => ({
      start: [...experience.states.subarray(step * stateSize, (step + 1) * stateSize)],
      lead: [],
    }),
  }
  environment.reset(rng)
  let episodeSteps = 0
  for (let step = 0; step < steps; step++) {
    experience.states.set(environment.state, step * stateSize)
    environment.observe(experience.observations, step * observationSize)
    experience.actions.set(randomActions(world, 1, rng), step * perAction)
    environment.step(experience.actions, step * perAction, rng)
    experience.rewards[step] = environment.reward
    episodeSteps++
    if (!environment.terminated && episodeSteps < world.maxEpisodeSteps) continue
    experience.ends[step] = 1
    environment.reset(rng)
    episodeSteps = 0
  }
  return experience
}

/** Labels made so far; what a label's id is decides which members count it. */
let given = 0

/** Ids of labels begin anew. */
export async function openFeedback(
  world: ControlWorld,
  settings: Readonly<Record<string, number | string>> = {},
  seed = 1,
): Promise<ControlFeedback> {
  given = 0
  return ControlFeedback.open({ world, settings, seed, experience: randomExperience(world, 6000, seed) })
}

export function label<Content extends LabelContent>(content: Content, rater = 'person'): Given & Content {
  given++
  const about: Given = {
    schema: LABEL_SCHEMA,
    id: `label-${given}`,
    env: 'world',
    envSettings: {},
    worldHash: '',
    seed: 1,
    rater,
    shownAt: '2026-01-01T00:00:00.000Z',
    answeredAt: '2026-01-01T00:00:01.000Z',
    modelVersion: 0,
    policyStep: 0,
    queryRule: 'uniform',
    reason: '',
    check: null,
    inputDevice: 'keyboard',
    replaces: null,
  }
  return { ...about, ...content }
}

export function trueReturn(world: ControlWorld, clip: Clip): number {
  return replayControlClip(world, clip).rewards.reduce((sum, reward) => sum + reward, 0)
}

/** What the task's reward says, `side` added to the left. */
export function compare(
  world: ControlWorld,
  [left, right]: readonly [Clip, Clip],
  side = 0,
): LabelOf<'compare'> {
  const difference = trueReturn(world, left) - trueReturn(world, right) + side
  const answer = difference === 0 ? 'equal' : difference > 0 ? 'left' : 'right'
  return label({ kind: 'compare', left, right, swapped: false, answer, strength: null })
}

/** Share of fresh pairs with a better side whose better side the model names. */
export function agreementOnFreshPairs(world: ControlWorld, feedback: ControlFeedback, count = 200): number {
  const pairs = feedback.randomPairs(count, Rng.fromSeed(99, 'fresh'))
  const judged = pairs.flatMap(([left, right]) => {
    const difference = trueReturn(world, left) - trueReturn(world, right)
    return difference === 0 ? [] : [feedback.predict(left, right) > 0.5 === difference > 0]
  })
  return judged.filter(right => right).length / judged.length
}

/** Learned reward of one step. */
export function rewardOf(
  feedback: ControlFeedback,
  observation: readonly number[],
  action: readonly number[],
): number {
  const into = new Float64Array(1)
  feedback.stepReward()!(Float32Array.from(observation), Float32Array.from(action), 1, into)
  return into[0]!
}
