/** Reads the loop's and the books' part of a checkpoint over real-valued states back, checking every number. */
import type { ControlWorld } from '../core/environment.ts'
import type { Place } from './checkpoint.ts'
import type { ControlLog } from './control-log.ts'
import type { ControlLoopState } from './control-loop.ts'
import { readPasts } from './episode-past.ts'
import { readCurves, readRng } from './run-state.ts'

export interface ControlSizes {
  readonly robots: number
  readonly stateSize: number
  readonly actionSize: number
  readonly restoredBy: ControlWorld['restoredBy']
}

export function readControlLoop(place: Place, sizes: ControlSizes): ControlLoopState {
  const { robots, stateSize, actionSize } = sizes
  const ended = place.at('ended').array('Int32Array', robots)
  if (ended.some(flag => flag !== 0 && flag !== 1)) throw place.at('ended').refusal('zeros and ones')
  return {
    steps: place.at('steps').whole(0),
    states: finite(place.at('states'), 'Float64Array', robots * stateSize),
    ended,
    action: finite(place.at('action'), 'Float32Array', actionSize),
    agentRng: readRng(place.at('agentRng')),
    environmentRng: readRng(place.at('environmentRng')),
    ...(sizes.restoredBy === 'episode' && { pasts: readPasts(place.at('pasts'), sizes, robots) }),
  }
}

export function readControlLog(place: Place, { robots }: ControlSizes): ReturnType<ControlLog['save']> {
  const episodeSteps = place.at('episodeSteps').array('Int32Array', robots)
  if (episodeSteps.some(steps => steps < 0)) throw place.at('episodeSteps').refusal('counts')
  return {
    episode: place.at('episode').whole(0),
    curves: readCurves(place.at('curves')),
    episodeSteps,
    rewards: finite(place.at('rewards'), 'Float64Array', robots),
    shapingRewards: finite(place.at('shapingRewards'), 'Float64Array', robots),
    // Files from before reward models knew these worlds have none.
    learnedRewards: orZeros(place.at('learnedRewards'), robots),
    last: readLast(place.at('last')),
  }
}

const orZeros = (place: Place, length: number) =>
  place.value === undefined ? new Float64Array(length) : finite(place, 'Float64Array', length)

/** Reward, shaping and learned reward; the last of them is 0 in older files. [3] */
function readLast(place: Place) {
  const last = new Float64Array(3)
  last.set(finite(place, 'Float64Array', place.anyArray().length === 2 ? 2 : 3))
  return last
}

function finite<Name extends 'Float64Array' | 'Float32Array'>(place: Place, name: Name, length: number) {
  const array = place.array(name, length)
  if (!array.every(number => Number.isFinite(number))) throw place.refusal('finite numbers')
  return array
}
