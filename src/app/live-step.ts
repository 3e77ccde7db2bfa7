/** How long a step takes to be seen while a robot acts to be praised, or a person shows or corrects. */
import { clipStepMilliseconds } from '../core/clip-pace.ts'
import type { AppState, TeachWay } from '../store/state.ts'
import { playPace } from './control-play.ts'
import type { HandStart } from './live-hand.ts'

/** Two and a half steps a second: a grid world has no time of its own. */
const GRID_STEP_MILLISECONDS = 400
/** What is hard to play is slower still where it is to be shown well. */
const SHOWN_SHARE = 0.5

/** @param start of what the person plays; null while nobody does. */
export function liveStepMilliseconds(
  { world, teach, run }: Pick<AppState, 'world' | 'teach' | 'run'>,
  way: TeachWay | null,
  start: HandStart | null,
): number {
  const pace = teach.clipPlayback
  if (world.stepSeconds === null) return GRID_STEP_MILLISECONDS / pace
  if (way !== 'correct') {
    const played = playPace(run.config.env)
    const shown = way === 'demo' && played < 1 ? played * SHOWN_SHARE : played
    return (1000 * world.stepSeconds) / (shown * pace)
  }
  const steps = start ? start.at + (start.most ?? 0) : 1
  return clipStepMilliseconds(world.stepSeconds, steps) / pace
}
