/**
 * The trainer: one run at a time, driven by messages. It owns pacing (how fast steps come) and nothing of the learning; a
 * `Reporter` tells the page how it goes. Clock, timer and post box come in as arguments, so it runs in a worker and in a
 * test alike.
 */
import { PlaygroundError } from '../core/errors.ts'
import { loadEngine } from '../core/load-world.ts'
import { finiteHorizonReturn } from '../core/planning.ts'
import type { Speed } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import type { ControlRun } from '../training/control-run.ts'
import type { Crew } from '../training/crew.ts'
import { evaluationLimit } from '../training/evaluation.ts'
import { createRun, type Run, restoreRun } from '../training/run.ts'
import { type Catalogue, REGISTRIES } from '../training/run-setup.ts'
import { checkShaping } from '../training/shaping.ts'
import { TaughtRun } from '../training/taught-run.ts'
import { Pacer, SLICE_MILLISECONDS } from './pacing.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { Reporter } from './reporter.ts'

/** One step, one frame, up to this speed. */
const EVERY_STEP_SPEED = 30
const LARGEST_CHUNK = 1 << 18

export interface TrainerHost {
  post(message: FromWorker): void
  /** Milliseconds, monotonic. */
  now(): number
  /** Calls back after the delay; 0 means as soon as waiting messages were heard. */
  later(callback: () => void, milliseconds: number): void
  /** More workers to step the robots of a run, or null where that brings nothing. */
  recruit?(run: ControlRun): Promise<Crew> | null
}

interface Current {
  readonly run: Run
  readonly taught: TaughtRun
  readonly reporter: Reporter
  /** Of the run; goes with it. */
  crew: Crew | null
}

export class Trainer {
  private readonly host: TrainerHost
  private readonly catalogue: Catalogue
  private readonly pacer: Pacer
  private current: Current | null = null
  private epoch = 0
  private playing = false
  private scheduled = false
  private chunk = 64
  /** The newest that were sent: of those that wait only these are fitted to. */
  private labels: Extract<ToWorker, { type: 'labels' }> | null = null
  /** Epoch of the newest run asked for, and who is told that an older one is no longer wanted. */
  private newest = 0
  private superseded: () => void = () => undefined
  /** Starts and refits wait for one another. */
  private queue: Promise<void> = Promise.resolve()

  constructor(host: TrainerHost, catalogue: Catalogue = REGISTRIES) {
    this.host = host
    this.catalogue = catalogue
    this.pacer = new Pacer(100, host.now())
  }

  receive(message: ToWorker): void {
    if (message.type === 'ping') {
      this.host.post({ type: 'pong', sentAt: message.sentAt })
      return
    }
    if (message.type === 'labels') {
      const waiting = this.labels !== null
      this.labels = message
      // What was sent together with them, such as the wish for another question, is heard first.
      if (!waiting) this.host.later(() => this.enqueue(() => this.refit()), 0)
      return
    }
    if (message.type === 'start') {
      this.newest = message.epoch
      this.superseded()
    }
    this.enqueue(() => this.handle(message))
  }

  private enqueue(task: () => Promise<void>): void {
    this.queue = this.queue.then(task).catch(error => this.fail(error))
  }

  private async handle(message: Exclude<ToWorker, { type: 'ping' | 'labels' }>): Promise<void> {
    if (message.type === 'start') return this.start(message)
    const { current } = this
    if (!current || message.epoch !== this.epoch) return
    const { run, taught, reporter } = current
    switch (message.type) {
      case 'play':
        this.playing = message.playing
        this.repace()
        if (!message.playing) reporter.showNow()
        break
      case 'step':
        await this.advance(run, 1)
        reporter.showNow()
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
        this.postLearnedReward()
        this.postShapingCheck()
        break
      case 'save':
        reporter.checkpoint(true)
        break
      default:
        await this.teach(taught, message)
    }
  }

  private async teach(taught: TaughtRun, message: TeachingMessage): Promise<void> {
    const { epoch } = this
    switch (message.type) {
      case 'feedback-settings':
        await taught.setFeedbackSettings(message.settings)
        this.postLearnedReward()
        break
      case 'queries':
        this.host.post({ type: 'queries', epoch, queries: await taught.queries(message.count) })
        break
      case 'simulate': {
        const { query, teacher, kind } = message
        const content = await taught.simulate(teacher, kind, query)
        this.host.post({ type: 'simulated', epoch, query, content })
        break
      }
      case 'rateable':
        this.host.post({ type: 'episode', epoch, record: await taught.rateable() })
        break
      case 'plane':
        taught.setPlane(message.x, message.y)
        this.postLearnedReward()
        break
      case 'audit':
        this.host.post({ type: 'audit', report: await taught.audit(epoch, message.forecastFor) })
        break
      case 'overoptimise': {
        const report = await taught.overoptimised(message.repairs, epoch)
        this.host.post({ type: 'overoptimisation', report })
        break
      }
      case 'influence': {
        const report = await taught.influence(message.label, epoch)
        this.host.post({ type: 'influence', report })
        break
      }
    }
  }

  private async refit(): Promise<void> {
    const { labels, current } = this
    this.labels = null
    if (!labels || !current || labels.epoch !== this.epoch) return
    await current.taught.setLabels(labels.labels)
    this.postLearnedReward()
    await current.taught.learnHabits()
  }

  private async start(message: Extract<ToWorker, { type: 'start' }>): Promise<void> {
    this.discard()
    this.epoch = message.epoch
    const { config, feedbackSettings, checkpoint, labels, robot } = message
    if (message.epoch === this.newest) await this.engineOf(config.env)
    if (message.epoch !== this.newest) return
    const run = await (checkpoint === null
      ? createRun(config, this.catalogue)
      : restoreRun(checkpoint, this.catalogue))
    try {
      if (robot && run.form === 'control') run.adopt(robot.policy, robot.steps)
      this.current = await this.present(run, feedbackSettings)
    } catch (error) {
      run.dispose()
      throw error
    }
    const { taught, reporter } = this.current
    this.host.post({ type: 'started', epoch: this.epoch, ...knownReturns(run) })
    if (labels.length > 0) await taught.setLabels(labels)
    this.postLearnedReward()
    reporter.showNow()
    this.postShapingCheck()
    this.repace()
    void this.recruit(this.current)
  }

  /** Training does not wait for a crew, nor does it need one. */
  private async recruit(current: Current): Promise<void> {
    const { run } = current
    const crew = run.form === 'control' ? await this.host.recruit?.(run)?.catch(() => null) : null
    if (!crew) return
    this.enqueue(async () => {
      if (this.current !== current) crew.dispose()
      else {
        current.crew = crew
        if (run.form === 'control') run.join(crew)
      }
    })
  }

  /** Brings the world's engine, or gives up waiting for it once another run is asked for. */
  private async engineOf(env: string): Promise<void> {
    const definition = this.catalogue.environmentById(env)
    if (!definition.load) return
    const other = new Promise<void>(resolve => {
      this.superseded = resolve
    })
    await Promise.race([loadEngine(definition), other])
  }

  private async present(run: Run, feedbackSettings: SettingValues): Promise<Current> {
    const taught = await TaughtRun.open(run, { feedbackSettings, now: () => this.host.now() })
    return { run, taught, reporter: new Reporter(this.host, run, this.epoch), crew: null }
  }

  private setSpeed(speed: Speed): void {
    this.pacer.speed = speed
    this.repace()
  }

  private repace(): void {
    this.pacer.resume(this.host.now())
    this.current?.reporter.repace()
    this.schedule()
  }

  private schedule(): void {
    if (this.scheduled || !this.playing || !this.current) return
    this.scheduled = true
    this.host.later(() => this.turn(), this.pacer.wait())
  }

  /** A slice that waits for a crew stands in the queue, so that no message changes the run in the middle of a step. */
  private turn(): void {
    this.scheduled = false
    if (this.current?.crew) this.enqueue(() => this.slice())
    else void this.slice()
  }

  private async slice(): Promise<void> {
    const { current } = this
    if (!current || !this.playing) return
    try {
      const { run, reporter } = current
      const start = this.host.now()
      const due = this.pacer.due(start)
      const each = typeof this.pacer.speed === 'number' && this.pacer.speed <= EVERY_STEP_SPEED
      let taken = 0
      while (taken < due && this.host.now() - start < SLICE_MILLISECONDS) {
        const chunk = this.advanceChunk(run, each ? 1 : due - taken)
        taken += typeof chunk === 'number' ? chunk : await chunk
        if (each) reporter.frame()
      }
      this.pacer.took(taken)
      reporter.report(this.pacer.speed)
    } catch (error) {
      this.fail(error)
      return
    }
    this.schedule()
  }

  /**
   * A run that stopped in the middle of a step is gone: its last checkpoint is one to go on from, it is not.
   * @returns steps taken, at once where no crew is waited for.
   */
  private advance(run: Run, steps: number): number | Promise<number> {
    const stop = (error: unknown): never => {
      this.discard()
      throw error
    }
    if (run.form === 'control' && run.hasCrew) return run.advanceTogether(steps).catch(stop)
    try {
      return run.advance(steps)
    } catch (error) {
      return stop(error)
    }
  }

  /**
   * Chunks grow until one takes about a third of a slice. With a network learner any step can bring an update of a
   * hundred milliseconds, so that the clock is looked at after each.
   */
  private advanceChunk(run: Run, atMost: number): number | Promise<number> {
    if (run.agent.form === 'batch') return this.advance(run, 1)
    const start = this.host.now()
    const taken = this.advance(run, Math.min(this.chunk, atMost))
    if (typeof taken !== 'number') return taken
    const spent = this.host.now() - start
    if (spent < SLICE_MILLISECONDS / 6 && taken >= this.chunk)
      this.chunk = Math.min(this.chunk * 2, LARGEST_CHUNK)
    else if (spent > SLICE_MILLISECONDS / 2) this.chunk = Math.max(1, this.chunk >> 1)
    return taken
  }

  private postLearnedReward(): void {
    const learned = this.current?.taught.report(this.epoch)
    if (learned) this.host.post({ type: 'learned-reward', learned })
  }

  /** Only where states can be counted: by value iteration. */
  private postShapingCheck(): void {
    const run = this.current?.run
    if (run?.form === 'tabular') {
      this.host.post({ type: 'shaping-check', check: checkShaping(run, this.epoch) })
    }
  }

  private discard(): void {
    const { current } = this
    this.current = null
    current?.crew?.dispose()
    current?.taught.dispose()
  }

  private fail(error: unknown): void {
    this.playing = false
    const known = error instanceof PlaygroundError
    if (known && error.code === 'not-finite') this.discard()
    this.host.post({
      type: 'failed',
      epoch: this.epoch,
      code: known ? error.code : 'trainer-error',
      message: known ? error.message : `The trainer stopped: ${String(error)}. Start again.`,
    })
  }
}

/** Of these `audit` and `overoptimise` are not answered yet: feedback tells neither raters nor draws. */
type TeachingMessage = Extract<
  ToWorker,
  {
    type:
      | 'feedback-settings'
      | 'queries'
      | 'simulate'
      | 'rateable'
      | 'plane'
      | 'audit'
      | 'overoptimise'
      | 'influence'
  }
>

/** The best return within the time limit and that of random actions, where they are known. */
function knownReturns({ world }: Run): { optimalReturn: number | null; randomReturn: number | null } {
  if (world.form === 'control') return { optimalReturn: null, randomReturn: world.randomReturn }
  const horizon = evaluationLimit(world)
  return {
    optimalReturn: finiteHorizonReturn(world.model, horizon, 'optimal'),
    randomReturn: finiteHorizonReturn(world.model, horizon, 'random'),
  }
}
