/** The cards one at a time: as tabs on a tablet, as a sheet of three heights on a phone. */
import { useState } from 'preact/hooks'
import { BrainCard } from '../brain/brain-card.tsx'
import { NextMoveCard } from '../brain/next-move-card.tsx'
import { NoBrain } from '../brain/no-brain.tsx'
import { Segments } from '../controls/segments.tsx'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { LayerToggles } from '../watch/layer-toggles.tsx'
import { Legend } from '../watch/legend.tsx'
import { PlaybackSwitch } from '../watch/playback-switch.tsx'
import { Tricks } from '../watch/tricks.tsx'
import { LearnerCard } from './learner-card.tsx'
import { NumbersCard } from './numbers-card.tsx'
import { RewardCard } from './reward-card.tsx'
import { SheetHandle, type SheetHeight } from './sheet-handle.tsx'
import { WorldCard } from './world-card.tsx'

type Tab = 'brain' | 'reward' | 'learner' | 'numbers' | 'world' | 'look'

/** Only in a control world. */
const BRAIN: { value: Tab; label: string } = { value: 'brain', label: 'Brain' }
const TABS: readonly { value: Tab; label: string }[] = [
  { value: 'reward', label: 'Reward' },
  { value: 'learner', label: 'Learner' },
  { value: 'numbers', label: 'Numbers' },
  { value: 'world', label: 'World' },
]
/** On a phone the mat has no room for what to draw and what it means. */
const PHONE_TABS: typeof TABS = [...TABS, { value: 'look', label: 'Look' }]

export function CardTabs({ layout }: { layout: Layout }) {
  const phone = layout === 'phone'
  const control = useStore(state => state.world.form === 'control')
  const [chosen, setTab] = useState<Tab | null>(null)
  const tab = chosen === null || (chosen === 'brain' && !control) ? (control ? 'brain' : 'reward') : chosen
  const options = [...(control ? [BRAIN] : []), ...(phone ? PHONE_TABS : TABS)]
  const [height, setHeight] = useState<SheetHeight>('half')
  const choose = (next: Tab) => {
    setTab(next)
    if (height === 'low') setHeight('half')
  }
  return (
    <aside class={`sheet ${height}`} aria-label="Settings and numbers">
      {phone && <SheetHandle height={height} onChange={setHeight} />}
      <Segments label="Cards" value={tab} options={options} onChange={choose} />
      <div class="sheet-cards">
        {tab === 'brain' && (
          <div class="mind-cards">
            <NextMoveCard />
            <BrainCard />
            <NoBrain />
          </div>
        )}
        {tab === 'reward' && <RewardCard />}
        {tab === 'learner' && <LearnerCard />}
        {tab === 'numbers' && <NumbersCard />}
        {(tab === 'world' || (tab === 'look' && !phone)) && <WorldCard />}
        {tab === 'look' && phone && (
          <section class="card look" aria-label="Tricks, and what to draw">
            <Tricks />
            <LayerToggles />
            <Legend />
            {control && <PlaybackSwitch />}
          </section>
        )}
      </div>
    </aside>
  )
}
