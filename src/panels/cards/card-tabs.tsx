/** The cards one at a time: as tabs on a tablet, as a sheet of three heights on a phone. */
import { useState } from 'preact/hooks'
import { Segments } from '../controls/segments.tsx'
import type { Layout } from '../use-layout.ts'
import { LayerToggles } from '../watch/layer-toggles.tsx'
import { Legend } from '../watch/legend.tsx'
import { LearnerCard } from './learner-card.tsx'
import { NumbersCard } from './numbers-card.tsx'
import { RewardCard } from './reward-card.tsx'
import { SheetHandle, type SheetHeight } from './sheet-handle.tsx'
import { WorldCard } from './world-card.tsx'

type Tab = 'reward' | 'learner' | 'numbers' | 'look'

const TABS: readonly { value: Tab; label: string }[] = [
  { value: 'reward', label: 'Reward' },
  { value: 'learner', label: 'Learner' },
  { value: 'numbers', label: 'Numbers' },
]

export function CardTabs({ layout }: { layout: Layout }) {
  const phone = layout === 'phone'
  const [tab, setTab] = useState<Tab>('reward')
  const [height, setHeight] = useState<SheetHeight>('half')
  const choose = (next: Tab) => {
    setTab(next)
    if (height === 'low') setHeight('half')
  }
  return (
    <aside class={`sheet ${height}`} aria-label="Settings and numbers">
      {phone && <SheetHandle height={height} onChange={setHeight} />}
      <Segments
        label="Cards"
        value={tab}
        options={[...TABS, { value: 'look', label: phone ? 'Look' : 'World' }]}
        onChange={choose}
      />
      <div class="sheet-cards">
        {tab === 'reward' && <RewardCard />}
        {tab === 'learner' && <LearnerCard />}
        {tab === 'numbers' && <NumbersCard />}
        {tab === 'look' && (
          <>
            {phone && (
              <section class="card look" aria-label="What to draw">
                <LayerToggles />
                <Legend />
              </section>
            )}
            <WorldCard />
          </>
        )}
      </div>
    </aside>
  )
}
