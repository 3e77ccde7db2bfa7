/**
 * Opens worlds whose physics engine is brought first. Until it is there the page keeps the world before, and says what it
 * waits for; who opens another world meanwhile gets that one.
 */
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { AppContext } from './context.ts'
import { bringEngine, isReady, titleOf } from './worlds.ts'

/** What takes longer is said. */
const PATIENCE_MILLISECONDS = 1000

interface Parts {
  readonly store: Store<AppState>
  readonly fail: AppContext['fail']
}

export class WorldOpening {
  private readonly parts: Parts
  /** Of the newest wish; an older one is no longer waited for. */
  private wish = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: Parts) {
    this.parts = parts
  }

  /**
   * @param open makes and shows the world: called at once where nothing has to be brought.
   * @param onFail after the person was told why it cannot be opened.
   */
  open(env: string, open: () => void, onFail?: () => void): Promise<void> {
    this.cancel()
    if (!isReady(env)) return this.bring(env, open, onFail)
    open()
    return Promise.resolve()
  }

  /** What is under way is no longer wanted. */
  cancel(): void {
    this.wish++
    clearTimeout(this.timer)
    if (this.parts.store.get().opening !== null)
      this.parts.store.update(state => {
        state.opening = null
      })
  }

  private async bring(env: string, open: () => void, onFail?: () => void): Promise<void> {
    const { wish } = this
    this.say(env, false)
    this.timer = setTimeout(() => this.say(env, true), PATIENCE_MILLISECONDS)
    try {
      await bringEngine(env)
      if (wish !== this.wish) return
      this.cancel()
      open()
    } catch (error) {
      if (wish !== this.wish) return
      this.cancel()
      this.parts.fail(error, `${titleOf(env)} was not opened.`)
      onFail?.()
    }
  }

  private say(env: string, slow: boolean): void {
    this.parts.store.update(state => {
      state.opening = { env, title: titleOf(env), slow }
    })
  }
}
