/**
 * What the page shows of a control world apart from the training: policies that come from the trainer go into the book
 * of moments, and each animation frame the robots on show, or the person at the controls, move on and the value surface
 * is worked at.
 */
import type { MomentId } from '../core/age.ts'
import type { DropPlace, ThingKind } from '../core/dropped-thing.ts'
import type { ControlEnvironment, ControlWorld, Push, World } from '../core/environment.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import { NO_MOMENTS } from '../store/moments.ts'
import { groundTilt, momentsOnShow } from '../store/selectors.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { Telemetry } from '../store/telemetry.ts'
import { type ControlReward, controlReward } from '../training/control-shaping.ts'
import type { FromWorker } from '../workers/protocol.ts'
import type { ControlPlay } from './control-play.ts'
import { Exhibition } from './exhibition.ts'
import { MomentBook } from './moment-book.ts'
import type { TrainedRobots } from './trained-robots.ts'
import { ValueSweep } from './value-sweep.ts'

/** Of each animation frame, for the value surface. */
const SURFACE_MILLISECONDS = 1
const NO_EXHIBITS: Telemetry['exhibits'] = []

export interface ShowParts {
  readonly store: Store<AppState>
  readonly telemetry: Telemetry
  readonly trained: TrainedRobots
  openWorld(): World
  /** Milliseconds, monotonic. */
  now(): number
}

/** How the open run makes its reward at this time. */
export function rewardInForce({ run: { config } }: AppState, world: ControlWorld): ControlReward {
  const { discount } = config.agentSettings
  return controlReward(world.shapingTerms, config.reward, typeof discount === 'number' ? discount : 1)
}

export class ShowControl {
  private readonly parts: ShowParts
  private readonly book = new MomentBook()
  private epoch: number | null = null
  private exhibition: Exhibition | null = null
  private sweep: ValueSweep | null = null
  private observer: ControlEnvironment | null = null

  constructor(parts: ShowParts) {
    this.parts = parts
  }

  /** The policy of a kept moment or a trained robot, of the newest for null; null while there is none. */
  policyOf(moment: MomentId | null): PolicySnapshot | null {
    this.renew()
    return this.policyAt(moment)
  }

  private policyAt(moment: MomentId | null): PolicySnapshot | null {
    return typeof moment === 'string' ? this.parts.trained.policyOf(moment) : this.book.policyAt(moment)
  }

  /** What a robot in `state` of the open control world observes; null in a grid world. */
  observationOf(state: Float64Array): Float32Array | null {
    this.renew()
    if (!this.observer) return null
    this.observer.state.set(state)
    const observation = new Float32Array(this.observer.observationSize)
    this.observer.observe(observation, 0)
    return observation
  }

  receivePolicy({
    epoch,
    step,
    episode,
    recentReturn,
    snapshot,
  }: Extract<FromWorker, { type: 'policy' }>): void {
    this.renew()
    const { run, moments } = this.parts.store.get()
    if (epoch !== run.epoch || !this.exhibition) return
    const held = [...moments.pins, moments.shown].filter(moment => typeof moment === 'number')
    this.book.add({ step, episode, recentReturn }, snapshot, held)
    const next = { ...moments, entries: this.book.entries() }
    this.parts.store.update(state => {
      state.moments = next
    })
  }

  /** Lets the time between two animation frames pass. `play` is the person at the controls, if any. */
  frame(milliseconds: number, play: ControlPlay | null): void {
    this.renew()
    const { exhibition, parts } = this
    if (!exhibition) return
    const state = parts.store.get()
    if (state.mode !== 'watch') return
    const snapshot = this.cast(exhibition)
    exhibition.tilt(groundTilt(state))
    if (!play && state.run.status === 'running') exhibition.advance(milliseconds, state.playback)
    parts.telemetry.exhibits = play ? [play.exhibit()] : exhibition.exhibits
    if (!this.sweep) return
    this.sweep.show(snapshot)
    this.sweep.advance(SURFACE_MILLISECONDS, parts.now)
    parts.telemetry.surface = this.sweep.surface
  }

  /** Someone pulls at the robot on show, or lets go. */
  poke(push: Push | null): void {
    this.exhibition?.poke(push)
  }

  /** Someone drops something on the robot on show. */
  drop(kind: ThingKind, place: DropPlace): void {
    this.exhibition?.drop(kind, place)
  }

  /** One step of the robots on show by hand; none while a person is at the controls. */
  stepOnce(): void {
    this.renew()
    if (!this.exhibition || this.parts.store.get().play.active) return
    this.cast(this.exhibition)
    this.exhibition.step()
    this.parts.telemetry.exhibits = this.exhibition.exhibits
  }

  /** Gives the roles; returns the policy that the value surface is of: the last one's. */
  private cast(exhibition: Exhibition): PolicySnapshot | null {
    const roles = momentsOnShow(this.parts.store.get()).map(moment => ({
      moment,
      snapshot: this.policyAt(moment),
    }))
    exhibition.show(roles)
    return roles.at(-1)!.snapshot
  }

  /** Another run is open: everything begins anew. */
  private renew(): void {
    const { store, telemetry, openWorld } = this.parts
    const { run, moments } = store.get()
    if (run.epoch === this.epoch) return
    this.epoch = run.epoch
    const world = openWorld()
    const control = world.form === 'control' ? world : null
    this.book.clear()
    this.exhibition =
      control && new Exhibition(control, run.config.seed, () => rewardInForce(store.get(), control))
    this.sweep = control && ValueSweep.of(control)
    this.observer = control?.create() ?? null
    this.parts.trained.open(run.config, control)
    telemetry.exhibits = NO_EXHIBITS
    telemetry.surface = null
    if (moments !== NO_MOMENTS) {
      store.update(state => {
        state.moments = NO_MOMENTS
      })
    }
  }
}
