/** The people who answer on this machine, and whose answers came in files: who is at the page now, and a new name. */
import { useState } from 'preact/hooks'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { isPerson, raterName } from './rater-name.ts'

export function RatersCard() {
  const { commands } = usePanels()
  const rater = useStore(state => state.teach.rater)
  const raters = useStore(state => state.teach.raters)
  const answered = useStore(state => state.teach.answered)
  const [name, setName] = useState('')
  const counts = new Map<string, number>()
  for (const { label } of answered) counts.set(label.rater, (counts.get(label.rater) ?? 0) + 1)
  return (
    <Card title="Who answers" question="Each person's habits are learnt apart">
      <div class="raters">
        {raters.map(each => (
          <RaterLine key={each} rater={each} now={each === rater} answers={counts.get(each) ?? 0} />
        ))}
      </div>
      <form
        class="new-rater"
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() === '') return
          commands.setRater(`person:${name}`)
          setName('')
        }}
      >
        <input
          class="field"
          aria-label="Name of someone else who answers"
          placeholder="Someone else's name"
          maxLength={40}
          value={name}
          onInput={event => setName(event.currentTarget.value)}
        />
        <button type="submit" class="btn" disabled={name.trim() === ''}>
          Answer as this
        </button>
      </form>
    </Card>
  )
}

function RaterLine({ rater, now, answers }: { rater: string; now: boolean; answers: number }) {
  const { commands } = usePanels()
  const said = (
    <>
      <span class="name">{raterName(rater)}</span>
      <span class="muted">{plural(answers, 'answer')} in this world</span>
    </>
  )
  if (!isPerson(rater)) {
    return (
      <div class="rater-line">
        <i />
        {said}
      </div>
    )
  }
  return (
    <label class={`rater-line ${now ? 'now' : ''}`}>
      <input type="radio" name="rater" checked={now} onChange={() => commands.setRater(rater)} />
      {said}
    </label>
  )
}
