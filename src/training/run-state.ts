/** Reads the loop's and the books' part of a checkpoint back, checking every index against the world. */
import type { RngState } from '../core/rng.ts'
import type { Evaluation } from '../core/run-config.ts'
import type { TabularModel } from '../core/tabular-model.ts'
import type { Place } from './checkpoint.ts'
import { EpisodeCurves } from './curves.ts'
import type { EpisodeLog } from './episode-log.ts'
import { type EpisodeTape, LONGEST_CLIP, TRAIL_STATES } from './episode-tape.ts'
import type { LoopState, RobotState } from './training-loop.ts'

/** @param robots how many the learner acts with. */
export function readLoop(place: Place, model: TabularModel, robots: number): LoopState {
  return {
    steps: place.at('steps').whole(0),
    robots: place
      .at('robots')
      .items(robots)
      .map(robot => readRobot(robot, model)),
    agentRng: readRng(place.at('agentRng')),
    environmentRng: readRng(place.at('environmentRng')),
  }
}

export function readLog(place: Place, model: TabularModel): ReturnType<EpisodeLog['save']> {
  return {
    episode: place.at('episode').whole(0),
    visits: place.at('visits').array('Uint32Array', model.states),
    curves: readCurves(place.at('curves')),
    past: place
      .at('past')
      .items()
      .slice(0, 3)
      .map(tape => readTape(tape, model)),
  }
}

function readRobot(place: Place, model: TabularModel): RobotState {
  return {
    state: place.at('state').whole(0, model.states - 1),
    lastOutcome: place.at('lastOutcome').whole(-1, model.outcomes - 1),
    ended: place.at('ended').boolean(),
    tape: readTape(place.at('tape'), model),
    luck: readRng(place.at('luck')),
  }
}

export function readRng(place: Place): RngState {
  const [a, b, c, d] = place.items(4).map(word => word.whole(-(2 ** 31), 2 ** 31 - 1))
  return [a!, b!, c!, d!]
}

function readTape(place: Place, model: TabularModel): ReturnType<EpisodeTape['save']> {
  const steps = place.at('steps').whole(0)
  const head = place.at('head').array('Int32Array', Math.min(steps, LONGEST_CLIP))
  const tail = place.at('tail').array('Int32Array', steps > LONGEST_CLIP ? TRAIL_STATES : 0)
  for (const [name, outcomes] of Object.entries({ head, tail })) {
    if (outcomes.some(outcome => outcome < 0 || outcome >= model.outcomes)) {
      throw place.at(name).refusal(`outcomes from 0 to ${model.outcomes - 1}`)
    }
  }
  return {
    start: place.at('start').whole(0, model.states - 1),
    seed: place.at('seed').whole(0, 2 ** 32 - 1),
    steps,
    reward: place.at('reward').number(),
    shapingReward: place.at('shapingReward').number(),
    learnedReward: place.at('learnedReward').number(),
    head,
    tail,
  }
}

export function readCurves(place: Place): ReturnType<EpisodeCurves['save']> {
  const empty = new EpisodeCurves().save()
  const last = place.at('lastEvaluation')
  return {
    binSize: place.at('binSize').whole(1),
    episodes: place.at('episodes').whole(0),
    evaluations: place
      .at('evaluations')
      .items()
      .map(point => ({
        episode: point.at('episode').whole(0),
        meanReturn: point.at('meanReturn').number(),
      })),
    lastEvaluation: last.value === null ? null : readEvaluation(last),
    bins: place.at('bins').array('Float64Array', empty.bins.length),
    recent: place.at('recent').array('Float64Array', empty.recent.length),
  }
}

const readEvaluation = (place: Place): Evaluation => ({
  episodes: place.at('episodes').whole(0),
  meanReturn: place.at('meanReturn').number(),
  standardDeviation: place.at('standardDeviation').number(),
  returns: place
    .at('returns')
    .items()
    .map(item => item.number()),
  meanLength: place.at('meanLength').number(),
})
