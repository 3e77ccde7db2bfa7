/** Watch: choose a world, watch it, shape it. */
import { useEffect, useState } from 'preact/hooks'
import { CardTabs } from '../cards/card-tabs.tsx'
import { Gallery } from '../gallery.tsx'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { Dock } from './dock.tsx'
import { SideColumn, type SideTopic } from './side-column.tsx'
import { StageCard } from './stage-card.tsx'

export function WatchView({ layout }: { layout: Layout }) {
  const playing = useStore(state => state.play.active)
  const [topic, setTopic] = useState<SideTopic>('brain')
  const [asked, ask] = useState(0)
  const showSettings = () => {
    setTopic('settings')
    ask(asked + 1)
  }
  useEffect(() => {
    if (asked > 0) showWorldCard()
  }, [asked])
  return (
    <main class="main watch">
      {layout === 'desktop' && (
        <aside class="rail" aria-label="Worlds">
          <Gallery />
        </aside>
      )}
      <div class="centre">
        <StageCard layout={layout} onSettings={showSettings} />
        <Dock layout={layout} />
      </div>
      {layout === 'desktop' && <SideColumn topic={topic} onTopic={setTopic} />}
      {layout !== 'desktop' && !(layout === 'phone' && playing) && <CardTabs layout={layout} />}
    </main>
  )
}

/** The card may be scrolled out of sight in its column. */
function showWorldCard(): void {
  const card = document.querySelector('.world-card')
  card?.scrollIntoView({ block: 'nearest' })
  card?.querySelector<HTMLElement>('input, select, textarea')?.focus()
}
