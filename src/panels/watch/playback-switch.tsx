/** Pace of the robot on show, as a multiple of real time; the training has a pace of its own. */
import { PLAYBACKS, type Playback } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { Segments } from '../controls/segments.tsx'
import { useStore } from '../use-store.ts'

export const PLAYBACK_NAMES: Readonly<Record<Playback, string>> = {
  0.25: '\u00bc\u00d7',
  0.5: '\u00bd\u00d7',
  1: '1\u00d7',
  2: '2\u00d7',
  4: '4\u00d7',
}

const OPTIONS = PLAYBACKS.map(playback => ({ value: String(playback), label: PLAYBACK_NAMES[playback] }))

export function PlaybackSwitch() {
  const { commands } = usePanels()
  const playback = useStore(state => state.playback)
  return (
    <div class="playback" title="How fast the robot on show moves: 1 is real time">
      <span class="lab" aria-hidden="true">
        Pace
      </span>
      <Segments
        label="Pace of the robot on show, times real time"
        value={String(playback)}
        options={OPTIONS}
        onChange={next => commands.setPlayback(PLAYBACKS.find(each => String(each) === next)!)}
      />
    </div>
  )
}
