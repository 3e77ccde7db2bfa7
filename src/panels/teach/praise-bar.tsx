/** Two large thumbs and undo. Both look alike, so that neither is favoured. */
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { useStore } from '../use-store.ts'
import { deviceOf } from './input-device.ts'

export function PraiseBar() {
  const { commands } = usePanels()
  const any = useStore(state => state.teach.answered.length > 0)
  const acts = useStore(state => state.run.status === 'running' || state.run.status === 'paused')
  return (
    <fieldset class="praise-bar" aria-label="Praise or scold what Pip has just done">
      <button
        type="button"
        class="btn thumb"
        disabled={!acts}
        onClick={event => void commands.praise(-1, deviceOf(event))}
      >
        <Icon name="thumbDown" />
        <span>Scold</span>
        <kbd>{'\u2193'}</kbd>
      </button>
      <button type="button" class="btn undo" disabled={!any} onClick={() => void commands.undoLabel()}>
        Undo
        <kbd>U</kbd>
      </button>
      <button
        type="button"
        class="btn thumb"
        disabled={!acts}
        onClick={event => void commands.praise(1, deviceOf(event))}
      >
        <Icon name="thumbUp" />
        <span>Praise</span>
        <kbd>{'\u2191'}</kbd>
      </button>
    </fieldset>
  )
}
