/** Correcting: stop the clip where it goes wrong, do it better from there, look at both, keep it. */
import { shownClip } from '../../store/selectors.ts'
import { usePanels } from '../context.ts'
import { plural, signedText } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { LivePad } from './live-pad.tsx'

export function CorrectBar() {
  const { commands } = usePanels()
  const live = useStore(state => state.teach.live)
  const ready = useStore(state => shownClip(state) !== null)
  const grid = useStore(state => state.world.form === 'tabular')
  const any = useStore(state => state.teach.answered.length > 0)
  const shown = live?.kind === 'correct' ? live : null
  return (
    <section class={`live-bar ${shown?.status ?? ''}`} aria-label="Correct">
      <LivePad />
      <p class="lab" role="status">
        {!shown && `${grid ? 'Press an arrow' : 'Steer'}, or press the button, just before the wrong step.`}
        {shown?.status === 'waiting' &&
          `Stopped at step ${shown.at}. ${grid ? 'Go on from here with the arrows.' : 'Steer to go on from here.'}`}
        {shown?.status === 'recording' &&
          `${plural(shown.steps, 'step')}${shown.rest ? ` of Pip's ${shown.rest.steps}` : ''}, return ${signedText(shown.return)}.`}
        {shown?.status === 'finished' &&
          `You: ${signedText(shown.return)} in ${plural(shown.steps, 'step')}. Pip: ${signedText(shown.rest?.return)} in ${plural(shown.rest?.steps ?? 0, 'step')}. Keep yours?`}
      </p>
      <div class="live-acts">
        {!shown && (
          <button
            type="button"
            class="btn primary"
            disabled={!ready}
            onClick={() => commands.startCorrection()}
          >
            Stop here <kbd>Enter</kbd>
          </button>
        )}
        {shown && shown.status !== 'waiting' && (
          <>
            <button type="button" class="btn primary" onClick={() => void commands.finishLive(true)}>
              {shown.status === 'finished' ? 'Keep it' : 'That is better'} <kbd>Enter</kbd>
            </button>
            <button type="button" class="btn" onClick={() => commands.startCorrection()}>
              Again <kbd>R</kbd>
            </button>
          </>
        )}
        {shown && (
          <button type="button" class="btn" onClick={() => void commands.finishLive(false)}>
            {shown.status === 'waiting' ? 'Let the clip go on' : 'Throw away'} <kbd>Esc</kbd>
          </button>
        )}
        {!shown && (
          <button type="button" class="btn" disabled={!any} onClick={() => void commands.undoLabel()}>
            Undo <kbd>U</kbd>
          </button>
        )}
      </div>
    </section>
  )
}
