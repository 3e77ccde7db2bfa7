/**
 * Keeps questions ready ahead of the person: pairs to compare, and a clip to rate or correct. What is under way is not
 * asked for twice. Also notes when the question on show was first seen.
 */
import { shownClip, shownQuery } from '../store/selectors.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import { QUERIES_AHEAD, type RunControl } from './run-control.ts'

const RETRY_MILLISECONDS = 400
const CLIP_RETRY_MILLISECONDS = 1500

export class QuestionFeed {
  private readonly store: Store<AppState>
  private readonly control: Pick<RunControl, 'askForQueries' | 'send'>
  /** Of the newest run: pairs under way, and whether a clip is. */
  private epoch = -1
  private pairs = 0
  private clip = false
  private askings = 0
  private shown: unknown = null
  shownAt = new Date()

  constructor(store: Store<AppState>, control: Pick<RunControl, 'askForQueries' | 'send'>) {
    this.store = store
    this.control = control
    store.subscribe(() => this.look())
  }

  /** Asks for what is missing. */
  look(): void {
    const state = this.store.get()
    const { mode, run, teach } = state
    const shown = teach.way === 'compare' ? shownQuery(state)?.id : shownClip(state)?.clip
    if (shown !== this.shown) {
      this.shown = shown
      this.shownAt = new Date()
    }
    if (run.epoch !== this.epoch) {
      this.epoch = run.epoch
      this.pairs = 0
      this.clip = false
    }
    if (run.status === 'starting' || run.status === 'failed' || mode !== 'teach') return
    const missing = QUERIES_AHEAD - teach.queries.length - this.pairs
    if (teach.way === 'compare' && missing > 0) {
      this.pairs += missing
      this.control.askForQueries(missing)
    }
    const wantsClip = teach.way === 'rate' || teach.way === 'correct'
    if (teach.episode !== null) this.clip = false
    else if (wantsClip && !this.clip) {
      this.clip = true
      this.control.send({ type: 'rateable' })
      // A robot that has just begun has done nothing to rate.
      const asking = ++this.askings
      setTimeout(() => this.missClip(asking), CLIP_RETRY_MILLISECONDS)
    }
  }

  private missClip(asking: number): void {
    if (asking !== this.askings || !this.clip) return
    this.clip = false
    this.look()
  }

  /** A worker answers each asking with what it has; where it had nothing to choose from, it is asked again later. */
  arrived(count: number): void {
    if (count === 0) {
      setTimeout(() => this.arrivedAll(), RETRY_MILLISECONDS)
      return
    }
    this.arrivedAll()
  }

  private arrivedAll(): void {
    this.pairs = 0
    this.look()
  }
}
