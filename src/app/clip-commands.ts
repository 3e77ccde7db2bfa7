/** Intents about the clips on the stage: pace, pause, one step at a time. */
import type { Commands } from '../store/commands.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'

type ClipCommands = Pick<Commands, 'setClipPlayback' | 'setClipsPaused' | 'stepClips'>

export function createClipCommands(
  store: Store<AppState>,
  stage: { stepClips(by: -1 | 1): void },
): ClipCommands {
  const pause = (paused: boolean) =>
    store.update(({ teach }) => {
      teach.clipsPaused = paused
    })
  return {
    setClipPlayback(playback) {
      store.update(({ teach }) => {
        teach.clipPlayback = playback
        teach.clipsPaused = false
      })
    },
    setClipsPaused: pause,
    stepClips(by) {
      pause(true)
      stage.stepClips(by)
    },
  }
}
