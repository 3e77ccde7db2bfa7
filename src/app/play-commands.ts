/** Intents about a person's own play: turn by turn in a grid world, in simulated real time in a control world. */
import type { World } from '../core/environment.ts'
import { withAxis } from '../core/play-axes.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import type { Commands } from '../store/commands.ts'
import { groundTilt } from '../store/selectors.ts'
import type { AppState, Playback } from '../store/state.ts'
import type { Draft, Store } from '../store/store.ts'
import { ControlPlay, playHelp, playPace } from './control-play.ts'
import { PlaySession } from './play-session.ts'
import { rewardInForce } from './show-control.ts'

type PlayCommands = Pick<Commands, 'togglePlay' | 'playAction' | 'setPlayInput' | 'restartPlay'>

/** Counters of a running episode change in the page at most this often. */
const COUNTER_MILLISECONDS = 100

export interface PlayParts {
  readonly store: Store<AppState>
  openWorld(): World
  /** The robot's, for a person to be compared with; null while there is none. */
  newestPolicy(): PolicySnapshot | null
  /** The person has begun, moved in a grid world, or left. */
  playChanged(): void
}

export class PlayControl {
  readonly commands: PlayCommands
  private readonly parts: PlayParts
  private session: PlaySession | ControlPlay | null = null
  private sinceShown = 0
  /** Pace of the robots on show, while the person's own is in force. */
  private watchingPace: Playback | null = null

  constructor(parts: PlayParts) {
    this.parts = parts
    this.commands = {
      togglePlay: () => (this.active() ? this.leave() : this.begin()),
      playAction: action => this.act(action),
      setPlayInput: (input, axis) => this.hold(input?.value ?? null, axis),
      restartPlay: () => this.begin(),
    }
  }

  /** The person's play in a grid world. */
  turns(): PlaySession | null {
    return this.active() && this.session instanceof PlaySession ? this.session : null
  }

  /** The person's play in a control world. */
  driving(): ControlPlay | null {
    return this.active() && this.session instanceof ControlPlay ? this.session : null
  }

  /** Lets the time between two animation frames pass. */
  frame(milliseconds: number): void {
    const session = this.driving()
    if (!session) return
    const state = this.parts.store.get()
    const { play, playback } = state
    session.tilt(groundTilt(state))
    session.advance(milliseconds, playback)
    this.sinceShown += milliseconds
    const { robot } = session
    const news =
      play.steps !== session.steps ||
      play.robot?.return !== robot?.return ||
      play.robot?.finished !== robot?.finished
    const ended =
      session.finished !== 'no' && (play.finished === 'no' || play.robot?.finished !== robot?.finished)
    if (ended || (news && this.sinceShown >= COUNTER_MILLISECONDS)) this.show()
  }

  leave(): void {
    this.session = null
    const pace = this.watchingPace
    this.watchingPace = null
    this.parts.store.update(state => {
      state.play.active = false
      state.play.held = []
      if (pace !== null) state.playback = pace
    })
    this.parts.playChanged()
  }

  private active(): boolean {
    return this.parts.store.get().play.active
  }

  private begin(): void {
    const { store, openWorld, newestPolicy } = this.parts
    const { play, run, playback } = store.get()
    const world = openWorld()
    const seed = play.seed + 1
    if (world.form === 'control') {
      const pace = this.watchingPace === null ? playPace(run.config.env) : playback
      this.watchingPace ??= playback
      const session = new ControlPlay(
        world,
        seed,
        newestPolicy(),
        () => rewardInForce(store.get(), world),
        run.config.env,
      )
      session.held = play.active ? play.held : []
      this.session = session
      store.update(state => {
        state.playback = pace
        state.play.help = playHelp(world.actionSpace, run.config.env)
      })
    } else this.session = new PlaySession(world, seed)
    store.update(state => {
      state.play.active = true
      state.play.seed = seed
    })
    this.show()
  }

  private act(action: number): void {
    const session = this.turns()
    if (!session) return
    if (session.finished !== 'no') this.begin()
    else {
      session.act(action)
      this.show()
    }
  }

  private hold(value: number | null, axis = 0): void {
    const session = this.driving()
    if (!session) return
    const held = withAxis(session.held, axis, value)
    if (held === session.held) return
    session.held = held
    this.parts.store.update(({ play }) => {
      play.held = held
    })
  }

  private show(): void {
    const { session } = this
    if (!session) return
    this.sinceShown = 0
    this.parts.store.update(({ play }) => {
      play.return = session.return
      play.finished = session.finished
      if (session instanceof PlaySession) showTurns(play, session)
      else showDriving(play, session)
      const counts = session instanceof PlaySession || !session.isMeddledWith
      if (session.finished !== 'no' && counts)
        play.bestReturn = Math.max(play.bestReturn ?? -Infinity, session.return)
    })
    if (session instanceof PlaySession || session.steps === 0) this.parts.playChanged()
  }
}

function showTurns(play: Draft<AppState['play']>, session: PlaySession): void {
  play.state = session.state
  play.steps = session.actions.length
  play.event = session.event
  play.robot = null
  play.help = ''
}

function showDriving(play: Draft<AppState['play']>, session: ControlPlay): void {
  play.steps = session.steps
  play.event = session.exhibit().event
  play.held = session.held
  play.robot = session.robot
}
