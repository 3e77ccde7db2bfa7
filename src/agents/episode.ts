/** What a learner from whole episodes keeps of one. */

/** One episode, or a piece of a long one, growing step by step. */
export interface Episode {
  /** One observation a step, then room to grow. [T and more x observationSize] */
  observations: Float32Array
  /** As drawn. [T x actionSize] */
  readonly actions: number[]
  /** [T] */
  readonly rewards: number[]
  /** Did the MDP end with the last step? Else it was cut. */
  terminated: boolean
  /** What followed the last step so far. [observationSize] */
  readonly finalObservation: Float32Array
}

export function emptyEpisode(observationSize: number): Episode {
  return {
    observations: new Float32Array(16 * observationSize),
    actions: [],
    rewards: [],
    terminated: false,
    finalObservation: new Float32Array(observationSize),
  }
}

/** @param action [actionSize] @param nextObservation what followed, before any reset. */
export function addStep(
  episode: Episode,
  observation: Float32Array,
  action: Float32Array,
  reward: number,
  nextObservation: Float32Array,
): void {
  const offset = episode.rewards.length * observation.length
  if (offset + observation.length > episode.observations.length) {
    const larger = new Float32Array(2 * episode.observations.length)
    larger.set(episode.observations)
    episode.observations = larger
  }
  episode.observations.set(observation, offset)
  for (let i = 0; i < action.length; i++) episode.actions.push(action[i]!)
  episode.rewards.push(reward)
  episode.finalObservation.set(nextObservation)
}
