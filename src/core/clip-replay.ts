/** Replays a clip: start state, seed and actions give the same outcomes everywhere. */
import { PlaygroundError } from './errors.ts'
import type { Clip } from './label.ts'
import { Rng } from './rng.ts'
import { sampleOutcome, type TabularModel } from './tabular-model.ts'

export interface ReplayedClip {
  /** States visited, the start first. [T + 1] */
  readonly states: Int32Array
  /** Outcome of each step, an index into the model's tables. [T] */
  readonly outcomes: Int32Array
}

/** @throws PlaygroundError `bad-clip` when the start or an action is outside the model. */
export function replayClip(model: TabularModel, clip: Clip): ReplayedClip {
  if (!(clip.start >= 0 && clip.start < model.states)) {
    throw new PlaygroundError(
      'bad-clip',
      `Clip starts in state ${clip.start}; the world has ${model.states}.`,
    )
  }
  const rng = Rng.fromSeed(clip.seed, 'clip')
  const states: number[] = [clip.start]
  const outcomes: number[] = []
  for (const action of clip.actions) {
    if (!(action >= 0 && action < model.actions)) {
      throw new PlaygroundError('bad-clip', `Clip holds action ${action}; the world has ${model.actions}.`)
    }
    const outcome = sampleOutcome(model, states.at(-1)!, action, rng)
    outcomes.push(outcome)
    states.push(model.next[outcome]!)
    if (model.terminated[outcome]) break
  }
  return { states: Int32Array.from(states), outcomes: Int32Array.from(outcomes) }
}
