/** Asks, before a file of answers is taken in, whether someone in it is the person of that name here or someone else. */
import { useState } from 'preact/hooks'
import type { PendingImport } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { plural } from '../number-text.ts'
import { raterName } from '../teach/rater-name.ts'
import { useStore } from '../use-store.ts'
import { newRaterName } from './new-rater-name.ts'

export function ImportLabels() {
  const pending = useStore(state => state.teach.pendingImport)
  return pending && <ImportChoice pending={pending} key={pending.file} />
}

function ImportChoice({ pending }: { pending: PendingImport }) {
  const { commands } = usePanels()
  const raters = [...useStore(state => state.teach.raters), ...pending.raters]
  /** New names by old ones; a person who is not in it stays who they are. */
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const name = (rater: string, next: string | null) => {
    const changed = new Map(names)
    if (next === null) changed.delete(rater)
    else changed.set(rater, next)
    setNames(changed)
  }
  const taken = (next: string) => raters.some(each => raterName(each) === next.trim())
  const wrong = [...names.values()].some(next => next.trim() === '' || taken(next))
  const repeated =
    pending.repeated > 0 ? ` ${pending.repeated} more are here already and stay as they are.` : ''
  return (
    <form
      class="import-choice"
      onSubmit={event => {
        event.preventDefault()
        if (wrong) return
        void commands.finishImport(
          new Map([...names].map(([rater, next]) => [rater, `person:${next.trim()}`])),
        )
      }}
    >
      <p>
        {pending.file} brings {plural(pending.added, 'entry', 'entries')}.{repeated} Pip learns each person's
        habits apart, so it matters who is who.
      </p>
      {pending.namesakes.map(({ rater, here, inFile }) => {
        const other = names.get(rater)
        const group = `same-${rater}`
        return (
          <fieldset key={rater}>
            <legend>
              {rater === 'person' ? 'Someone without a name, as you are here' : raterName(rater)}:{' '}
              {plural(inFile, 'answer')} in the file, {here} here
            </legend>
            <label class="choice">
              <input
                type="radio"
                name={group}
                checked={other === undefined}
                onChange={() => name(rater, null)}
              />
              <span>
                <b>{rater === 'person' ? 'They are mine' : 'The same person'}</b>
                <span class="sub">All {here + inFile} answers count as one person's.</span>
              </span>
            </label>
            <label class="choice">
              <input
                type="radio"
                name={group}
                checked={other !== undefined}
                onChange={() => name(rater, newRaterName(rater, raters))}
              />
              <span>
                <b>Someone else's</b>
                <span class="sub">They come in under another name and are looked at apart.</span>
              </span>
            </label>
            {other !== undefined && (
              <label class="choice-name">
                <span class="lab">Name</span>
                <input
                  class="field"
                  maxLength={40}
                  value={other}
                  aria-invalid={other.trim() === '' || taken(other)}
                  onInput={event => name(rater, event.currentTarget.value)}
                />
                {taken(other) && <span class="sub">Someone here or in the file has this name already.</span>}
              </label>
            )}
          </fieldset>
        )
      })}
      <div class="actions">
        <button type="button" class="btn" onClick={() => commands.openDialog('none')}>
          Do not import
        </button>
        <button type="submit" class="btn primary" disabled={wrong}>
          Import
        </button>
      </div>
    </form>
  )
}
