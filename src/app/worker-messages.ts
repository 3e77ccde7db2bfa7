/** What the worker says, put into the store and the telemetry slots. Messages of an older epoch are ignored. */

import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { Telemetry } from '../store/telemetry.ts'
import type { FromWorker } from '../workers/protocol.ts'
import type { RunControl } from './run-control.ts'

/** Counters in the page change at most this often. */
const COUNTER_MILLISECONDS = 125

export interface WorkerMessageTargets {
  readonly store: Store<AppState>
  readonly telemetry: Telemetry
  readonly control: RunControl
  /** The mean return of greedy episodes that counts as solved in the open world, or null. */
  solvedReturn(): number | null
  onPolicy(message: Extract<FromWorker, { type: 'policy' }>): void
  /** @param count how many pairs have come. */
  onQueries(count: number): void
  onSimulated(message: Extract<FromWorker, { type: 'simulated' }>): void
}

export function receiveFromWorker(targets: WorkerMessageTargets): (message: FromWorker) => void {
  const { store, telemetry, control } = targets
  let countedAt = 0

  const current = (epoch: number) => epoch === store.get().run.epoch

  return message => {
    switch (message.type) {
      case 'frame': {
        if (!current(message.frame.epoch)) return
        telemetry.frame = message.frame
        if (message.curves) telemetry.curves = message.curves
        const now = performance.now()
        if (now - countedAt < COUNTER_MILLISECONDS && message.frame.step > 1) return
        countedAt = now
        store.update(({ run }) => {
          run.step = message.frame.step
          run.episode = message.frame.episode
          run.stepsPerSecond = message.stepsPerSecond
          if (message.frame.form === 'control') run.diagnostics = message.frame.diagnostics
        })
        return
      }
      case 'policy':
        if (current(message.epoch)) targets.onPolicy(message)
        return
      case 'started':
        if (!current(message.epoch)) return
        telemetry.curves = null
        store.update(({ run }) => {
          run.optimalReturn = message.optimalReturn
          run.randomReturn = message.randomReturn
          if (run.status === 'starting') run.status = 'running'
        })
        return
      case 'evaluation':
        if (current(message.epoch)) noteEvaluation(targets, message)
        return
      case 'episode':
        if (!current(message.epoch)) return
        store.update(({ teach }) => {
          teach.episode ??= message.record
        })
        return
      case 'queries':
        if (!current(message.epoch)) return
        store.update(({ teach }) => {
          const fresh = new Map(message.queries.map(query => [query.id, query]))
          // A pair that is ready already comes again with what the model makes of it by now.
          const ready = teach.queries.map(query => fresh.get(query.id) ?? query)
          const known = new Set(ready.map(({ id }) => id))
          teach.queries = [...ready, ...message.queries.filter(({ id }) => !known.has(id))]
        })
        targets.onQueries(message.queries.length)
        return
      case 'simulated':
        if (current(message.epoch)) targets.onSimulated(message)
        return
      case 'learned-reward':
        if (!current(message.learned.epoch)) return
        store.update(({ teach }) => {
          teach.learned = message.learned
        })
        return
      case 'shaping-check':
        if (!current(message.check.epoch)) return
        store.update(state => {
          state.shapingCheck = message.check
        })
        return
      case 'audit':
        if (!current(message.report.epoch)) return
        store.update(({ teach }) => {
          teach.audit = message.report
        })
        return
      case 'overoptimisation':
        if (!current(message.report.epoch)) return
        store.update(({ teach }) => {
          teach.overoptimisation = message.report
        })
        return
      case 'influence':
        if (!current(message.report.epoch)) return
        store.update(({ teach }) => {
          teach.influence = message.report
        })
        return
      case 'checkpoint':
        control.keepCheckpoint(message.epoch, message.checkpoint)
        return
      case 'failed':
        if (message.epoch !== -1 && !current(message.epoch)) return
        noteFailure(targets, message)
        return
      case 'pong':
        return
    }
  }
}

/** A number that is no longer one leaves the last checkpoint as it was: the person may go on from there. */
function noteFailure(
  { store, control }: WorkerMessageTargets,
  { code, message }: Extract<FromWorker, { type: 'failed' }>,
): void {
  const step = code === 'not-finite' ? control.lastGoodStep() : null
  store.update(({ run }) => {
    run.status = 'failed'
    run.failure = { code, message }
    run.lastGood = step === null ? null : { step }
  })
}

function noteEvaluation(
  { store, solvedReturn }: WorkerMessageTargets,
  { episode, evaluation }: Extract<FromWorker, { type: 'evaluation' }>,
): void {
  const target = solvedReturn()
  store.update(state => {
    const { run } = state
    run.evaluation = evaluation
    const before = state.progress[run.config.env]
    // A world in which random moves do as well, such as a map without a goal, cannot be solved.
    const solvable = target !== null && (run.randomReturn === null || target > run.randomReturn)
    const solved = solvable && evaluation.meanReturn >= target - 1e-9
    state.progress[run.config.env] = {
      episodes: episode,
      solvedAt: before?.solvedAt ?? (solved ? episode : null),
      bestEvaluation: Math.max(before?.bestEvaluation ?? Number.NEGATIVE_INFINITY, evaluation.meanReturn),
    }
    const reached = evaluation.returns.length
    state.announcement = `Episode ${episode}. Mean of ${reached} test episodes: ${evaluation.meanReturn.toFixed(2)}.`
  })
}
