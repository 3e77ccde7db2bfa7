/** Four answers and undo. The two sides look alike, so neither is favoured; the pressed one fills. */
import type { Comparison, Strength } from '../../core/label.ts'
import { shownQuery } from '../../store/selectors.ts'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { deviceOf } from './input-device.ts'

export function AnswerBar() {
  const { commands } = usePanels()
  const ready = useStore(state => shownQuery(state) !== null)
  const chosen = useStore(state => state.teach.chosen)
  const any = useStore(state => state.teach.answered.length > 0)
  const asksStrength = useStore(state => state.teach.askStrength)
  const give =
    (answer: Comparison, strength: Strength = null) =>
    (event: Event) =>
      void commands.answer(answer, deviceOf(event), strength)
  const plain = (answer: Comparison) => `btn ${chosen === answer ? 'chosen' : ''}`
  const pick = (answer: 'left' | 'right', name: string, key: string) => {
    const kind = `btn pick ${chosen === answer ? 'chosen' : ''}`
    if (!asksStrength) {
      return (
        <button type="button" class={kind} disabled={!ready} onClick={give(answer)} key={answer}>
          <kbd>{key}</kbd>
          <span>{name} is better</span>
        </button>
      )
    }
    return (
      <span class="two-strengths" key={answer}>
        <button type="button" class={kind} disabled={!ready} onClick={give(answer, 'slightly')}>
          <span>{name}, slightly</span>
          <kbd>{key}</kbd>
        </button>
        <button type="button" class={kind} disabled={!ready} onClick={give(answer, 'clearly')}>
          <span>{name}, clearly</span>
          <kbd>Shift {key}</kbd>
        </button>
      </span>
    )
  }
  return (
    <fieldset class={`ans ${asksStrength ? 'strong' : ''}`} aria-label="Your answer">
      {pick('left', 'Left', '←')}
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
      {pick('right', 'Right', '→')}
    </fieldset>
  )
}
