/** Trains in chunks: progress at most once a second, and Ctrl+C ends it after the chunk under way. */
import { setImmediate } from 'node:timers/promises'
import type { Run } from '../training/run.ts'
import type { Output } from './command.ts'
import { fixed, grouped } from './table.ts'

export interface Trained {
  readonly steps: number
  /** Of training alone. */
  readonly wallSeconds: number
  readonly interrupted: boolean
}

const CHUNK_SECONDS = 0.2
const FIRST_CHUNK = 1000

/** Greedy evaluations on the way, for the curve: how many, of how many episodes. */
const CURVE_EVALUATIONS = 20
const CURVE_EPISODES = 20

/**
 * Takes `steps` steps; a batch learner rounds up to its batch. Neither chunks nor evaluations change the run.
 * @param curve evaluates on the way.
 */
export async function trainInChunks(
  run: Run,
  steps: number,
  curve: boolean,
  output: Output,
): Promise<Trained> {
  let interrupted = false
  const stop = () => {
    // A second Ctrl+C does not wait.
    if (interrupted) process.exit(130)
    interrupted = true
    output.note('Stopping after this chunk ...')
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const first = run.step
  const target = first + steps
  const between = curve ? steps / CURVE_EVALUATIONS : steps
  let mark = first + between
  let reported = performance.now()
  let wallSeconds = 0
  let chunk = FIRST_CHUNK
  while (run.step < target && !interrupted) {
    const from = performance.now()
    const taken = advanceChunk(run, Math.min(chunk, Math.ceil(Math.min(mark, target)) - run.step))
    const now = performance.now()
    const seconds = Math.max((now - from) / 1000, 1e-5)
    wallSeconds += seconds
    chunk = Math.max(1, Math.min(4 * chunk, Math.round((taken / seconds) * CHUNK_SECONDS)))
    if (curve && run.step >= mark && run.step < target) run.evaluate(CURVE_EPISODES)
    while (run.step >= mark) mark += between
    if (now - reported >= 1000) {
      reported = now
      output.note(progressLine(run, first, target, wallSeconds))
    }
    await setImmediate()
  }
  process.off('SIGINT', stop)
  process.off('SIGTERM', stop)
  if (interrupted) output.note(`Stopped at ${grouped(run.step)} of ${grouped(target)} steps.`)
  return { steps: run.step - first, wallSeconds, interrupted }
}

/** A network learner's steps become a thousand times slower where it begins to learn, so the clock may end a chunk early. */
function advanceChunk(run: Run, steps: number): number {
  if (run.agent.form === 'tabular') return run.advance(steps)
  const end = performance.now() + 1000 * CHUNK_SECONDS
  let taken = 0
  while (taken < steps && performance.now() < end) taken += run.advance(1)
  return taken
}

function progressLine(run: Run, first: number, target: number, seconds: number): string {
  const percent = Math.floor((100 * (run.step - first)) / (target - first))
  const speed = grouped((run.step - first) / seconds)
  const { recent } = run.curves(0)
  return `${String(percent).padStart(3)} %  ${grouped(run.step)} steps, ${grouped(run.episode)} episodes, ${speed} steps/s, recent return ${fixed(recent.reward)}`
}
