/**
 * Keeps a trainer alive. A worker that loops, closes itself or runs out of memory tells the page nothing, so silence is
 * the only sure sign: no answer to a ping within the patience means it is gone. It is then replaced, at most three times
 * within a minute; the owner starts the run again from its last checkpoint.
 */
import type { FromWorker, ToWorker } from './protocol.ts'

const PING_MILLISECONDS = 1000
const PATIENCE_MILLISECONDS = 3000
/** A worker that has never answered is still loading; one that begins a run may have episodes to live again first. */
const LOADING_PATIENCE_MILLISECONDS = 20_000
const MOST_RESTARTS = 3
const RESTART_WINDOW_MILLISECONDS = 60_000

export interface WorkerLike {
  postMessage(message: ToWorker): void
  terminate(): void
  addEventListener(type: 'message', listener: (event: { data: FromWorker }) => void): void
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void
}

export interface SupervisorHost {
  spawn(): WorkerLike
  /** Milliseconds, monotonic. */
  now(): number
  /** Is the page hidden? A hidden page's timers are slowed, which is not the worker's silence. */
  hidden(): boolean
  onMessage(message: Exclude<FromWorker, { type: 'pong' }>): void
  /** A new worker stands ready and knows nothing. */
  onRestart(reason: string): void
  /** It died too often; nothing runs any more. */
  onGivenUp(reason: string): void
}

export class Supervisor {
  private readonly host: SupervisorHost
  private worker: WorkerLike
  private heardAt: number
  private answered = false
  /** Between being told to begin a run and its first frame. */
  private beginning = false
  private lastBeat: number
  private readonly restarts: number[] = []
  private timer: ReturnType<typeof setInterval> | null = null

  constructor(host: SupervisorHost) {
    this.host = host
    this.heardAt = this.lastBeat = host.now()
    this.worker = this.attach(host.spawn())
    this.timer = setInterval(() => this.beat(), PING_MILLISECONDS)
  }

  send(message: ToWorker): void {
    if (message.type === 'start') this.beginning = true
    this.worker.postMessage(message)
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
    this.worker.terminate()
  }

  private attach(worker: WorkerLike): WorkerLike {
    worker.addEventListener('message', ({ data }) => {
      if (worker !== this.worker) return
      this.heardAt = this.host.now()
      this.answered = true
      if (data.type === 'frame' || data.type === 'failed') this.beginning = false
      if (data.type !== 'pong') this.host.onMessage(data)
    })
    worker.addEventListener('error', ({ message }) => {
      if (worker === this.worker) this.replace(message ?? 'the worker could not be loaded')
    })
    return worker
  }

  private beat(): void {
    const now = this.host.now()
    const pageSlept = now - this.lastBeat > 2 * PING_MILLISECONDS
    this.lastBeat = now
    if (pageSlept || this.host.hidden()) this.heardAt = now
    const patience = this.answered && !this.beginning ? PATIENCE_MILLISECONDS : LOADING_PATIENCE_MILLISECONDS
    if (now - this.heardAt > patience) this.replace('it stopped answering')
    else this.send({ type: 'ping', sentAt: now })
  }

  private replace(reason: string): void {
    const now = this.host.now()
    this.worker.terminate()
    while (this.restarts.length > 0 && now - this.restarts[0]! > RESTART_WINDOW_MILLISECONDS)
      this.restarts.shift()
    if (this.restarts.length >= MOST_RESTARTS) {
      this.stop()
      this.host.onGivenUp(reason)
      return
    }
    this.restarts.push(now)
    this.heardAt = now
    this.answered = false
    this.worker = this.attach(this.host.spawn())
    this.host.onRestart(reason)
  }
}
