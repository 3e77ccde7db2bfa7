/**
 * Labels of real-valued worlds as answers about returns. A correction is a comparison with the rest of the clip; a
 * demonstration, piece by piece, one with what random actions do from the same state and one with something the robots did
 * lately, so that it also says of the places they get to that they are worse (Ibarz et al., "Reward learning from human
 * preferences and demonstrations in Atari", NeurIPS 2018, https://arxiv.org/abs/1811.06521); praise is about the last steps.
 * What a label says never changes, so it is replayed once.
 */
import {
  type Beginning,
  clipFrom,
  momentOf,
  type ReplayedControlClip,
  replayControlClip,
} from '../../core/clip-replay.ts'
import type { ControlWorld } from '../../core/environment.ts'
import type { Clip, Label, LabelKind, LabelOf, Rating } from '../../core/label.ts'
import { Rng } from '../../core/rng.ts'
import { actionSize } from '../../core/space.ts'
import { praiseCredit } from '../praise-credit.ts'
import { ABOVE, BELOW, type Choice, choiceOf } from './answer-likelihood.ts'
import type { ClipSource, ShownSteps } from './clip-source.ts'
import type { StepFeatures } from './step-features.ts'

/** No episode is longer; what an imported clip holds beyond is left out. */
const MOST_STEPS = 1024

/** Work in one go, where there is a clock. */
const BREATH_MILLISECONDS = 200

/** Steps of a clip as the networks see them. */
export interface ClipRows {
  readonly steps: number
  /** [steps x features] */
  readonly rows: Float32Array
}

interface Answered {
  /** Id of the label; a demonstration is several answers of one label. */
  readonly id: string
  readonly rater: string
}

export interface PairAnswer extends Answered {
  readonly kind: Extract<LabelKind, 'compare' | 'correct' | 'demo'>
  readonly left: ClipRows
  readonly right: ClipRows
  readonly choice: Choice
}

export interface RatingAnswer extends Answered {
  readonly kind: 'rate'
  readonly clip: ClipRows
  readonly rating: Rating
}

export interface PraiseAnswer extends Answered {
  readonly kind: 'praise'
  readonly clip: ClipRows
  /** Sums to 1. [steps] */
  readonly credit: Float64Array
  readonly choice: Choice
}

export type Answer = PairAnswer | RatingAnswer | PraiseAnswer

export class ControlAnswers {
  private readonly world: ControlWorld
  private readonly features: StepFeatures
  private readonly pieceSteps: number
  private readonly robots: Pick<ClipSource, 'draw' | 'shown'>
  private known = new Map<string, readonly Answer[]>()
  private readonly seen = new WeakMap<Clip, ClipRows>()

  /** @param pieceSteps length of the pieces a demonstration is cut into. @param robots what the robots did lately. */
  constructor(
    world: ControlWorld,
    features: StepFeatures,
    pieceSteps: number,
    robots: Pick<ClipSource, 'draw' | 'shown'>,
  ) {
    this.robots = robots
    this.world = world
    this.features = features
    this.pieceSteps = pieceSteps
  }

  /**
   * Lives the clips of new labels again. Those that bring whole episodes along take a while: whoever waits is heard in between.
   * @param now milliseconds.
   */
  async prepare(labels: readonly Label[], now: () => number): Promise<void> {
    if (this.world.restoredBy === 'state') return
    let paused = now()
    for (const label of labels) {
      this.of([label])
      if (now() - paused < BREATH_MILLISECONDS) continue
      await new Promise(resolve => setTimeout(resolve))
      paused = now()
    }
  }

  /** Those that say something. @throws PlaygroundError `bad-clip` when a clip does not fit the world. */
  of(labels: readonly Label[]): Answer[] {
    return labels.flatMap(label => {
      const known = this.known.get(label.id)
      if (known) return known
      const answers = this.ofLabel(label)
      this.known.set(label.id, answers)
      return answers
    })
  }

  /** Forgets labels that stand no longer. */
  keep(labels: readonly Label[]): void {
    const standing = new Set(labels.map(({ id }) => id))
    this.known = new Map([...this.known].filter(([id]) => standing.has(id)))
  }

  /** A clip as networks see it. @throws PlaygroundError `bad-clip`. */
  rows(clip: Clip): ClipRows {
    const seen = this.seen.get(clip)
    if (seen) return seen
    const rows = this.rowsOf(this.shown(clip))
    this.seen.set(clip, rows)
    return rows
  }

  /** Where a clip brings its whole episode along, what was seen of it then is looked up. */
  private shown(clip: Clip): ShownSteps {
    const drawn = this.world.restoredBy === 'episode' ? this.robots.shown(clip) : null
    return drawn ?? replayControlClip(this.world, clip)
  }

  private ofLabel(label: Label): Answer[] {
    const { id, rater } = label
    switch (label.kind) {
      case 'compare': {
        const choice = choiceOf(label.answer, label.strength)
        if (choice === null) return []
        const [left, right] = [this.rows(label.left), this.rows(label.right)]
        return [{ id, rater, kind: 'compare', left, right, choice }]
      }
      case 'rate':
        return [{ id, rater, kind: 'rate', clip: this.rows(label.clip), rating: label.rating }]
      case 'praise': {
        const clip = this.rows(label.clip)
        if (clip.steps === 0) return []
        const credit = praiseCredit(label.ages.slice(0, clip.steps))
        return [{ id, rater, kind: 'praise', clip, credit, choice: label.signal === 1 ? ABOVE : BELOW }]
      }
      case 'demo':
        return this.ofDemonstration(label)
      case 'correct': {
        const better = replayControlClip(this.world, label.better)
        const rest = replayControlClip(this.world, label.clip)
        const steps = Math.min(better.steps, rest.steps - label.at)
        if (steps < 1) return []
        const [left, right] = [this.rowsOf(better, 0, steps), this.rowsOf(rest, label.at, steps)]
        return [{ id, rater, kind: 'correct', left, right, choice: ABOVE }]
      }
    }
  }

  private ofDemonstration({ id, rater, clip }: LabelOf<'demo'>): Answer[] {
    const { world, pieceSteps } = this
    const shown = replayControlClip(world, clip)
    const rng = Rng.fromSeed(clip.seed, 'other-behaviour')
    const answers: Answer[] = []
    for (let first = 0; first + 1 < shown.steps; first += pieceSteps) {
      const most = Math.min(pieceSteps, shown.steps - first)
      const moment =
        world.restoredBy === 'episode' ? momentOf(world, clip, first) : stateIn(shown, first, world.stateSize)
      const random = clipFrom(world, moment, clip.seed, randomActions(world, most, rng))
      const other = replayControlClip(world, random)
      const robots = this.robots.draw(rng)
      for (const worse of robots ? [other, replayControlClip(world, robots)] : [other]) {
        // Where the other ends sooner, what comes after it is compared with nothing.
        const steps = Math.min(most, worse.steps)
        const [left, right] = [this.rowsOf(shown, first, steps), this.rowsOf(worse, 0, steps)]
        answers.push({ id, rater, kind: 'demo', left, right, choice: ABOVE })
      }
    }
    return answers
  }

  private rowsOf(replayed: ShownSteps, first = 0, most = replayed.steps): ClipRows {
    const { features } = this
    const steps = Math.max(0, Math.min(most, replayed.steps - first, MOST_STEPS))
    const perAction = actionSize(this.world.actionSpace)
    const rows = new Float32Array(steps * features.size)
    const observations = replayed.observations.subarray(first * features.observationSize)
    features.write(observations, replayed.actions.subarray(first * perAction), steps, rows, 0)
    return { steps, rows }
  }
}

const stateIn = ({ states }: ReplayedControlClip, step: number, size: number): Beginning => ({
  start: [...states.subarray(step * size, (step + 1) * size)],
  lead: [],
})

/** Uniform over the action space, step by step. */
export function randomActions({ actionSpace }: ControlWorld, steps: number, rng: Rng): number[] {
  return Array.from({ length: steps * actionSize(actionSpace) }, (_, i) => {
    if (actionSpace.kind === 'discrete') return rng.integer(actionSpace.n)
    const d = i % actionSpace.low.length
    return actionSpace.low[d]! + (actionSpace.high[d]! - actionSpace.low[d]!) * rng.uniform()
  })
}
