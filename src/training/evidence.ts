/**
 * What people have said, for learners that need no reward model: clips replayed into the steps that a learner sees. States of
 * grid worlds come as one-hot vectors, as the loop gives them.
 *
 * A correction is both: its better part is a demonstration, and it is preferred to what the robot went on to do, over as many
 * steps as both have. Ratings say nothing about single steps and are left to reward models.
 */
import type { ClipSteps, Evidence } from '../core/agent.ts'
import { replayClip, replayControlClip } from '../core/clip-replay.ts'
import type { World } from '../core/environment.ts'
import type { Clip, Comparison, Label } from '../core/label.ts'
import { praiseCredit, REACTION_DELAY, type ReactionDelay } from '../feedback/praise-credit.ts'

/** P(left) that an answer states; null where it says nothing. */
const TARGETS: Readonly<Record<Comparison, number | null>> = {
  left: 1,
  right: 0,
  equal: 0.5,
  'cant-tell': null,
}

/**
 * @param labels those that stand. @param delay of people's reactions to what they praise; null to know of none.
 * @throws PlaygroundError `bad-clip` when a clip does not fit the world.
 */
export function evidenceOf(
  world: World,
  labels: readonly Label[],
  delay: ReactionDelay | null = REACTION_DELAY,
): Evidence {
  const parts = emptyParts()
  for (const label of labels) {
    if (label.kind === 'demo') parts.demonstrations.push(stepsOf(world, label.clip))
    if (label.kind === 'compare') {
      const target = TARGETS[label.answer]
      if (target === null) continue
      parts.left.push(stepsOf(world, label.left))
      parts.right.push(stepsOf(world, label.right))
      parts.targets.push(target)
    }
    if (label.kind === 'correct') {
      const better = stepsOf(world, label.better)
      const rest = cut(stepsOf(world, label.clip), label.at, Number.POSITIVE_INFINITY)
      parts.demonstrations.push(better)
      const length = Math.min(better.length, rest.length)
      if (length === 0) continue
      parts.left.push(cut(better, 0, length))
      parts.right.push(cut(rest, 0, length))
      parts.targets.push(1)
    }
    if (label.kind === 'praise') {
      const steps = stepsOf(world, label.clip)
      parts.praised.push(steps)
      parts.credit.push(...praiseCredit(label.ages.slice(0, steps.length), delay))
      parts.signals.push(label.signal)
    }
  }
  return evidenceFrom(parts)
}

/** Steps of one clip. */
interface Steps {
  readonly length: number
  /** [length x observationSize] */
  readonly observations: Float32Array
  /** [length x actionSize] */
  readonly actions: Float32Array
}

/** Clips replayed before: one answer more does not replay all the others again. */
const replayed = new WeakMap<World, WeakMap<Clip, Steps>>()

/** The steps of a clip as a learner sees them, up to where the MDP ended. @throws PlaygroundError `bad-clip`. */
export function stepsOf(world: World, clip: Clip): Steps {
  const known = replayed.get(world) ?? new WeakMap<Clip, Steps>()
  replayed.set(world, known)
  const steps = known.get(clip) ?? replay(world, clip)
  known.set(clip, steps)
  return steps
}

function replay(world: World, clip: Clip): Steps {
  if (world.form === 'control') {
    const { steps, observations, actions } = replayControlClip(world, clip)
    return { length: steps, observations, actions }
  }
  const { states, outcomes } = replayClip(world.model, clip)
  const { length } = outcomes
  const observations = new Float32Array(length * world.model.states)
  for (let step = 0; step < length; step++) observations[step * world.model.states + states[step]!] = 1
  return { length, observations, actions: Float32Array.from(clip.actions.slice(0, length)) }
}

interface Parts {
  readonly demonstrations: Steps[]
  readonly left: Steps[]
  readonly right: Steps[]
  readonly targets: number[]
  readonly praised: Steps[]
  readonly credit: number[]
  readonly signals: number[]
}

const emptyParts = (): Parts => ({
  demonstrations: [],
  left: [],
  right: [],
  targets: [],
  praised: [],
  credit: [],
  signals: [],
})

function evidenceFrom(parts: Parts): Evidence {
  return {
    demonstrations: joined(parts.demonstrations),
    preferences: {
      left: joined(parts.left),
      right: joined(parts.right),
      targets: Float64Array.from(parts.targets),
    },
    praise: {
      clips: joined(parts.praised),
      credit: Float64Array.from(parts.credit),
      signals: Float64Array.from(parts.signals),
    },
  }
}

function cut({ length, observations, actions }: Steps, from: number, to: number): Steps {
  const [first, end] = [Math.min(from, length), Math.min(to, length)]
  const part = (numbers: Float32Array) => {
    const width = length === 0 ? 0 : numbers.length / length
    return numbers.subarray(first * width, end * width)
  }
  return { length: end - first, observations: part(observations), actions: part(actions) }
}

function joined(clips: readonly Steps[]): ClipSteps {
  const starts = new Int32Array(clips.length + 1)
  clips.forEach(({ length }, i) => {
    starts[i + 1] = starts[i]! + length
  })
  return {
    starts,
    observations: concatenated(clips.map(({ observations }) => observations)),
    actions: concatenated(clips.map(({ actions }) => actions)),
  }
}

function concatenated(arrays: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const array of arrays) {
    whole.set(array, at)
    at += array.length
  }
  return whole
}
