/** Four answers and undo. The two sides look alike, so neither is favoured; the pressed one fills. */
import type { Comparison } from '../../core/label.ts'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'

export function AnswerBar() {
  const { commands } = usePanels()
  const ready = useStore(state => state.teach.queries.length > 0)
  const chosen = useStore(state => state.teach.chosen)
  const any = useStore(state => state.teach.answered.length > 0)
  const give = (answer: Comparison) => () => void commands.answer(answer, 'pointer')
  const side = (answer: 'left' | 'right') => `btn pick ${chosen === answer ? 'chosen' : ''}`
  const plain = (answer: Comparison) => `btn ${chosen === answer ? 'chosen' : ''}`
  return (
    <fieldset class="ans" aria-label="Your answer">
      <button type="button" class={side('left')} disabled={!ready} onClick={give('left')}>
        <kbd>←</kbd>
        <span>Left is better</span>
      </button>
      <button type="button" class={plain('equal')} disabled={!ready} onClick={give('equal')}>
        Equal
        <kbd>↑</kbd>
      </button>
      <button type="button" class={plain('cant-tell')} disabled={!ready} onClick={give('cant-tell')}>
        Can't tell
        <kbd>↓</kbd>
      </button>
      <button type="button" class="btn" disabled={!any} onClick={() => void commands.undoLabel()}>
        Undo
        <kbd>U</kbd>
      </button>
      <button type="button" class={side('right')} disabled={!ready} onClick={give('right')}>
        <span>Right is better</span>
        <kbd>→</kbd>
      </button>
    </fieldset>
  )
}
