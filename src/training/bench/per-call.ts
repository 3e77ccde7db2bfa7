/** Milliseconds of one call, for work from microseconds to seconds: as many calls at a time as the clock can tell apart. */
const WARM_UP_MILLISECONDS = 300
const REPEAT_MILLISECONDS = 20
const BUDGET_MILLISECONDS = 1500
const MOST_REPEATS = 25

/** The median of several repeats after a warm-up; three repeats at least, whatever they take. */
export function millisecondsPerCall(now: () => number, work: () => void): number {
  const start = now()
  let calls = 0
  do {
    work()
    calls++
  } while (now() - start < WARM_UP_MILLISECONDS)
  const estimate = (now() - start) / calls
  const callsAtOnce = Math.max(1, Math.ceil(REPEAT_MILLISECONDS / estimate))
  const affordable = Math.floor(BUDGET_MILLISECONDS / (estimate * callsAtOnce))
  const repeats = Math.min(MOST_REPEATS, Math.max(3, affordable))
  const times = Array.from({ length: repeats }, () => {
    const begun = now()
    for (let call = 0; call < callsAtOnce; call++) work()
    return (now() - begun) / callsAtOnce
  })
  times.sort((a, b) => a - b)
  return times[repeats >> 1]!
}
