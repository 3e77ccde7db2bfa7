/** Intents about moments of learning: the time slider, pins, and the pace of the robots on show. */
import type { Commands } from '../store/commands.ts'
import { comparedWithNow, pinned, scrubbedTo, steppedBack, steppedOn, unpinned } from '../store/moments.ts'
import type { AppState, Moments } from '../store/state.ts'
import type { Store } from '../store/store.ts'

type MomentCommands = Pick<
  Commands,
  'showMoment' | 'previousMoment' | 'nextMoment' | 'pinMoment' | 'unpin' | 'compareWithNow' | 'setPlayback'
>

export function createMomentCommands(store: Store<AppState>): MomentCommands {
  const move = (next: (moments: Moments) => Moments) => {
    const moments = next(store.get().moments)
    store.update(state => {
      state.moments = moments
    })
  }
  return {
    showMoment: step => move(moments => scrubbedTo(moments, step)),
    previousMoment: () => move(steppedBack),
    nextMoment: () => move(steppedOn),
    pinMoment: () => move(pinned),
    unpin: step => move(moments => unpinned(moments, step)),
    compareWithNow: () => move(comparedWithNow),
    setPlayback: playback =>
      store.update(state => {
        state.playback = playback
      }),
  }
}
