/** The key list, made from the key map that the page obeys. */
import { usePanels } from '../context.ts'
import { groupKeys } from '../key-groups.ts'

export function KeyList() {
  const { keyMap } = usePanels()
  return (
    <div class="keys">
      {groupKeys(keyMap).map(({ title, rows }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {rows.map(({ shown, label }) => (
              <div key={label}>
                <dt>
                  {shown.map(key => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p class="sub">Keys rest while you type or while a window like this is open.</p>
    </div>
  )
}
