/** Who answers, always in sight; several people may take turns on one machine. */
import { useState } from 'preact/hooks'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { isPerson, raterName } from './rater-name.ts'

const NEW = '+'

export function RaterPicker() {
  const { commands } = usePanels()
  const rater = useStore(state => state.teach.rater)
  const raters = useStore(state => state.teach.raters)
  const simulated = useStore(state => state.teach.simulatedRater)
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  if (naming) {
    return (
      <form
        class="rater-picker"
        onSubmit={event => {
          event.preventDefault()
          commands.setRater(`person:${name}`)
          setNaming(false)
          setName('')
        }}
      >
        <input
          class="field"
          aria-label="Your name"
          placeholder="Your name"
          maxLength={40}
          value={name}
          ref={element => element?.focus()}
          onInput={event => setName(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') setNaming(false)
          }}
        />
        <button type="submit" class="btn">
          Answer as this
        </button>
      </form>
    )
  }
  return (
    <label class="rater-picker">
      <span class="lab">Who answers</span>
      <select
        class="select small"
        value={simulated === 'off' ? rater : ''}
        onChange={event => {
          const chosen = event.currentTarget.value
          event.currentTarget.blur()
          if (chosen === NEW) {
            event.currentTarget.value = rater
            setNaming(true)
          } else if (chosen !== '') {
            if (simulated !== 'off') commands.setSimulatedRater('off')
            commands.setRater(chosen)
          }
        }}
      >
        {simulated !== 'off' && <option value="">Simulated {simulated}</option>}
        {raters.filter(isPerson).map(each => (
          <option key={each} value={each}>
            {raterName(each)}
          </option>
        ))}
        <option value={NEW}>Someone else</option>
      </select>
    </label>
  )
}
