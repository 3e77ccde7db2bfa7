/**
 * How fast a clip is shown before a person sets another pace. Worlds with a time of their own are slowed down where real
 * time is too fast to judge: 25 steps of CartPole last half a second. Grid worlds have no time.
 */

/** A step can be judged that takes this long. */
const LEAST_MILLISECONDS = 100
const GRID_MILLISECONDS = 300
const FASTEST_GRID_MILLISECONDS = 60
/** Long clips, such as a whole episode, go faster so that a loop stays short; never faster than real time. */
const LOOP_MILLISECONDS = 7000

/**
 * Milliseconds per step at the usual pace.
 * @param stepSeconds simulated seconds per step, null in a grid world. @param steps of the longer clip.
 */
export function clipStepMilliseconds(stepSeconds: number | null, steps: number): number {
  const share = LOOP_MILLISECONDS / Math.max(1, steps)
  if (stepSeconds === null) return Math.max(FASTEST_GRID_MILLISECONDS, Math.min(GRID_MILLISECONDS, share))
  return Math.max(1000 * stepSeconds, Math.min(LEAST_MILLISECONDS, share))
}
