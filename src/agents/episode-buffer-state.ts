/**
 * Episodes as flat arrays and back. Observations are mostly zeros (one-hot states), so only what is not 0 is kept: its
 * place among all observations laid end to end, each episode's final one behind its steps, and its amount.
 */
import type { AgentState } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import { addStep, type Episode, emptyEpisode } from './episode.ts'

export function saveEpisodes(episodes: readonly Episode[], observationSize: number): AgentState['arrays'] {
  const places: number[] = []
  const amounts: number[] = []
  let start = 0
  const keep = (observations: Float32Array, length: number) => {
    for (let i = 0; i < length; i++) {
      if (observations[i] === 0) continue
      places.push(start + i)
      amounts.push(observations[i]!)
    }
    start += length
  }
  for (const { observations, rewards, finalObservation } of episodes) {
    keep(observations, rewards.length * observationSize)
    keep(finalObservation, observationSize)
  }
  return {
    'episodes.lengths': Int32Array.from(episodes, episode => episode.rewards.length),
    'episodes.terminated': Int32Array.from(episodes, episode => (episode.terminated ? 1 : 0)),
    'episodes.actions': Float32Array.from(episodes.flatMap(episode => episode.actions)),
    'episodes.rewards': Float64Array.from(episodes.flatMap(episode => episode.rewards)),
    'episodes.places': Int32Array.from(places),
    'episodes.amounts': Float32Array.from(amounts),
  }
}

/**
 * @param atLeast how many episodes there must be.
 * @throws PlaygroundError `bad-checkpoint` when an array is missing or the lengths do not agree.
 */
export function loadEpisodes(
  state: AgentState,
  atLeast: number,
  observationSize: number,
  actionSize: number,
): Episode[] {
  const lengths = savedArray(state, 'episodes.lengths', Int32Array)
  const steps = lengths.reduce((sum, length) => sum + length, 0)
  if (lengths.length < atLeast || lengths.some(length => length < 0)) {
    throw refusal('episodes.lengths', `${lengths.length} lengths`, `at least ${atLeast}, none below 0`)
  }
  const terminated = savedArray(state, 'episodes.terminated', Int32Array, lengths.length)
  const actions = savedArray(state, 'episodes.actions', Float32Array, steps * actionSize)
  const rewards = savedArray(state, 'episodes.rewards', Float64Array, steps)
  const observations = loadObservations(state, (steps + lengths.length) * observationSize)

  let step = 0
  let row = 0
  const observation = (at: number) => observations.subarray(at * observationSize, (at + 1) * observationSize)
  return Array.from(lengths, (length, i) => {
    const episode = emptyEpisode(observationSize)
    for (const end = step + length; step < end; step++) {
      const action = actions.subarray(step * actionSize, (step + 1) * actionSize)
      addStep(episode, observation(row++), action, rewards[step]!, observation(row))
    }
    row++
    episode.terminated = terminated[i] === 1
    return episode
  })
}

function loadObservations(state: AgentState, length: number): Float32Array {
  const places = savedArray(state, 'episodes.places', Int32Array)
  const amounts = savedArray(state, 'episodes.amounts', Float32Array, places.length)
  const observations = new Float32Array(length)
  places.forEach((place, i) => {
    if (place < 0 || place >= length) throw refusal('episodes.places', `${place}`, `below ${length}`)
    observations[place] = amounts[i]!
  })
  return observations
}

/** @param length that it must have, if any. */
function savedArray<Numbers extends Int32Array | Float32Array | Float64Array>(
  state: AgentState,
  name: string,
  type: new (length: number) => Numbers,
  length?: number,
): Numbers {
  const saved = state.arrays[name]
  if (saved instanceof type && (length === undefined || saved.length === length)) return saved
  const found = saved === undefined ? 'missing' : `${saved.constructor.name} of ${saved.length}`
  throw refusal(name, found, `${type.name}${length === undefined ? '' : ` of ${length}`}`)
}

function refusal(name: string, found: string, expected: string): PlaygroundError {
  const path = `agent.arrays.${name}`
  return new PlaygroundError('bad-checkpoint', `${path} is ${found}; expected ${expected}.`, { path })
}
