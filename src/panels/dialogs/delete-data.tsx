/** Asks once before answers are deleted for good. */
import { usePanels } from '../context.ts'
import { plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'

export function DeleteData() {
  const { commands } = usePanels()
  const total = useStore(state => state.teach.totalLabels)
  return (
    <>
      <p>
        This deletes {plural(total, 'answer')} in all worlds from this browser. It cannot be undone. Export
        them first if you may want them again.
      </p>
      <div class="actions">
        <button type="button" class="btn" onClick={() => commands.exportLabels()}>
          Export first
        </button>
        <button type="button" class="btn" onClick={() => commands.openDialog('none')}>
          Keep them
        </button>
        <button
          type="button"
          class="btn danger"
          onClick={() => {
            commands.openDialog('none')
            void commands.deleteLabels()
          }}
        >
          Delete all
        </button>
      </div>
    </>
  )
}
