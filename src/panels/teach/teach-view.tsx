/** Teach: two clips or one, an answer, and what Pip makes of the answers. */
import { usePanels } from '../context.ts'
import { Segments } from '../controls/segments.tsx'
import { Icon } from '../icons.tsx'
import { openTitle } from '../open-world.ts'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { AgreementCard } from './agreement-card.tsx'
import { AnswerBar } from './answer-bar.tsx'
import { AnswersStrip } from './answers-strip.tsx'
import { ClipStage } from './clip-stage.tsx'
import { DataCard } from './data-card.tsx'
import { KindsCard } from './kinds-card.tsx'
import { LensCard } from './lens-card.tsx'
import { RaterCard } from './rater-card.tsx'
import { RatingBar } from './rating-bar.tsx'
import { SavedLine } from './saved-line.tsx'

const WAYS = [
  { value: 'compare', label: 'Compare' },
  { value: 'rate', label: 'Rate' },
] as const

export function TeachView({ layout }: { layout: Layout }) {
  const { commands } = usePanels()
  const way = useStore(state => state.teach.way)
  const title = useStore(openTitle)
  return (
    <main class="main teach">
      <div class="sub-bar">
        {layout !== 'phone' && (
          <button type="button" class="btn picker" onClick={() => commands.openDialog('worlds')}>
            {title}
            <Icon name="down" />
            <span class="sr">Choose a world</span>
          </button>
        )}
        <Segments
          label="Ways to teach"
          value={way}
          options={WAYS}
          onChange={next => commands.setTeachWay(next)}
        />
        <SavedLine />
      </div>
      <section
        class="left"
        id="main"
        tabIndex={-1}
        aria-label={way === 'compare' ? 'Compare two clips' : 'Rate a clip'}
      >
        <Question />
        <ClipStage way={way} />
        {way === 'compare' ? <AnswerBar /> : <RatingBar />}
        <AnswersStrip />
      </section>
      <aside class="right" aria-label="What Pip makes of it">
        <LensCard />
        <AgreementCard />
        <KindsCard />
        <RaterCard />
        <DataCard />
      </aside>
    </main>
  )
}

function Question() {
  const way = useStore(state => state.teach.way)
  return (
    <div class="q">
      <h1>{way === 'compare' ? 'Which one is closer to what you want?' : 'How was this episode?'}</h1>
      <span class="muted">
        {way === 'compare' ? 'Both start at the dotted ring.' : 'The last one Pip finished, played again.'}
      </span>
    </div>
  )
}
