/** The two modes at a thumb's reach. */
import { usePanels } from './context.ts'
import { Icon } from './icons.tsx'
import { useStore } from './use-store.ts'

export function BottomNav() {
  const { commands } = usePanels()
  const mode = useStore(state => state.mode)
  const entry = (target: typeof mode, label: string, icon: 'eye' | 'heart') => (
    <button
      type="button"
      aria-current={mode === target ? 'page' : undefined}
      onClick={() => commands.setMode(target)}
    >
      <span class="ic">
        <Icon name={icon} />
      </span>
      <span>{label}</span>
    </button>
  )
  return (
    <nav class="tabs" aria-label="Main">
      {entry('watch', 'Watch', 'eye')}
      {entry('teach', 'Teach', 'heart')}
    </nav>
  )
}
