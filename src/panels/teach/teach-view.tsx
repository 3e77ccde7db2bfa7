/** Teach: two clips or one, an answer, and what Pip makes of the answers. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { TeachWay } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { Segments } from '../controls/segments.tsx'
import { Icon } from '../icons.tsx'
import { openTitle } from '../open-world.ts'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { AgreementCard } from './agreement-card.tsx'
import { AnswerBar } from './answer-bar.tsx'
import { AnswersStrip } from './answers-strip.tsx'
import { AuditCard } from './audit-card.tsx'
import { ClipStage } from './clip-stage.tsx'
import { ClipTools } from './clip-tools.tsx'
import { CorrectBar } from './correct-bar.tsx'
import { DataCard } from './data-card.tsx'
import { DemoBar } from './demo-bar.tsx'
import { InfluenceCard } from './influence-card.tsx'
import { KindsCard } from './kinds-card.tsx'
import { LensCard } from './lens-card.tsx'
import { LensChange } from './lens-change.tsx'
import { LivePace } from './live-pace.tsx'
import { LiveStage } from './live-stage.tsx'
import { useLiveView } from './live-view.ts'
import { OveroptimisationCard } from './overoptimisation-card.tsx'
import { PraiseBar } from './praise-bar.tsx'
import { Question } from './question.tsx'
import { RaterCard } from './rater-card.tsx'
import { RaterPicker } from './rater-picker.tsx'
import { RatersCard } from './raters-card.tsx'
import { RatingBar } from './rating-bar.tsx'
import { SavedLine } from './saved-line.tsx'
import { TwinHint } from './twin-hint.tsx'
import { WishesCard } from './wishes-card.tsx'

const WAYS = [
  { value: 'compare', label: 'Compare' },
  { value: 'rate', label: 'Rate' },
  { value: 'praise', label: 'Praise' },
  { value: 'demo', label: 'Show how' },
  { value: 'correct', label: 'Correct' },
] as const

const WAY_NAMES: Readonly<Record<TeachWay, string>> = {
  compare: 'Compare two clips',
  rate: 'Rate a clip',
  praise: 'Praise or scold as Pip acts',
  demo: 'Show Pip how',
  correct: 'Correct a clip',
}

const BARS = {
  compare: AnswerBar,
  rate: RatingBar,
  praise: PraiseBar,
  demo: DemoBar,
  correct: CorrectBar,
} satisfies Record<TeachWay, () => ComponentChildren>

/** A button pressed by pointer keeps no focus here: Enter and Space go on meaning what they mean for the stage. */
function useFreeKeys(): void {
  useEffect(() => {
    const opener = document.activeElement
    if (opener instanceof HTMLElement && opener.closest('nav') && !opener.matches(':focus-visible'))
      opener.blur()
    const letGo = ({ target, detail }: MouseEvent) => {
      const button = (target as Element).closest<HTMLElement>(
        '.teach .seg button, .live-bar button, .praise-bar button',
      )
      if (detail > 0) button?.blur()
    }
    document.addEventListener('click', letGo)
    return () => document.removeEventListener('click', letGo)
  }, [])
}

export function TeachView({ layout }: { layout: Layout }) {
  const { commands } = usePanels()
  const way = useStore(state => state.teach.way)
  const title = useStore(openTitle)
  const view = useLiveView()
  /** What is said of answers comes with the first. */
  const any = useStore(state => state.teach.answered.length > 0)
  useFreeKeys()
  const clips = way === 'compare' || way === 'rate'
  const Bar = BARS[way]
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
        <RaterPicker />
        <SavedLine />
      </div>
      <section class="left" id="main" tabIndex={-1} aria-label={WAY_NAMES[way]}>
        <Question />
        {layout === 'phone' && (
          <div class="change-line">
            <LensChange />
          </div>
        )}
        {clips ? <ClipStage way={way} /> : <LiveStage />}
        {clips || view === 'clip' || view === 'pair' ? <ClipTools /> : <LivePace />}
        <Bar />
        <AnswersStrip />
      </section>
      <aside class="right" aria-label="What Pip makes of it">
        {clips && <TwinHint />}
        <LensCard />
        <WishesCard />
        <InfluenceCard />
        <AgreementCard />
        <KindsCard />
        {any && <AuditCard />}
        {any && <OveroptimisationCard />}
        <RaterCard />
        <RatersCard />
        <DataCard />
      </aside>
    </main>
  )
}
