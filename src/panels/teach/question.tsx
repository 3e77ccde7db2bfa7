/** What the person is asked, and why just this. */
import { answerBefore, shownQuery } from '../../store/selectors.ts'
import type { TeachWay } from '../../store/state.ts'
import { useStore } from '../use-store.ts'

const HEADINGS: Readonly<Record<TeachWay, string>> = {
  compare: 'Which one is closer to what you want?',
  rate: 'How good is this?',
  praise: 'Do you like what Pip is doing?',
  demo: 'Show Pip how you would do it.',
  correct: 'What should Pip have done instead?',
}

const HINTS: Readonly<Record<Exclude<TeachWay, 'compare'>, string>> = {
  rate: 'Neutral is what you would expect of Pip.',
  praise: 'Press as soon as you see it: Pip allows for your reaction time.',
  demo: 'You move Pip, and keep the recording if it is good.',
  correct: 'Stop the clip where it goes wrong, then do it better.',
}

export function Question() {
  const way = useStore(state => state.teach.way)
  const again = useStore(answerBefore)
  const reason = useStore(state => (state.teach.way === 'compare' ? (shownQuery(state)?.reason ?? '') : ''))
  const grid = useStore(state => state.world.form === 'tabular')
  const place = useStore(
    state => state.teach.answered.findIndex(({ label }) => label.id === state.teach.editing) + 1,
  )
  const usual = grid ? 'Both start at the dotted ring.' : 'Watch both to their end, then choose.'
  return (
    <div class="q">
      <h1>{HEADINGS[way]}</h1>
      {again ? (
        <span class="again" role="status">
          Answer {place} again: this takes its place.
        </span>
      ) : (
        <span class="muted">{way === 'compare' ? reason || usual : HINTS[way]}</span>
      )}
    </div>
  )
}
