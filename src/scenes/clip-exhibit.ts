/** A clip of a control world at some place of its time, as the scene shows any robot. */
import type { Exhibit } from '../core/exhibit.ts'
import type { ControlClip } from './layers.ts'

const NO_REWARD = { reward: 0, shapingReward: 0, learnedReward: 0 }

/** Steps of a clip of a control world. */
export const stepsOf = ({ states, stateSize }: ControlClip): number => states.length / stateSize - 1

/**
 * What has been reached is not judged: no event, no reward, no thought, for they would tell a person what to answer.
 * @param position steps from the start; beyond the clip's end its end.
 */
export function clipExhibit(clip: ControlClip, position: number): Exhibit {
  const { states, actions, stateSize } = clip
  const steps = stepsOf(clip)
  const place = Math.max(0, Math.min(steps, position))
  const before = Math.min(Math.max(0, steps - 1), Math.floor(place))
  const after = Math.min(steps, before + 1)
  const perAction = steps > 0 ? actions.length / steps : 0
  const at = (step: number) => states.subarray(step * stateSize, (step + 1) * stateSize)
  return {
    moment: null,
    state: at(after),
    previousState: at(before),
    progress: place - before,
    action: perAction > 0 ? Float64Array.from(actions.subarray(before * perAction, after * perAction)) : null,
    thought: null,
    lastReward: NO_REWARD,
    parts: NO_REWARD,
    episodeStep: after,
    finished: 'no',
    event: 'none',
    trail: states.subarray(0, (after + 1) * stateSize),
  }
}
