/** Showing how: the person acts from an episode's start, or takes over from Pip; keeps it, throws it away, shows it again. */
import { usePanels } from '../context.ts'
import { plural, signedText } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { LivePad } from './live-pad.tsx'

export function DemoBar() {
  const { commands } = usePanels()
  const live = useStore(state => state.teach.live)
  const grid = useStore(state => state.world.form === 'tabular')
  const any = useStore(state => state.teach.answered.length > 0)
  const shown = live?.kind === 'demo' ? live : null
  return (
    <section class={`live-bar ${shown?.status ?? ''}`} aria-label="Show how">
      <LivePad />
      <p class="lab" role="status">
        {!shown &&
          `Pip acts. Take over at any moment: ${grid ? 'press an arrow' : 'steer'}, or press the button.`}
        {shown?.status === 'waiting' &&
          (shown.takeover ? 'Yours from here. ' : 'At the start. ') +
            (grid ? 'The first arrow begins it.' : 'It begins when you steer.')}
        {shown?.status === 'recording' &&
          `Recording: ${plural(shown.steps, 'step')}, return ${signedText(shown.return)}.`}
        {shown?.status === 'finished' &&
          `${shown.ended === 'truncated' ? 'Out of time' : 'At its end'}: ${plural(shown.steps, 'step')}, return ${signedText(shown.return)}. Keep it?`}
      </p>
      <div class="live-acts">
        {!shown && (
          <>
            <button type="button" class="btn primary" onClick={() => commands.startDemo('takeover')}>
              Take over now <kbd>T</kbd>
            </button>
            <button type="button" class="btn" onClick={() => commands.startDemo('start')}>
              From the start <kbd>Enter</kbd>
            </button>
          </>
        )}
        {shown?.status === 'waiting' && (
          <button type="button" class="btn" onClick={() => void commands.finishLive(false)}>
            Let Pip act, then take over <kbd>T</kbd>
          </button>
        )}
        {shown && shown.status !== 'waiting' && (
          <>
            <button type="button" class="btn primary" onClick={() => void commands.finishLive(true)}>
              Keep it <kbd>Enter</kbd>
            </button>
            <button
              type="button"
              class="btn"
              onClick={() => commands.startDemo(shown.takeover ? 'takeover' : 'start')}
            >
              Again <kbd>R</kbd>
            </button>
            <button type="button" class="btn" onClick={() => void commands.finishLive(false)}>
              Throw away <kbd>Esc</kbd>
            </button>
          </>
        )}
        {(!shown || shown.status === 'waiting') && (
          <button type="button" class="btn" disabled={!any} onClick={() => void commands.undoLabel()}>
            Undo <kbd>U</kbd>
          </button>
        )}
      </div>
    </section>
  )
}
