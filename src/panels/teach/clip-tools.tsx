/** Both clips at once: hold, one frame back or on, at which pace they play; and another question instead of this one. */
import { clipStepMilliseconds } from '../../core/clip-pace.ts'
import { shownClip, shownQuery } from '../../store/selectors.ts'
import { PLAYBACKS } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { Segments } from '../controls/segments.tsx'
import { Switch } from '../controls/switch.tsx'
import { Icon } from '../icons.tsx'
import { useSampled, useStore } from '../use-store.ts'
import { PLAYBACK_NAMES } from '../watch/playback-switch.tsx'
import { paceText } from './clip-text.ts'

const OPTIONS = PLAYBACKS.map(playback => ({ value: String(playback), label: PLAYBACK_NAMES[playback] }))

export function ClipTools() {
  const { commands, clipPlaces } = usePanels()
  const paused = useStore(state => state.teach.clipsPaused)
  const playback = useStore(state => state.teach.clipPlayback)
  const stepSeconds = useStore(state => state.world.stepSeconds)
  const steps = useSampled(() => Math.max(0, ...clipPlaces().map(({ of }) => of)), 300)
  const pace = paceText(stepSeconds, clipStepMilliseconds(stepSeconds, steps), playback)
  return (
    <fieldset class="clip-tools" aria-label="How the clips play">
      <button
        type="button"
        class="icon"
        aria-label="Clips: one step back"
        title="One step back (,)"
        onClick={() => commands.stepClips(-1)}
      >
        <span class="mirrored">
          <Icon name="step" />
        </span>
      </button>
      <button
        type="button"
        class="icon"
        aria-label={paused ? 'Let the clips go on' : 'Pause the clips'}
        title={paused ? 'Go on (Space)' : 'Pause (Space)'}
        onClick={() => commands.setClipsPaused(!paused)}
      >
        <Icon name={paused ? 'play' : 'pause'} />
      </button>
      <button
        type="button"
        class="icon"
        aria-label="Clips: one step on"
        title="One step on (.)"
        onClick={() => commands.stepClips(1)}
      >
        <Icon name="step" />
      </button>
      <Segments
        label="Pace of the clips"
        value={String(playback)}
        options={OPTIONS}
        onChange={next => commands.setClipPlayback(PLAYBACKS.find(each => String(each) === next)!)}
      />
      <span class="muted pace">{pace}</span>
      <QuestionTools />
    </fieldset>
  )
}

function QuestionTools() {
  const { commands } = usePanels()
  const way = useStore(state => state.teach.way)
  const again = useStore(state => state.teach.editing !== null)
  const ready = useStore(state =>
    state.teach.way === 'compare' ? shownQuery(state) !== null : shownClip(state) !== null,
  )
  const asksStrength = useStore(state => state.teach.askStrength)
  const other = way === 'compare' ? 'Skip this pair' : 'Another clip'
  const next = () => (way === 'compare' ? commands.skipQuery() : commands.anotherClip())
  return (
    <span class="question-tools">
      {way === 'compare' && (
        <Switch label="How much better?" on={asksStrength} onChange={ask => commands.setAskStrength(ask)} />
      )}
      <button
        type="button"
        class="btn quiet"
        disabled={!ready}
        title={again ? 'The old answer stays' : 'Nothing is recorded'}
        onClick={() => (again ? commands.editLabel(null) : next())}
      >
        {again ? 'Leave it as it was' : other} <kbd>{again ? 'Esc' : 'X'}</kbd>
      </button>
    </span>
  )
}
