/** Figures of the learner's last update by their names in the field, each with a plain word; folded away. */
import { usePanels } from '../context.ts'
import { useSampled } from '../use-store.ts'
import { diagnosticRows } from './diagnostic-text.ts'

const READ_MILLISECONDS = 500

export function LastUpdate() {
  const { store } = usePanels()
  const rows = useSampled(() => diagnosticRows(store.get().run.diagnostics), READ_MILLISECONDS)
  if (rows.length === 0) return null
  return (
    <details class="more last-update">
      <summary>Last update, in figures</summary>
      <dl class="facts">
        {rows.map(({ name, plain, value }) => (
          <div key={name}>
            <dt>
              {name}
              {plain && <small> {plain}</small>}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
