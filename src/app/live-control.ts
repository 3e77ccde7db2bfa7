/**
 * Praise, demonstrations and corrections as they go on: who acts on the stage, the robot by its newest policy or the
 * person, and what of it becomes a label.
 */
import type { World } from '../core/environment.ts'
import type { RobotEvent } from '../core/frame.ts'
import type { EpisodeRecord, InputDevice, LabelContent, Signal } from '../core/label.ts'
import { isHeld, withAxis } from '../core/play-axes.ts'
import { type PolicySnapshot, think } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import { shownClip } from '../store/selectors.ts'
import type { LiveTeaching, TeachWay } from '../store/state.ts'
import type { AppContext } from './context.ts'
import { restOfClip } from './corrected-rest.ts'
import { drawnAction } from './drawn-action.ts'
import { createLabelGiving } from './label-giving.ts'
import { LiveEpisode } from './live-episode.ts'
import { type HandStart, LiveHand } from './live-hand.ts'
import { LiveRobot } from './live-robot.ts'
import { liveStepMilliseconds } from './live-step.ts'
import { rewardInForce } from './show-control.ts'

/** Counters of a running episode change in the page at most this often. */
const COUNTER_MILLISECONDS = 100
/** The robot shows how a signal feels for so long. */
const FEELING_MILLISECONDS = 650
/** A correction near a clip's end may go on for so many steps at least. */
const FEWEST_CORRECTED = 5
const LARGEST_SEED = 2 ** 31 - 1
const LIVE_WAYS: readonly TeachWay[] = ['praise', 'demo', 'correct']

export interface LiveParts {
  readonly context: AppContext
  openWorld(): World
  /** Of a control world; null while there is none. */
  newestPolicy(): PolicySnapshot | null
  /** Whole steps shown of the clip on the stage. */
  clipStep(): number
  /** Of a grid world: someone has moved, or someone else acts. */
  stageChanged(): void
  /** Milliseconds, monotonic. */
  now(): number
  /** What the person's hand was on last. */
  device(): InputDevice
}

export class LiveControl {
  private readonly parts: LiveParts
  private readonly giving: ReturnType<typeof createLabelGiving>
  private key = ''
  private robot: LiveRobot | null = null
  private hand: LiveHand | null = null
  private rest: Extract<LiveTeaching, { kind: 'demo' | 'correct' }>['rest'] = null
  private corrected: EpisodeRecord | null = null
  private starts = 0
  private sinceShown = 0
  private feeling: { readonly event: RobotEvent; readonly until: number } | null = null

  constructor(parts: LiveParts) {
    this.parts = parts
    this.giving = createLabelGiving(parts.context)
  }

  /** What a grid world's stage shows: the way of whoever acts; null where nobody does. */
  turns(): { readonly states: readonly number[]; readonly event: RobotEvent } | null {
    const episode = this.episode()
    if (!episode || this.parts.openWorld().form !== 'tabular') return null
    return { states: episode.states, event: this.felt(episode.event) }
  }

  /** Are the person's keys, buttons and pads meant for the robot? */
  takesKeys(): boolean {
    this.renew()
    return this.live()
  }

  /** Lets the time between two animation frames pass. */
  frame(milliseconds: number): void {
    this.renew()
    const { context, now } = this.parts
    const { run } = context.store.get()
    const { robot, hand } = this
    if (hand) {
      this.note(
        milliseconds,
        hand.advance(
          milliseconds,
          liveStepMilliseconds(this.parts.context.store.get(), this.way(), this.hand?.start ?? null),
          now(),
        ),
      )
    } else if (robot && run.status === 'running') {
      const moved = robot.advance(
        milliseconds,
        liveStepMilliseconds(this.parts.context.store.get(), this.way(), this.hand?.start ?? null),
        now(),
      )
      if (moved) this.parts.stageChanged()
    }
    this.publish()
  }

  async praise(signal: Signal, inputDevice: InputDevice): Promise<void> {
    this.renew()
    const { context, now } = this.parts
    const recent = this.way() === 'praise' ? (this.robot?.recent(now()) ?? null) : null
    if (!recent) return
    const { clip, ages } = recent
    const shownAt = new Date(Date.now() - ages[0]!)
    this.feeling = { event: signal > 0 ? 'reward' : 'fell', until: now() + FEELING_MILLISECONDS }
    this.parts.stageChanged()
    context.store.update(({ teach }) => {
      const signals = (teach.live?.kind === 'praise' ? teach.live.signals : 0) + 1
      teach.live = { kind: 'praise', signals, last: { signal, count: signals } }
    })
    this.announce(signal > 0 ? 'Praised.' : 'Scolded.')
    await this.give({ kind: 'praise', clip, ages, signal }, shownAt, inputDevice)
  }

  startDemo(from: 'start' | 'takeover'): void {
    this.renew()
    if (this.way() !== 'demo') return
    const again = this.hand
    if (from === 'takeover') {
      if (again) this.begin(again.start)
      else if (this.robot) this.begin(this.takeover(this.robot.episode))
      return
    }
    const unkept = again && !again.start.takeover && again.status !== 'waiting'
    this.begin(unkept ? again.start : this.fromStart())
  }

  startCorrection(): void {
    this.renew()
    if (this.way() !== 'correct') return
    if (this.hand) {
      this.begin(this.hand.start)
      return
    }
    const record = shownClip(this.parts.context.store.get())
    if (!record) return
    this.corrected = record
    const { clip } = record
    const world = this.parts.openWorld()
    this.parts.context.attempt(() => {
      const whole = restOfClip(world, clip, 0)
      const at = Math.max(0, Math.min(this.parts.clipStep(), whole.steps - 1))
      const rest = restOfClip(world, clip, at)
      this.rest = { clip: rest.clip, steps: rest.steps, return: rest.return }
      const seed = this.nextSeed()
      this.begin({
        kind: 'correct',
        takeover: false,
        at,
        most: world.form === 'control' ? Math.max(FEWEST_CORRECTED, rest.steps) : null,
        begin: () => new LiveEpisode(world, seed, rest, this.shaping),
      })
    })
  }

  /** Grid worlds: one move. A robot that acts is taken over from, a clip that goes by is stopped. */
  demonstrate(action: number): void {
    const hand = this.handOver()
    if (!hand) return
    hand.move(action, this.parts.now())
    this.show()
    this.parts.stageChanged()
  }

  /** Control worlds: what is held from now on. */
  hold(value: number | null, axis = 0): void {
    const hand = value === null ? this.hand : this.handOver()
    if (!hand || hand.status === 'finished') return
    const held = withAxis(hand.held, axis, value)
    if (held === hand.held) return
    hand.held = held
    this.parts.context.store.update(({ play }) => {
      play.held = held
    })
  }

  async finish(keep: boolean): Promise<void> {
    this.renew()
    const { hand } = this
    if (!hand) return
    const { store } = this.parts.context
    const { kind, at, takeover } = hand.start
    if (!keep || hand.episode.steps === 0) {
      this.leaveHand()
      return
    }
    if (kind === 'correct' && hand.status === 'recording') {
      hand.stop()
      this.show()
      return
    }
    const shown = hand.episode.clip()
    const record = shownClip(store.get())
    this.announce(`Kept: ${hand.episode.steps} steps.`)
    if (kind === 'demo') {
      this.begin(this.fromStart())
      await this.give(
        { kind, clip: shown, from: takeover ? 'takeover' : 'start' },
        hand.shownAt,
        this.parts.device(),
      )
    } else if (record) {
      this.leaveHand()
      store.update(({ teach }) => {
        teach.episode = null
      })
      await this.give({ kind, clip: record.clip, at, better: shown }, hand.shownAt, this.parts.device())
    }
  }

  private readonly shaping = () => {
    const world = this.parts.openWorld()
    if (world.form !== 'control') throw new Error('A grid world has no reward of this form.')
    return rewardInForce(this.parts.context.store.get(), world)
  }

  private way(): TeachWay | null {
    const { mode, teach } = this.parts.context.store.get()
    return mode === 'teach' ? teach.way : null
  }

  private live(): boolean {
    const way = this.way()
    return way !== null && LIVE_WAYS.includes(way)
  }

  /** Another world, run, mode or way begins everything anew. */
  private renew(): void {
    const { context, openWorld } = this.parts
    const { run, mode, teach } = context.store.get()
    const key = this.live() ? `${run.epoch} ${teach.way}` : `${mode} ${teach.way}`
    if (key === this.key) {
      // Another clip is on show.
      if (this.hand?.start.kind === 'correct' && shownClip(context.store.get()) !== this.corrected)
        this.leaveHand()
      return
    }
    this.key = key
    this.hand = null
    this.rest = null
    this.robot = null
    this.feeling = null
    const way = this.way()
    if (teach.live !== null)
      context.store.update(state => {
        state.teach.live = null
      })
    if (!this.live()) return
    context.telemetry.exhibits = []
    if (way === 'demo') this.begin(this.fromStart())
    else if (way === 'praise') {
      this.robot = this.newRobot(openWorld())
      context.store.update(state => {
        state.teach.live = { kind: 'praise', signals: 0, last: null }
      })
      this.parts.stageChanged()
    }
  }

  private newRobot(world: World): LiveRobot {
    const rng = Rng.fromSeed(this.nextSeed(), 'live-robot')
    return new LiveRobot({
      begin: () => new LiveEpisode(world, this.nextSeed(), null, this.shaping),
      act: episode => {
        if (world.form === 'control') {
          const policy = this.parts.newestPolicy()
          return policy && think(policy, episode.observe()).action
        }
        const { frame } = this.parts.context.telemetry
        const { epoch } = this.parts.context.store.get().run
        if (frame?.form !== 'tabular' || frame.epoch !== epoch) return null
        return [drawnAction(frame.policy, world.model.actions, episode.place as number, rng)]
      },
    })
  }

  private fromStart(): HandStart {
    const world = this.parts.openWorld()
    const seed = this.nextSeed()
    const begin = () => new LiveEpisode(world, seed, null, this.shaping)
    return { kind: 'demo', takeover: false, at: 0, most: null, begin }
  }

  private takeover(episode: LiveEpisode): HandStart {
    const world = this.parts.openWorld()
    const seed = this.nextSeed()
    const start = episode.finished === 'no' ? episode.moment : null
    const begin = () => new LiveEpisode(world, seed, start, this.shaping)
    return { kind: 'demo', takeover: start !== null, at: 0, most: null, begin }
  }

  private begin(start: HandStart): void {
    const held = this.hand?.held ?? []
    this.robot = null
    const { env } = this.parts.context.store.get().run.config
    this.hand = new LiveHand(this.parts.openWorld(), start, env)
    // A key that is down goes on being held, but does not begin it.
    if (isHeld(held)) this.release()
    this.show()
    this.parts.stageChanged()
  }

  /** The person's hand, which takes over where nobody's is on the robot yet. */
  private handOver(): LiveHand | null {
    this.renew()
    if (!this.hand && this.way() === 'demo') this.startDemo('takeover')
    else if (!this.hand && this.way() === 'correct') this.startCorrection()
    return this.hand
  }

  /** The robot acts again, or the clip goes by again. */
  private leaveHand(): void {
    const kind = this.hand?.start.kind
    this.hand = null
    this.release()
    if (kind === 'demo') this.robot = this.newRobot(this.parts.openWorld())
    this.parts.context.store.update(({ teach }) => {
      teach.live = null
    })
    this.parts.stageChanged()
  }

  private release(): void {
    this.parts.context.store.update(({ play }) => {
      play.held = []
    })
  }

  private note(milliseconds: number, moved: boolean): void {
    const { live } = this.parts.context.store.get().teach
    this.sinceShown += milliseconds
    const changed = live?.kind !== 'praise' && live?.status !== this.hand!.status
    if (changed || (moved && this.sinceShown >= COUNTER_MILLISECONDS)) this.show()
  }

  private show(): void {
    const { hand } = this
    if (!hand) return
    this.sinceShown = 0
    const { status, episode, start } = hand
    const { steps, finished } = episode
    const total = episode.return
    if (status === 'finished') this.release()
    this.parts.context.store.update(({ teach }) => {
      teach.live = {
        kind: start.kind,
        status,
        steps,
        return: total,
        ended: finished,
        at: start.at,
        takeover: start.takeover,
        rest: start.kind === 'correct' ? this.rest : null,
        shown: status === 'finished' ? episode.clip() : null,
      }
    })
  }

  private publish(): void {
    const { telemetry } = this.parts.context
    const episode = this.episode()
    if (!episode || this.parts.openWorld().form !== 'control') return
    const { robot, hand } = this
    const policy = robot && this.parts.newestPolicy()
    const thought = policy ? think(policy, episode.observe()) : null
    const exhibit = episode.exhibit(hand ? 'play' : null, thought, (hand ?? robot)!.progress)
    telemetry.exhibits = [{ ...exhibit, event: this.felt(exhibit.event) }]
  }

  private announce(text: string): void {
    this.parts.context.store.update(state => {
      state.announcement = text
    })
  }

  private episode(): LiveEpisode | null {
    return this.hand?.episode ?? this.robot?.episode ?? null
  }

  private felt(event: RobotEvent): RobotEvent {
    const { feeling } = this
    return feeling && this.parts.now() < feeling.until ? feeling.event : event
  }

  private give(content: LabelContent, shownAt: Date, inputDevice: InputDevice): Promise<void> {
    const asked = { shownAt, inputDevice, queryRule: 'person', reason: '' }
    return this.giving.give([this.giving.label(content, asked)])
  }

  /** Each start on this page is one of its own. */
  private nextSeed(): number {
    const { seed } = this.parts.context.store.get().run.config
    return Rng.fromSeed(seed, `live ${this.starts++}`).integer(LARGEST_SEED)
  }
}
