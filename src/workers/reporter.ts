/** What a trainer tells the page of its run, and how often. The numbers of a run never depend on it. */
import type { Speed } from '../core/run-config.ts'
import type { ControlRun } from '../training/control-run.ts'
import type { Run } from '../training/run.ts'
import type { TabularRun } from '../training/tabular-run.ts'
import { Interval, RateMeter, SLICE_MILLISECONDS } from './pacing.ts'
import type { FromWorker } from './protocol.ts'

/** A page can draw so many frames. */
const FRAME_MILLISECONDS = 33
/** A grid world at full speed is redrawn whole, which is more than an eye can follow. */
const TABULAR_FRAME_MILLISECONDS_AT_MAX = 250
const CURVE_MILLISECONDS = 400
const POLICY_MILLISECONDS = 250
const EVALUATION_MILLISECONDS = 700
const EVALUATION_EPISODES = 10
const EVALUATION_SHARE = 0.1
const EPISODE_MILLISECONDS = 500
const CHECKPOINT_MILLISECONDS = 2000
/** A replay buffer of a million transitions takes a while to copy. */
const CHECKPOINT_SHARE = 0.02

export interface ReporterHost {
  post(message: FromWorker): void
  /** Milliseconds, monotonic. */
  now(): number
}

export class Reporter {
  private readonly host: ReporterHost
  private readonly run: Run
  private readonly epoch: number
  private readonly meter = new RateMeter()
  private readonly frames = new Interval(FRAME_MILLISECONDS)
  private readonly curves = new Interval(CURVE_MILLISECONDS)
  private readonly policies = new Interval(POLICY_MILLISECONDS)
  private readonly evaluations = new Interval(EVALUATION_MILLISECONDS, EVALUATION_SHARE)
  private readonly episodes = new Interval(EPISODE_MILLISECONDS)
  private readonly checkpoints = new Interval(CHECKPOINT_MILLISECONDS, CHECKPOINT_SHARE)
  private evaluatedEpisode = -1
  /** Under way in a control world, whose episodes may take long. */
  private examination: ReturnType<ControlRun['examine']> | null = null
  private examinedAt = 0
  private sentEpisode = -1
  private sentPolicyStep = -1

  constructor(host: ReporterHost, run: Run, epoch: number) {
    this.host = host
    this.run = run
    this.epoch = epoch
    this.checkpoints.restart(host.now())
  }

  /** The pace has changed: steps a second are measured anew. */
  repace(): void {
    this.meter.clear()
  }

  /** Frame and policy as they stand: at the start, when paused, after a single step. */
  showNow(): void {
    this.frame()
    this.policy()
  }

  /** What is due, between two slices of work. */
  report(speed: Speed): void {
    this.frameWhenDue(speed)
    const { run } = this
    if (run.form === 'control') this.policyWhenDue()
    else this.lastEpisode(run)
    this.evaluation()
    if (this.checkpoints.due(this.host.now())) this.checkpoint()
  }

  frame(): void {
    const now = this.host.now()
    this.frames.spent(now)
    const withCurves = this.curves.due(now)
    if (withCurves) this.curves.spent(now)
    this.host.post({
      type: 'frame',
      frame: this.run.frame(this.epoch),
      curves: withCurves ? this.run.curves(this.epoch) : null,
      stepsPerSecond: this.meter.measure(now, this.run.step),
    })
  }

  /**
   * A checkpoint to go on from. Typed arrays of a control run stay as they are: the page only keeps and returns them.
   * @param asked as data that JSON can hold.
   * @throws PlaygroundError `not-finite`; the page then keeps the one before.
   */
  checkpoint(asked = false): void {
    const start = this.host.now()
    const { run, epoch } = this
    const checkpoint = run.form === 'control' && !asked ? run.capture() : run.save()
    this.host.post({ type: 'checkpoint', epoch, checkpoint })
    this.checkpoints.spent(start, this.host.now())
  }

  private frameWhenDue(speed: Speed): void {
    const whole = speed === 'max' && this.run.form === 'tabular'
    const interval = whole ? TABULAR_FRAME_MILLISECONDS_AT_MAX : FRAME_MILLISECONDS
    if (this.frames.due(this.host.now(), interval)) this.frame()
  }

  private policyWhenDue(): void {
    if (this.policies.due(this.host.now())) this.policy()
  }

  private policy(): void {
    const { run, epoch } = this
    if (run.form !== 'control' || run.step === this.sentPolicyStep) return
    this.policies.spent(this.host.now())
    this.sentPolicyStep = run.step
    this.host.post(policyMessage(run, epoch))
  }

  private evaluation(): void {
    const { run, epoch } = this
    const start = this.host.now()
    if (this.examination) {
      this.examine(this.examination)
      return
    }
    if (run.episode <= this.evaluatedEpisode || !this.evaluations.due(start)) return
    this.evaluatedEpisode = run.episode
    if (run.form === 'control') {
      this.examination = run.examine(EVALUATION_EPISODES)
      this.examinedAt = start
      return
    }
    const evaluation = run.evaluate(EVALUATION_EPISODES)
    this.host.post({ type: 'evaluation', epoch, episode: run.episode, evaluation })
    this.evaluations.spent(start, this.host.now())
  }

  /** A little of it at each report, so that messages are heard and training goes on. */
  private examine(examination: ReturnType<ControlRun['examine']>): void {
    const { run, epoch } = this
    const start = this.host.now()
    const breath = Math.min(SLICE_MILLISECONDS, EVALUATION_SHARE * (start - this.examinedAt))
    this.examinedAt = start
    let step = examination.next()
    while (!step.done && this.host.now() - start < breath) step = examination.next()
    if (!step.done) return
    this.examination = null
    this.host.post({ type: 'evaluation', epoch, episode: run.episode, evaluation: step.value })
    this.evaluations.spent(this.host.now())
  }

  private lastEpisode(run: TabularRun): void {
    const now = this.host.now()
    if (!this.episodes.due(now)) return
    const record = run.lastEpisode()
    if (!record || record.episode <= this.sentEpisode) return
    this.episodes.spent(now)
    this.sentEpisode = record.episode
    this.host.post({ type: 'episode', epoch: this.epoch, record })
  }
}

const policyMessage = (run: ControlRun, epoch: number): FromWorker => ({
  type: 'policy',
  epoch,
  step: run.step,
  episode: run.episode,
  recentReturn: run.recentReturn(),
  snapshot: run.snapshot(),
})
