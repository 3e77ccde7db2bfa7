/** Where clips of equal length can hardly differ: the same task in episodes of one length, one press away. */
import { usePanels } from '../context.ts'
import { openEntry } from '../open-world.ts'
import { useStore } from '../use-store.ts'

export function TwinHint() {
  const { commands } = usePanels()
  const twin = useStore(state => state.worlds.find(({ id }) => id === openEntry(state)?.twin) ?? null)
  if (!twin) return null
  return (
    <section class="card twin-hint">
      <p class="muted">Episodes end early in this world, so clips of it can hardly differ.</p>
      <button type="button" class="btn small" onClick={() => commands.openWorld(twin.id)}>
        Teach in {twin.title}
      </button>
    </section>
  )
}
