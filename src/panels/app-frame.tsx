/** The whole page: bar, the open mode, dialogs, notice, and what is said to screen readers. */
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { BottomNav } from './bottom-nav.tsx'
import { usePanels } from './context.ts'
import { Dialogs } from './dialogs/dialogs.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { openTitle } from './open-world.ts'
import { OpeningNote } from './opening-note.tsx'
import { TeachView } from './teach/teach-view.tsx'
import { TopBar } from './top-bar.tsx'
import { useLayout } from './use-layout.ts'
import { useSampled, useStore } from './use-store.ts'
import { WatchView } from './watch/watch-view.tsx'

/** A screen reader is spoken to at most this often. */
const ANNOUNCE_MILLISECONDS = 5000

export function AppFrame() {
  const mode = useStore(state => state.mode)
  const theme = useStore(state => state.theme)
  const title = useStore(openTitle)
  const layout = useLayout()
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  useEffect(() => {
    document.title = `${title} - Good Robot`
  }, [title])
  return (
    <div class={`app ${layout} in-${mode}`}>
      {/* biome-ignore lint/a11y/useValidAnchor: it does go there; see skipToWorld */}
      <a class="skip" href="#main" onClick={skipToWorld}>
        Skip to the world
      </a>
      <TopBar layout={layout} />
      <NoticeBar />
      <OpeningNote />
      {mode === 'watch' ? <WatchView layout={layout} /> : <TeachView layout={layout} />}
      {layout === 'phone' && <BottomNav />}
      <Dialogs />
      <LiveRegion />
    </div>
  )
}

/** By hand: following the link would put `#main` where the address holds the share link. */
function skipToWorld(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}

function LiveRegion() {
  const { store } = usePanels()
  const text = useSampled(() => store.get().announcement, ANNOUNCE_MILLISECONDS)
  return (
    <div class="sr" role="status" aria-live="polite">
      {text}
    </div>
  )
}
