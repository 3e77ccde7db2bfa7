/** A control world's stage as a table for screen readers, brought up to date once a second at most. */
import { usePanels } from '../context.ts'
import { openTitle } from '../open-world.ts'
import { useSampled, useStore } from '../use-store.ts'
import { controlRows } from './control-text.ts'

const REFRESH_MILLISECONDS = 1000

export function ControlTable() {
  const { telemetry, store, observationOf } = usePanels()
  const title = useStore(openTitle)
  const rows = useSampled(
    () => controlRows(telemetry.exhibits, store.get().world, state => observationOf(state)),
    REFRESH_MILLISECONDS,
  )
  return (
    <div class="sr">
      {rows.map(({ name, cells }) => (
        <table key={name}>
          <caption>
            {title}, {name}
          </caption>
          <tbody>
            {cells.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}
