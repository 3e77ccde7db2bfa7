/** The worker's entry: a trainer between this worker's post box and its clock. */
import type { FromWorker, ToWorker } from './protocol.ts'
import { Trainer } from './trainer.ts'

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
