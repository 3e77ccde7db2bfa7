/** That a world is on its way, where fetching its physics engine takes longer than a moment. */
import { usePanels } from './context.ts'
import { openTitle } from './open-world.ts'
import { useStore } from './use-store.ts'

export function OpeningNote() {
  const { store, commands } = usePanels()
  const opening = useStore(state => state.opening)
  const download = useStore(state => state.worlds.find(({ id }) => id === state.opening?.env)?.download)
  const here = useStore(openTitle)
  if (!opening?.slow) return null
  return (
    <div class="opening-note" role="status">
      <span class="spinner" aria-hidden="true" />
      <p>
        <b>Fetching the physics engine of {opening.title}…</b>
        {download && ` ${download}, once.`}
      </p>
      <button type="button" class="btn small" onClick={() => commands.openWorld(store.get().run.config.env)}>
        Stay in {here}
      </button>
    </div>
  )
}
