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

  constructor(environments: number, observationSize: number) {
    this.observationSize = observationSize
    this.underWay = Array.from({ length: environments }, () => emptyEpisode(observationSize))
  }

  /** Episodes that wait. */
  get waiting(): number {
    return this.ended.length
  }

  /**
   * Enters one step of every environment. Where a step does not go on from the one before (learning was off in between),
   * the episode is cut and another begins.
   * @param longest steps after which an episode is cut.
   */
  add(batch: Batch, longest: number): void {
    for (let i = 0; i < batch.size; i++) {
      const row = (observations: Float32Array) =>
        observations.subarray(i * this.observationSize, (i + 1) * this.observationSize)
      const observation = row(batch.observations)
      if (!goesOn(this.underWay[i]!, observation)) this.end(i, false)
      const episode = this.underWay[i]!
      addStep(episode, observation, batch.actions[i]!, batch.rewards[i]!, row(batch.nextObservations))
      const terminated = batch.terminated[i] === 1
      if (terminated || batch.truncated[i] === 1 || episode.actions.length >= longest) this.end(i, terminated)
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
    const episodes = loadEpisodes(state, environments, this.observationSize)
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

const goesOn = ({ actions, finalObservation }: Episode, observation: Float32Array): boolean =>
  actions.length === 0 || finalObservation.every((value, i) => value === observation[i])
