/** Under the stage: transport, speed and counters, the time slider of control worlds; the play panel in their place while a person plays. */
import { useEffect, useRef } from 'preact/hooks'
import { countText } from '../number-text.ts'
import { TimeLine } from '../time/time-line.tsx'
import { TrainedRobots } from '../time/trained-robots.tsx'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { Counters, useMeasuredSpeed } from './counters.tsx'
import { DrivePanel } from './drive-panel.tsx'
import { PlayPanel } from './play-panel.tsx'
import { PlaySwitch } from './play-switch.tsx'
import { SpeedSlider } from './speed-slider.tsx'
import { Transport } from './transport.tsx'

export function Dock({ layout }: { layout: Layout }) {
  const playing = useStore(state => state.play.active)
  const control = useStore(state => state.world.form === 'control')
  useKeptFocus(playing)
  if (playing) return control ? <DrivePanel layout={layout} /> : <PlayPanel layout={layout} />
  return (
    <section class={`dock ${control ? 'with-time' : ''}`} aria-label="Transport" tabIndex={-1}>
      <div class="trans">
        <Transport />
        {layout === 'phone' ? (
          <div class="speed-column">
            <PhoneCounters />
            <SpeedSlider />
          </div>
        ) : (
          <>
            <SpeedSlider />
            <Counters />
            <PlaySwitch />
          </>
        )}
      </div>
      {control && <TrainedRobots />}
      {control && <TimeLine layout={layout} />}
    </section>
  )
}

/** The button that starts or stops playing goes with what stood here; whoever pressed it stays here. */
function useKeptFocus(playing: boolean): void {
  const before = useRef(playing)
  useEffect(() => {
    if (before.current === playing) return
    before.current = playing
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('.dock')?.focus()
  }, [playing])
}

function PhoneCounters() {
  const speed = useMeasuredSpeed()
  const episode = useStore(state => state.run.episode)
  const coarse = useStore(state => state.run.speed === 'max' && state.world.form === 'tabular')
  return (
    <div class="row lab">
      <span>
        Episode <b>{countText(episode)}</b>
      </span>
      <span>
        <b>{speed}</b>
        {speed !== '-' && (
          <>
            {' '}
            <span class="long">steps</span>/s
          </>
        )}
        {coarse && <small class="at-max">drawn twice a second</small>}
      </span>
    </div>
  )
}
