/**
 * Episodes under way in parallel environments, and those that have ended and wait to be learnt from. All of it can be saved
 * in the middle of an episode.
 */
import type { AgentState, Batch } from '../core/agent.ts'
import { addStep, type Episode, emptyEpisode } from './episode.ts'
import { loadEpisodes, saveEpisodes } from './episode-buffer-state.ts'

export class EpisodeBuffer {
  private underWay: Episode[]
  /** In the order they ended. */
  private ended: Episode[] = []
  private readonly observationSize: number
  private readonly actionSize: number

  constructor(environments: number, observationSize: number, actionSize: number) {
    this.observationSize = observationSize
    this.actionSize = actionSize
    this.underWay = Array.from({ length: environments }, () => emptyEpisode(observationSize))
  }

  /** Episodes that wait. */
  get waiting(): number {
    return this.ended.length
  }

  /**
   * Enters one step of every environment. Where a step does not go on from the one before (learning was off in between),
   * the episode is cut and another begins.
   * @param actions as drawn, before a box cut them. [size x actionSize]
   * @param longest steps after which an episode is cut.
   */
  add(batch: Batch, actions: Float32Array, longest: number): void {
    for (let i = 0; i < batch.size; i++) {
      const row = (observations: Float32Array) =>
        observations.subarray(i * this.observationSize, (i + 1) * this.observationSize)
      const observation = row(batch.observations)
      if (!goesOn(this.underWay[i]!, observation)) this.end(i, false)
      const episode = this.underWay[i]!
      const action = actions.subarray(i * this.actionSize, (i + 1) * this.actionSize)
      addStep(episode, observation, action, batch.rewards[i]!, row(batch.nextObservations))
      const terminated = batch.terminated[i] === 1
      if (terminated || batch.truncated[i] === 1 || episode.rewards.length >= longest) this.end(i, terminated)
    }
  }

  /** The waiting episodes, which leave the buffer. */
  take(): Episode[] {
    const { ended } = this
    this.ended = []
    return ended
  }

  save(): AgentState['arrays'] {
    return saveEpisodes([...this.underWay, ...this.ended], this.observationSize)
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    const environments = this.underWay.length
    const episodes = loadEpisodes(state, environments, this.observationSize, this.actionSize)
    this.underWay = episodes.slice(0, environments)
    this.ended = episodes.slice(environments)
  }

  private end(environment: number, terminated: boolean): void {
    const episode = this.underWay[environment]!
    episode.terminated = terminated
    this.ended.push(episode)
    this.underWay[environment] = emptyEpisode(this.observationSize)
  }
}

const goesOn = ({ rewards, finalObservation }: Episode, observation: Float32Array): boolean =>
  rewards.length === 0 || finalObservation.every((value, i) => value === observation[i])
