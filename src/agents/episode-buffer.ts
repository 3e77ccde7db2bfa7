/**
 * Episodes under way in parallel environments, and those that have ended and wait to be learnt from. Everything is plain
 * data, so that it can be saved in the middle of an episode.
 */
import type { AgentState, Batch } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import { loadArray } from './learner-state.ts'

/** One episode, or a piece of a long one, growing step by step. */
export interface Episode {
  /** s_0 ... s_{T-1} one behind the other, then room to grow. */
  observations: Float32Array
  readonly actions: number[]
  readonly rewards: number[]
  /** Did the MDP end with the last step? */
  terminated: boolean
  /** What followed the last step. [observationSize] */
  readonly finalObservation: Float32Array
}

export class EpisodeBuffer {
  /** Ended episodes in the order they ended. */
  ended: Episode[] = []
  private underWay: Episode[]
  private readonly observationSize: number

  constructor(environments: number, observationSize: number) {
    this.observationSize = observationSize
    this.underWay = Array.from({ length: environments }, () => this.emptyEpisode())
  }

  /** Enters one step of every environment. @param longest steps after which an episode is cut as if truncated. */
  add(
    { size, observations, actions, rewards, nextObservations, terminated, truncated }: Batch,
    longest: number,
  ): void {
    const width = this.observationSize
    for (let i = 0; i < size; i++) {
      const episode = this.underWay[i]!
      append(episode, observations.subarray(i * width, (i + 1) * width))
      episode.actions.push(actions[i]!)
      episode.rewards.push(rewards[i]!)
      if (!terminated[i] && !truncated[i] && episode.actions.length < longest) continue
      episode.terminated = terminated[i] === 1
      episode.finalObservation.set(nextObservations.subarray(i * width, (i + 1) * width))
      this.ended.push(episode)
      this.underWay[i] = this.emptyEpisode()
    }
  }

  /** The ended episodes, which leave the buffer. */
  take(): Episode[] {
    const { ended } = this
    this.ended = []
    return ended
  }

  /** Arrays of all episodes, those under way first. Of an observation only what is not 0 is kept. */
  save(): AgentState['arrays'] {
    const episodes = [...this.underWay, ...this.ended]
    const sparse = toSparse(
      episodes.flatMap(episode => [usedPart(episode, this.observationSize), episode.finalObservation]),
    )
    return {
      episodeLengths: Int32Array.from(episodes, episode => episode.actions.length),
      episodeTerminated: Int32Array.from(episodes, episode => (episode.terminated ? 1 : 0)),
      episodeActions: Int32Array.from(episodes.flatMap(episode => episode.actions)),
      episodeRewards: Float64Array.from(episodes.flatMap(episode => episode.rewards)),
      observationPlaces: sparse.places,
      observationAmounts: sparse.amounts,
    }
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    throw new PlaygroundError('bad-checkpoint', String(state) + loadArray.name)
  }

  private emptyEpisode(): Episode {
    return {
      observations: new Float32Array(16 * this.observationSize),
      actions: [],
      rewards: [],
      terminated: false,
      finalObservation: new Float32Array(this.observationSize),
    }
  }
}

/** Call before the step's action is entered. */
function append(episode: Episode, observation: Float32Array): void {
  const offset = episode.actions.length * observation.length
  if (offset + observation.length > episode.observations.length) {
    const larger = new Float32Array(2 * episode.observations.length)
    larger.set(episode.observations)
    episode.observations = larger
  }
  episode.observations.set(observation, offset)
}
const usedPart = (e: Episode, w: number) => e.observations.subarray(0, e.actions.length * w)
function toSparse(_: Float32Array[]) {
  return { places: new Int32Array(0), amounts: new Float32Array(0) }
}
