/** What the stage draws over the world. */
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'

const BOARD_LAYERS = [
  { layer: 'values', label: 'Value', title: 'What each square is worth (V)' },
  { layer: 'arrows', label: 'Arrows', title: 'Where it goes next (A)' },
  { layer: 'trails', label: 'Trails', title: 'Where it has just been (T)' },
  { layer: 'visits', label: 'Visits', title: 'How often it was there' },
  { layer: 'digits', label: 'Digits', title: 'Values as numbers (N)' },
] as const

const CONTROL_LAYERS = [
  { layer: 'values', label: 'Value map', title: 'What each state is worth (V)' },
  { layer: 'arrows', label: 'Arrows', title: 'Which way it pushes (A)' },
  { layer: 'trails', label: 'Trails', title: 'Where it has just been (T)' },
  { layer: 'swarm', label: 'Swarm', title: 'All the robots it learns with (S)' },
  { layer: 'digits', label: 'Digits', title: 'Measures as numbers (N)' },
] as const

export function LayerToggles() {
  const { commands } = usePanels()
  const layers = useStore(state => state.layers)
  const control = useStore(state => state.world.form === 'control')
  const plane = useStore(state => state.world.plane)
  const shown = control ? CONTROL_LAYERS.filter(({ layer }) => plane || layer !== 'values') : BOARD_LAYERS
  return (
    <fieldset class="seg layers" aria-label="What to draw">
      {shown.map(({ layer, label, title }) => (
        <button
          key={layer}
          type="button"
          aria-pressed={layers[layer]}
          title={title}
          onClick={() => commands.toggleLayer(layer)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}
