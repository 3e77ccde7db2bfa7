/** The stage of praising, showing how and correcting: who acts now, or what was done beside what was shown instead. */
import type { LiveTeaching } from '../../store/state.ts'
import { Icon } from '../icons.tsx'
import { plural, signedText } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { StageSlot } from '../watch/stage-slot.tsx'
import { ClipProgressBar } from './clip-progress-bar.tsx'
import { useLiveView } from './live-view.ts'

export function LiveStage() {
  const view = useLiveView()
  const way = useStore(state => state.teach.way)
  const live = useStore(state => state.teach.live)
  const ready = useStore(state => view !== 'clip' || state.teach.episode !== null)
  const pair = view === 'pair' && live?.kind === 'correct' && live.rest?.clip
  const names = pair
    ? [`What Pip did, ${signedText(live.rest!.return)}`, `What you did, ${signedText(live.return)}`]
    : [matName(view, live)]
  return (
    <div class={`clips live ${way} ${pair ? 'compare' : 'one'}`}>
      <div class="mats">
        {names.map((name, index) => (
          <div class="stage mat" key={index}>
            <span class="tagl">{name}</span>
            <Waiting ready={ready} acts={view === 'robot'} />
            {view === 'clip' || view === 'pair' ? (
              <ClipProgressBar index={index} name={name} />
            ) : (
              <div class="clip-foot">
                <LiveCounter />
              </div>
            )}
          </div>
        ))}
      </div>
      <StageSlot />
      <PraiseFlash />
    </div>
  )
}

function matName(view: ReturnType<typeof useLiveView>, live: LiveTeaching | null): string {
  if (view === 'robot') return 'Pip, now'
  if (view === 'clip') return 'What Pip did'
  if (live?.kind === 'correct') return view === 'pair' ? 'What you did' : `You, from step ${live.at}`
  return live?.kind === 'demo' && live.takeover ? 'You, in place of Pip' : 'You'
}

function LiveCounter() {
  const live = useStore(state => state.teach.live)
  if (live?.kind === 'praise') return <b>{plural(live.signals, 'signal')} so far</b>
  if (!live) return null
  return (
    <b>
      {plural(live.steps, 'step')}
      {live.steps > 0 && `, return ${signedText(live.return)}`}
    </b>
  )
}

/** A heart or a cross that rises from the mat: the signal has been taken. */
function PraiseFlash() {
  const last = useStore(({ teach: { live } }) => (live?.kind === 'praise' ? live.last : null))
  if (!last) return null
  const good = last.signal > 0
  return (
    <div class={`praise-flash ${good ? 'good' : 'bad'}`} key={last.count} aria-hidden="true">
      <span>
        <Icon name={good ? 'thumbUp' : 'thumbDown'} />
        {good ? 'Praised' : 'Scolded'}
      </span>
    </div>
  )
}

function Waiting({ ready, acts }: { ready: boolean; acts: boolean }) {
  const status = useStore(state => state.run.status)
  const failure = useStore(state => state.run.failure?.message ?? null)
  if (failure) return <span class="waiting">{failure}</span>
  if (acts && status === 'paused') {
    return (
      <span class="waiting still" role="status">
        Pip stands still. Let it run to teach it.
      </span>
    )
  }
  if (ready) return null
  return (
    <span class="waiting" role="status">
      <i class="busy" aria-hidden="true" />
      {status === 'running'
        ? 'Choosing a clip from what Pip did.'
        : 'Pip stands still. Let it run, and a clip comes.'}
    </span>
  )
}
