/** Where the answers stand with storage; "Saved - n" only when the browser has them for good. */
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'

export function SavedLine() {
  const { commands } = usePanels()
  const saved = useStore(state => state.teach.saved)
  const download = (
    <button type="button" class="btn" onClick={() => commands.exportLabels()}>
      <Icon name="download" />
      Download
    </button>
  )
  switch (saved.kind) {
    case 'loading':
      return <div class="saved muted">Opening your answers</div>
    case 'saved':
      return (
        <div class="saved">
          <b>Saved - {saved.count}</b>
        </div>
      )
    case 'saving':
      return (
        <div class="saved">
          <b class="muted">Saving, {saved.count} so far</b>
        </div>
      )
    case 'failed':
      return (
        <div class="saved trouble" role="alert">
          <Icon name="warning" />
          <span title={`${saved.message} (${saved.code})`}>
            <b>Not saved - {plural(saved.unsaved, 'answer')}</b>
            <span class="sub">{saved.message}</span>
          </span>
          {download}
        </div>
      )
    case 'unreadable':
      return (
        <div class="saved trouble" role="alert">
          <Icon name="warning" />
          <span title={saved.message}>
            <b>Some saved answers cannot be read</b>
            <span class="sub">Nothing was written over them. {saved.message}</span>
          </span>
          {download}
        </div>
      )
  }
}
