/**
 * How far the newest policy fulfils each wish that people may have of the open world's robot: an episode from one and the same
 * start for every policy, run a little in each animation frame while someone teaches.
 */
import type { ControlWorld, World } from '../core/environment.ts'
import { type PolicySnapshot, think } from '../core/policy-snapshot.ts'
import { NO_SHAPING } from '../core/run-config.ts'
import type { Wish } from '../envs/pip/wishes.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import { controlReward } from '../training/control-shaping.ts'
import { Showing } from './showing.ts'
import { wishRecipe } from './wish-recipes.ts'

/** Of each animation frame. */
const MILLISECONDS = 1
const MOST_FIGURES = 60
const SEED = 0
const STREAM = 'wishes'
const unshaped = controlReward([], NO_SHAPING, 1)

export interface WishWatchParts {
  readonly store: Store<AppState>
  openWorld(): World
  newestPolicy(): PolicySnapshot | null
  /** Brought only where a robot of bodies is taught. */
  bringWishes(): Promise<{ wishesOf(env: string): readonly Wish[] }>
  /** Milliseconds, monotonic. */
  now(): number
}

interface Watch {
  readonly world: ControlWorld
  readonly wishes: readonly Wish[]
  readonly showing: Showing
}

export class WishWatch {
  private readonly parts: WishWatchParts
  private epoch: number | null = null
  private watch: Watch | null = null
  /** Of the episode under way, or of the last one. */
  private policy: PolicySnapshot | null = null
  private states: number[] = []

  constructor(parts: WishWatchParts) {
    this.parts = parts
  }

  /** Lets an animation frame's share of the work be done. */
  frame(): void {
    const { store, now } = this.parts
    const { mode, run } = store.get()
    if (mode !== 'teach') return
    if (run.epoch !== this.epoch) void this.open(run.epoch, run.config.env)
    if (!this.watch || !this.isUnderWay(this.watch)) return
    const end = now() + MILLISECONDS
    while (this.step(this.watch) && now() < end);
  }

  private async open(epoch: number, env: string): Promise<void> {
    this.epoch = epoch
    this.watch = null
    this.policy = null
    const world = this.parts.openWorld()
    if (world.form !== 'control' || !world.figure) return
    // Who teaches without a connection does without the list.
    const wishes = await this.parts.bringWishes().then(
      ({ wishesOf }) => wishesOf(env),
      () => [],
    )
    if (epoch !== this.parts.store.get().run.epoch || wishes.length === 0) return
    this.watch = { world, wishes, showing: new Showing(world, () => unshaped) }
    this.parts.store.update(({ teach }) => {
      teach.wishes = wishes.map(({ id, title, unit, goal }) => ({
        id,
        title,
        unit,
        goal: goal?.says ?? '',
        canBeSetUp: wishRecipe(env, id) !== null,
        figures: [],
      }))
    })
  }

  /** Begins an episode where a newer policy has come since the last. */
  private isUnderWay({ showing }: Watch): boolean {
    if (this.policy && this.states.length > 0) return true
    const policy = this.parts.newestPolicy()
    if (!policy || policy === this.policy) return false
    this.policy = policy
    showing.begin(SEED, STREAM)
    this.states = [...showing.state]
    return true
  }

  /** @returns false when that was the last one. */
  private step(watch: Watch): boolean {
    const { showing } = watch
    showing.step(think(this.policy!, showing.observe()).action)
    for (const number of showing.state) this.states.push(number)
    if (showing.finished === 'no') return true
    this.measure(watch)
    this.states = []
    return false
  }

  private measure({ world, wishes }: Watch): void {
    const { states } = this
    const { stateSize, stepSeconds } = world
    const rows = { states, stateSize, stepSeconds, count: states.length / stateSize }
    const measured = wishes.map(wish => wish.measure(rows))
    this.parts.store.update(({ teach }) => {
      teach.wishes = teach.wishes.map((wish, i) => ({
        ...wish,
        figures: [...wish.figures, measured[i]!].slice(-MOST_FIGURES),
      }))
    })
  }
}
