/** The worker's entry: a trainer between this worker's post box and its clock. */
import type { FromWorker, ToWorker } from './protocol.ts'
import { Trainer } from './trainer.ts'
import { type MemberWorker, recruit } from './worker-crew.ts'

/** The page draws on one core and the trainer leads on another. */
const SPARE_CORES = Math.max(0, (navigator.hardwareConcurrency || 1) - 2)
const MOST_HELPERS = 7

const post = (message: FromWorker) => postMessage(message)

/** A message to oneself comes after waiting ones and, unlike a timer, without a pause of four milliseconds. */
const turn = new MessageChannel()
/** One for each message under way. */
const turns: (() => void)[] = []
turn.port1.onmessage = () => turns.shift()?.()

const trainer = new Trainer({
  post,
  now: () => performance.now(),
  later(callback, milliseconds) {
    if (milliseconds > 0) {
      setTimeout(callback, milliseconds)
      return
    }
    turns.push(callback)
    turn.port2.postMessage(null)
  },
  recruit(run) {
    const helpers = Math.min(SPARE_CORES, MOST_HELPERS, run.agent.environments - 1)
    if (helpers < 1 || !run.world.hasSlowSteps) return null
    return recruit(
      run,
      helpers,
      () => new Worker(new URL('./crew.worker.ts', import.meta.url), { type: 'module' }) as MemberWorker,
    )
  },
})

addEventListener('message', (event: MessageEvent<ToWorker>) => trainer.receive(event.data))
/** Browsers tell the page nothing of an unhandled rejection in a worker: pass it on. */
addEventListener('unhandledrejection', event => {
  post({
    type: 'failed',
    epoch: -1,
    code: 'trainer-error',
    message: `The trainer stopped: ${String(event.reason)}`,
  })
})
