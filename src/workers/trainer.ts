/**
 * The trainer: one run at a time, driven by messages. It owns pacing (how fast steps come, how often frames go) and
 * nothing of the learning. Clock, timer and post box come in as arguments, so it runs in a worker and in a test alike.
 */
import { PlaygroundError } from '../core/errors.ts'
import { finiteHorizonReturn } from '../core/planning.ts'
import type { Speed } from '../core/run-config.ts'
import { EVALUATION_STEP_LIMIT } from '../training/evaluation.ts'
import { checkShaping } from '../training/shaping.ts'
import { TaughtRun } from '../training/taught-run.ts'
import { Pacer, RateMeter, SLICE_MILLISECONDS } from './pacing.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

const FRAME_MILLISECONDS = 33
const FRAME_MILLISECONDS_AT_MAX = 250
const CURVE_MILLISECONDS = 400
const EVALUATION_MILLISECONDS = 700
const EPISODE_MILLISECONDS = 500
const CHECKPOINT_MILLISECONDS = 2000
/** One step, one frame, up to this speed. */
const EVERY_STEP_SPEED = 30

export interface TrainerHost {
  post(message: FromWorker): void
  /** Milliseconds, monotonic. */
  now(): number
  /** Calls back after the delay; 0 means as soon as waiting messages were heard. */
  later(callback: () => void, milliseconds: number): void
}

export class Trainer {
  private readonly host: TrainerHost
  private readonly pacer: Pacer
  private readonly meter = new RateMeter()
  private current: TaughtRun | null = null
  private epoch = 0
  private playing = false
  private scheduled = false
  private chunk = 64
  private evaluatedEpisode = -1
  private sentEpisode = -1
  private readonly last = { frame: 0, curves: 0, evaluation: 0, episode: 0, checkpoint: 0 }
  /** Starts and refits wait for one another. */
  private queue: Promise<void> = Promise.resolve()

  constructor(host: TrainerHost) {
    this.host = host
    this.pacer = new Pacer(100, host.now())
  }

  receive(message: ToWorker): void {
    if (message.type === 'ping') {
      this.host.post({ type: 'pong', sentAt: message.sentAt })
      return
    }
    this.queue = this.queue.then(() => this.handle(message)).catch(error => this.fail(error))
  }

  private async handle(message: Exclude<ToWorker, { type: 'ping' }>): Promise<void> {
    if (message.type === 'start') return this.start(message)
    const taught = this.current
    if (!taught || message.epoch !== this.epoch) return
    const { run } = taught
    switch (message.type) {
      case 'play':
        this.playing = message.playing
        this.pacer.resume(this.host.now())
        this.meter.clear()
        this.schedule()
        break
      case 'step':
        run.advance(1)
        this.postFrame(true)
        break
      case 'speed':
        this.setSpeed(message.speed)
        break
      case 'learning':
        run.learning = message.learning
        break
      case 'agent-settings':
        run.setAgentSettings(message.settings)
        this.postShapingCheck()
        break
      case 'reward':
        await taught.setReward(message.reward)
        this.host.post({ type: 'learned-reward', learned: taught.report(this.epoch) })
        this.postShapingCheck()
        break
      case 'labels':
        await taught.setLabels(message.labels)
        this.host.post({ type: 'learned-reward', learned: taught.report(this.epoch) })
        break
      case 'feedback-settings':
        await taught.setFeedbackSettings(message.settings)
        this.host.post({ type: 'learned-reward', learned: taught.report(this.epoch) })
        break
      case 'queries':
        this.host.post({ type: 'queries', epoch: this.epoch, queries: taught.queries(message.count) })
        break
      case 'simulate':
        this.host.post({
          type: 'simulated',
          epoch: this.epoch,
          query: message.query,
          answer: taught.simulate(message.teacher, message.query),
        })
        break
      case 'save':
        this.postCheckpoint()
        break
    }
  }

  private async start(message: Extract<ToWorker, { type: 'start' }>): Promise<void> {
    this.current?.dispose()
    this.current = null
    this.epoch = message.epoch
    const taught = await TaughtRun.create({
      config: message.config,
      feedbackSettings: message.feedbackSettings,
      checkpoint: message.checkpoint,
      now: () => this.host.now(),
    })
    this.current = taught
    this.evaluatedEpisode = -1
    this.sentEpisode = -1
    this.meter.clear()
    const { model, maxEpisodeSteps } = taught.run.world
    const horizon = maxEpisodeSteps ?? EVALUATION_STEP_LIMIT
    this.host.post({
      type: 'started',
      epoch: this.epoch,
      optimalReturn: finiteHorizonReturn(model, horizon, 'optimal'),
      randomReturn: finiteHorizonReturn(model, horizon, 'random'),
    })
    if (message.labels.length > 0) await taught.setLabels(message.labels)
    this.host.post({ type: 'learned-reward', learned: taught.report(this.epoch) })
    this.postFrame(true)
    this.postShapingCheck()
    this.pacer.resume(this.host.now())
    this.schedule()
  }

  private setSpeed(speed: Speed): void {
    this.pacer.speed = speed
    this.pacer.resume(this.host.now())
    this.meter.clear()
    this.schedule()
  }

  private schedule(): void {
    if (this.scheduled || !this.playing || !this.current) return
    this.scheduled = true
    this.host.later(() => this.slice(), this.pacer.wait())
  }

  private slice(): void {
    this.scheduled = false
    const taught = this.current
    if (!taught || !this.playing) return
    try {
      const start = this.host.now()
      const due = this.pacer.due(start)
      const each = typeof this.pacer.speed === 'number' && this.pacer.speed <= EVERY_STEP_SPEED
      let taken = 0
      while (taken < due && this.host.now() - start < SLICE_MILLISECONDS) {
        taken += this.advanceChunk(taught, each ? 1 : due - taken)
        if (each) this.postFrame(true)
      }
      this.postFrame(false)
      this.reportBetweenSlices(taught)
    } catch (error) {
      this.fail(error)
      return
    }
    this.schedule()
  }

  /** Chunks grow until one takes about a third of a slice. */
  private advanceChunk(taught: TaughtRun, atMost: number): number {
    const start = this.host.now()
    const taken = taught.run.advance(Math.min(this.chunk, atMost))
    const spent = this.host.now() - start
    if (spent < SLICE_MILLISECONDS / 6 && taken >= this.chunk) this.chunk = Math.min(this.chunk * 2, 1 << 18)
    else if (spent > SLICE_MILLISECONDS / 2) this.chunk = Math.max(1, this.chunk >> 1)
    return taken
  }

  private reportBetweenSlices(taught: TaughtRun): void {
    const now = this.host.now()
    const { run } = taught
    if (now - this.last.evaluation >= EVALUATION_MILLISECONDS && run.episode > this.evaluatedEpisode) {
      this.last.evaluation = now
      this.evaluatedEpisode = run.episode
      const evaluation = run.evaluate(10)
      this.host.post({ type: 'evaluation', epoch: this.epoch, episode: run.episode, evaluation })
    }
    if (now - this.last.episode >= EPISODE_MILLISECONDS) {
      const record = run.lastEpisode()
      if (record && record.episode > this.sentEpisode) {
        this.last.episode = now
        this.sentEpisode = record.episode
        this.host.post({ type: 'episode', epoch: this.epoch, record })
      }
    }
    if (now - this.last.checkpoint >= CHECKPOINT_MILLISECONDS) this.postCheckpoint()
  }

  private postFrame(always: boolean): void {
    const taught = this.current
    if (!taught) return
    const now = this.host.now()
    const interval = this.pacer.speed === 'max' ? FRAME_MILLISECONDS_AT_MAX : FRAME_MILLISECONDS
    if (!always && now - this.last.frame < interval) return
    this.last.frame = now
    const withCurves = now - this.last.curves >= CURVE_MILLISECONDS
    if (withCurves) this.last.curves = now
    this.host.post({
      type: 'frame',
      frame: taught.run.frame(this.epoch),
      curves: withCurves ? taught.run.curves(this.epoch) : null,
      stepsPerSecond: this.meter.measure(now, taught.run.step),
    })
  }

  private postShapingCheck(): void {
    if (this.current)
      this.host.post({ type: 'shaping-check', check: checkShaping(this.current.run, this.epoch) })
  }

  private postCheckpoint(): void {
    if (!this.current) return
    this.last.checkpoint = this.host.now()
    this.host.post({ type: 'checkpoint', epoch: this.epoch, checkpoint: this.current.run.save() })
  }

  private fail(error: unknown): void {
    this.playing = false
    const known = error instanceof PlaygroundError
    this.host.post({
      type: 'failed',
      epoch: this.epoch,
      code: known ? error.code : 'trainer-error',
      message: known ? error.message : `The trainer stopped: ${String(error)}. Start again.`,
    })
  }
}
