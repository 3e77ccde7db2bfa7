import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { useStore } from '../use-store.ts'

/** Hands the controls to the person, and back. */
export function PlaySwitch({ short = false }: { short?: boolean }) {
  const { commands } = usePanels()
  const playing = useStore(state => state.play.active)
  const name = playing ? 'Stop playing' : short ? 'Play it' : 'Play it yourself'
  return (
    <button
      type="button"
      class="btn play-switch"
      aria-label={playing ? 'Stop playing' : 'Play it yourself'}
      title={`${playing ? 'Stop playing' : 'Play it yourself'} (P)`}
      onClick={() => commands.togglePlay()}
    >
      <Icon name="gamepad" />
      <span class="word-label">{name}</span>
    </button>
  )
}
