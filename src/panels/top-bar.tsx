/** Brand, the two modes, theme, keys, share link. On a phone the open world stands where the brand was. */
import robot from '../../assets/art/robot.svg'
import type { Mode, Theme } from '../store/state.ts'
import { usePanels } from './context.ts'
import { Icon, type IconName } from './icons.tsx'
import { openTitle } from './open-world.ts'
import type { Layout } from './use-layout.ts'
import { useStore } from './use-store.ts'

const MODES: readonly { mode: Mode; label: string }[] = [
  { mode: 'watch', label: 'Watch' },
  { mode: 'teach', label: 'Teach' },
]

const THEMES: Readonly<Record<Theme, { icon: IconName; name: string; next: Theme }>> = {
  system: { icon: 'system', name: 'as the system', next: 'light' },
  light: { icon: 'sun', name: 'light', next: 'dark' },
  dark: { icon: 'moon', name: 'dark', next: 'system' },
}

export function TopBar({ layout }: { layout: Layout }) {
  const { commands } = usePanels()
  const mode = useStore(state => state.mode)
  const theme = useStore(state => state.theme)
  const { icon, name, next } = THEMES[theme]
  const phone = layout === 'phone'
  return (
    <header class="top">
      <button
        type="button"
        class="brand"
        aria-label="About Good Robot"
        onClick={() => commands.openDialog('about')}
      >
        <img src={robot} width={34} height={34} alt="" />
        {!phone && 'Good Robot'}
      </button>
      {phone ? (
        <PhoneTitle />
      ) : (
        <nav class="nav" aria-label="Main">
          {MODES.map(entry => (
            <button
              key={entry.mode}
              type="button"
              aria-current={entry.mode === mode ? 'page' : undefined}
              onClick={() => commands.setMode(entry.mode)}
            >
              {entry.label}
            </button>
          ))}
        </nav>
      )}
      <div class="right">
        <button
          type="button"
          class="icon"
          aria-label={`Theme: ${name}. Change`}
          title={`Theme: ${name}`}
          onClick={() => commands.setTheme(next)}
        >
          <Icon name={icon} />
        </button>
        {!phone && (
          <button
            type="button"
            class="icon"
            aria-label="Keys (?)"
            title="Keys (?)"
            onClick={() => commands.openDialog('keys')}
          >
            <Icon name="help" />
          </button>
        )}
        <button
          type="button"
          class={phone ? 'icon' : 'btn'}
          aria-label="Share link"
          onClick={() => void commands.copyShareLink()}
        >
          <Icon name="share" />
          {!phone && 'Share link'}
        </button>
      </div>
    </header>
  )
}

function PhoneTitle() {
  const { commands } = usePanels()
  const title = useStore(openTitle)
  return (
    <h1 class="phone-title">
      <button type="button" onClick={() => commands.openDialog('worlds')}>
        <span>{title}</span>
        <Icon name="down" />
        <span class="sr">Choose a world</span>
      </button>
    </h1>
  )
}
