/**
 * Robots on show in a control world: one, or two beside each other on the same start, each acting deterministically with
 * the policy of one moment of learning, in simulated real time. Apart from the training and its random streams. Time is
 * handed in, so the same showing runs in a page and in a test.
 */
import type { MomentId } from '../core/age.ts'
import type { DropPlace, ThingKind } from '../core/dropped-thing.ts'
import type { ControlWorld, Push } from '../core/environment.ts'
import type { Exhibit } from '../core/exhibit.ts'
import { type PolicySnapshot, type Thought, think } from '../core/policy-snapshot.ts'
import type { ControlReward } from '../training/control-shaping.ts'
import { Showing } from './showing.ts'

/** An episode that ended stays to be seen this long. */
const REST_MILLISECONDS = 700
/** A page that was busy or hidden does not catch up with more than this. */
const LONGEST_FRAME_MILLISECONDS = 100

/** Who is on show: a moment of learning or a trained robot, null for now, and its policy; null while none has come. */
export interface Role {
  readonly moment: MomentId | null
  readonly snapshot: PolicySnapshot | null
}

interface Robot {
  role: Role
  readonly showing: Showing
  /** Of the present state, by the policy of its role. */
  thought: Thought | null
  /** Did its episode end before the last step of the showing? */
  rests: boolean
}

export class Exhibition {
  /** As they are to be drawn. */
  exhibits: readonly Exhibit[] = []
  private robots: readonly Robot[] = []
  /** Counts starts: each is a start of its own, the same for all moments. */
  private number = 0
  /** Simulated seconds since the last step. */
  private elapsed = 0
  private rested = 0
  private readonly world: ControlWorld
  private readonly seed: number
  private readonly shaping: () => ControlReward

  constructor(world: ControlWorld, seed: number, shaping: () => ControlReward) {
    this.world = world
    this.seed = seed
    this.shaping = shaping
  }

  /** Other moments begin the same start again; other policies of the same moments go on where the robots are. */
  show(roles: readonly Role[]): void {
    const same =
      roles.length === this.robots.length &&
      roles.every((role, i) => role.moment === this.robots[i]!.role.moment)
    if (!same) {
      this.robots = roles.map(role => ({
        role,
        showing: new Showing(this.world, this.shaping),
        thought: null,
        rests: true,
      }))
      this.begin()
    } else {
      if (roles.every((role, i) => role.snapshot === this.robots[i]!.role.snapshot)) return
      for (const [i, robot] of this.robots.entries()) robot.role = roles[i]!
      this.think()
    }
    this.publish()
  }

  /** Lets real time pass; `playback` simulated seconds go by in one real one. */
  advance(milliseconds: number, playback: number): void {
    if (!this.ready()) return
    const passed = Math.min(milliseconds, LONGEST_FRAME_MILLISECONDS)
    const { stepSeconds } = this.world
    if (this.over() && this.elapsed >= stepSeconds) this.rest(passed)
    else {
      this.elapsed += (passed / 1000) * playback
      while (this.elapsed >= stepSeconds && !this.over()) {
        this.elapsed -= stepSeconds
        this.tick()
      }
    }
    this.publish()
  }

  /** A pull at the first robot on show, from its next step on until it is null. */
  poke(push: Push | null): void {
    const [first] = this.robots
    if (first) first.showing.poke = push
  }

  /** Something on the first robot on show. */
  drop(kind: ThingKind, place: DropPlace): void {
    this.robots[0]?.showing.drop(kind, place)
  }

  /** The ground under all of them, uphill to the right (rad), until told otherwise. */
  tilt(angle: number): void {
    for (const { showing } of this.robots) showing.tilt = angle
  }

  /** One step by hand, shown as arrived. */
  step(): void {
    if (!this.ready()) return
    if (this.over()) {
      this.number++
      this.begin()
    } else {
      this.tick()
      this.elapsed = this.world.stepSeconds
    }
    this.publish()
  }

  private ready(): boolean {
    return this.robots.length > 0 && this.robots.every(({ role }) => role.snapshot !== null)
  }

  private over(): boolean {
    return this.robots.every(({ showing }) => showing.finished !== 'no')
  }

  private begin(): void {
    this.elapsed = 0
    this.rested = 0
    for (const robot of this.robots) {
      robot.showing.begin(this.seed, `exhibition ${this.number}`)
      robot.rests = false
    }
    this.think()
  }

  private tick(): void {
    for (const robot of this.robots) {
      robot.rests = robot.showing.finished !== 'no'
      if (robot.rests || !robot.thought) continue
      robot.showing.step(robot.thought.action)
    }
    this.think()
  }

  private think(): void {
    for (const robot of this.robots) {
      const { snapshot } = robot.role
      robot.thought = snapshot && think(snapshot, robot.showing.observe())
    }
  }

  /** The next start follows once all have arrived at their ends and were seen there. */
  private rest(milliseconds: number): void {
    this.rested += milliseconds
    if (this.rested < REST_MILLISECONDS) return
    this.number++
    this.begin()
  }

  private publish(): void {
    const progress = Math.min(1, this.elapsed / this.world.stepSeconds)
    this.exhibits = this.robots.map(({ role, showing, thought, rests }) =>
      showing.exhibit(role.moment, thought, rests ? 1 : progress),
    )
  }
}
