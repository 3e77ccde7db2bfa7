/** A grid world's stage as a table for screen readers, brought up to date every two seconds at most. */
import { useEffect, useState } from 'preact/hooks'
import { usePanels } from '../context.ts'
import { openTitle } from '../open-world.ts'
import { useStore } from '../use-store.ts'
import { mirrorTexts } from './mirror-text.ts'

const REFRESH_MILLISECONDS = 2000

export function MirrorTable() {
  const { board, telemetry } = usePanels()
  const title = useStore(openTitle)
  const epoch = useStore(state => state.run.epoch)
  const [texts, setTexts] = useState<readonly string[]>([])
  useEffect(() => {
    const refresh = () => {
      const { frame } = telemetry
      const open = board()
      if (!open) return
      const next = mirrorTexts(open, frame?.form === 'tabular' && frame.epoch === epoch ? frame : null)
      setTexts(before => (before.join('\n') === next.join('\n') ? before : next))
    }
    refresh()
    const timer = setInterval(refresh, REFRESH_MILLISECONDS)
    return () => clearInterval(timer)
  }, [epoch])
  const columns = board()?.columns ?? 1
  const rows = Array.from({ length: Math.ceil(texts.length / columns) }, (_, row) =>
    texts.slice(row * columns, (row + 1) * columns),
  )
  return (
    <div class="sr">
      <table>
        <caption>{title}, square by square</caption>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((text, column) => (
                <td key={column}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
