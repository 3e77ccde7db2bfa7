/** A person's answers belong to them: take them along, bring them back, delete them. */
import { useRef } from 'preact/hooks'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'

export function DataCard() {
  const { commands } = usePanels()
  const total = useStore(state => state.teach.totalLabels)
  const file = useRef<HTMLInputElement>(null)
  return (
    <Card title="My data" question={`${plural(total, 'answer')} in all worlds, kept in this browser`}>
      <div class="actions">
        <button type="button" class="btn" disabled={total === 0} onClick={() => commands.exportLabels()}>
          <Icon name="download" />
          Export
        </button>
        <button
          type="button"
          class="btn"
          disabled={total === 0}
          title="Chosen and rejected clips as JSON lines, for preference-learning libraries"
          onClick={() => commands.exportPairs()}
        >
          <Icon name="download" />
          Pairs
        </button>
        <button type="button" class="btn" onClick={() => file.current!.click()}>
          <Icon name="upload" />
          Import
        </button>
        <button type="button" class="btn" disabled={total === 0} onClick={() => commands.openDialog('data')}>
          <Icon name="trash" />
          Delete
        </button>
      </div>
      <input
        ref={file}
        type="file"
        class="sr"
        tabIndex={-1}
        accept=".jsonl,.json,application/x-ndjson,application/json"
        aria-label="Import answers from a JSONL file"
        onChange={event => {
          const chosen = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (chosen) void commands.importLabels(chosen)
        }}
      />
    </Card>
  )
}
