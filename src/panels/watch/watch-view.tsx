/** Watch: choose a world, watch it, shape it. */
import { CardTabs } from '../cards/card-tabs.tsx'
import { LearnerCard } from '../cards/learner-card.tsx'
import { NumbersCard } from '../cards/numbers-card.tsx'
import { RewardCard } from '../cards/reward-card.tsx'
import { WorldCard } from '../cards/world-card.tsx'
import { Gallery } from '../gallery.tsx'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { Dock } from './dock.tsx'
import { StageCard } from './stage-card.tsx'

export function WatchView({ layout }: { layout: Layout }) {
  const playing = useStore(state => state.play.active)
  return (
    <main class="main watch">
      {layout === 'desktop' && (
        <aside class="rail" aria-label="Worlds">
          <Gallery />
        </aside>
      )}
      <div class="centre">
        <StageCard layout={layout} />
        <Dock layout={layout} />
      </div>
      {layout === 'desktop' && (
        <aside class="side" aria-label="Settings and numbers">
          <div class="shaping-cards">
            <LearnerCard />
            <RewardCard />
            <WorldCard />
          </div>
          <NumbersCard />
        </aside>
      )}
      {layout !== 'desktop' && !(layout === 'phone' && playing) && <CardTabs layout={layout} />}
    </main>
  )
}
