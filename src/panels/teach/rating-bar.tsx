/** Seven steps from much worse to much better, the neutral one in the middle. */
import { shownClip } from '../../store/selectors.ts'
import { usePanels } from '../context.ts'
import { RATINGS } from '../teach-keys.ts'
import { useStore } from '../use-store.ts'
import { deviceOf } from './input-device.ts'

export function RatingBar() {
  const { commands } = usePanels()
  const ready = useStore(state => shownClip(state) !== null)
  const any = useStore(state => state.teach.answered.length > 0)
  return (
    <div class="rate-bar">
      <fieldset class="scale7" aria-label="Your rating, against what you would expect">
        {RATINGS.map(({ rating, label }, index) => (
          <button
            key={rating}
            type="button"
            class={`btn step${rating < 0 ? ' worse' : rating > 0 ? ' better' : ' neutral'} s${Math.abs(rating)}`}
            disabled={!ready}
            onClick={event => void commands.rate(rating, deviceOf(event))}
          >
            <span>{label}</span>
            <kbd>{index + 1}</kbd>
          </button>
        ))}
      </fieldset>
      <button type="button" class="btn undo" disabled={!any} onClick={() => void commands.undoLabel()}>
        Undo
        <kbd>U</kbd>
      </button>
    </div>
  )
}
