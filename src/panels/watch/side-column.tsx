/** Right column of a wide window. A control world has more cards than fit: one presses what they are about, the numbers stay. */
import { BrainCard } from '../brain/brain-card.tsx'
import { NextMoveCard } from '../brain/next-move-card.tsx'
import { NoBrain } from '../brain/no-brain.tsx'
import { LearnerCard } from '../cards/learner-card.tsx'
import { NumbersCard } from '../cards/numbers-card.tsx'
import { RewardCard } from '../cards/reward-card.tsx'
import { WorldCard } from '../cards/world-card.tsx'
import { Segments } from '../controls/segments.tsx'
import { useStore } from '../use-store.ts'

export type SideTopic = 'brain' | 'settings'

const TOPICS = [
  { value: 'brain', label: 'What it thinks' },
  { value: 'settings', label: 'Shape it' },
] as const

interface SideColumnProps {
  readonly topic: SideTopic
  onTopic(topic: SideTopic): void
}

export function SideColumn({ topic, onTopic }: SideColumnProps) {
  const control = useStore(state => state.world.form === 'control')
  return (
    <aside class={`side ${control ? 'with-topics' : ''}`} aria-label="Settings and numbers">
      {control && <Segments label="Cards" value={topic} options={TOPICS} onChange={onTopic} />}
      <div class="shaping-cards">
        {control && topic === 'brain' ? (
          <>
            <BrainCard />
            <NextMoveCard />
            <NoBrain />
          </>
        ) : (
          <>
            <LearnerCard />
            <RewardCard />
            <WorldCard />
          </>
        )}
      </div>
      <NumbersCard />
    </aside>
  )
}
