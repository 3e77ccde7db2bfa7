/** Where a world stands, as the gallery says it. */
import type { AppState, WorldProgress } from '../store/state.ts'
import { plural } from './number-text.ts'

export type Standing = 'new' | 'learning' | 'solved'

export function standingOf(progress: WorldProgress | undefined, running: boolean): Standing {
  if (progress && progress.solvedAt !== null) return 'solved'
  return running || (progress && progress.episodes > 0) ? 'learning' : 'new'
}

/** `Solved, 40 episodes`, `Learning, episode 260`, `Left at episode 260`, `Not tried yet`. `episode` is that of the running world, else null. */
export function statusText(progress: WorldProgress | undefined, episode: number | null): string {
  if (progress && progress.solvedAt !== null) return `Solved, ${plural(progress.solvedAt, 'episode')}`
  const reached = Math.max(progress?.episodes ?? 0, episode ?? 0)
  if (episode === null) return reached > 0 ? `Left at episode ${shortCount(reached)}` : 'Not tried yet'
  return reached > 0 ? `Learning, episode ${shortCount(reached)}` : 'Learning, first episode'
}

const shortCount = (count: number) => (count < 10_000 ? String(count) : `${Math.floor(count / 1000)}k`)

/**
 * How far the open world's robot has come from random (0) to the best possible (1), or to solved
 * where nobody knows that; null while there is no test.
 */
export function shareLearnt({ run, world }: AppState): number | null {
  const { evaluation, randomReturn } = run
  const goal = run.optimalReturn ?? world.solvedReturn
  if (!evaluation || goal === null || randomReturn === null || !(goal > randomReturn)) return null
  const share = (evaluation.meanReturn - randomReturn) / (goal - randomReturn)
  return Math.min(1, Math.max(0, share))
}
