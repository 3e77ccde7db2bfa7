/** What is said about clips. */

const NEAR = 0.04

/** How the pace of the clips compares with the world's own time; grid worlds have none. */
export function paceText(stepSeconds: number | null, stepMilliseconds: number, playback: number): string {
  if (stepSeconds === null) return ''
  const share = (1000 * stepSeconds * playback) / stepMilliseconds
  if (Math.abs(share - 1) < NEAR) return 'real time'
  return share < 1
    ? `${factorText(1 / share)} slower than real time`
    : `${factorText(share)} faster than real time`
}

const factorText = (factor: number): string =>
  `${factor < 9.95 ? Math.round(factor * 10) / 10 : Math.round(factor)} times`
