/** Under the stage: transport, speed and counters; the play panel in their place while a person plays. */
import { countText } from '../number-text.ts'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { Counters, useMeasuredSpeed } from './counters.tsx'
import { PlayPanel } from './play-panel.tsx'
import { PlaySwitch } from './play-switch.tsx'
import { SpeedSlider } from './speed-slider.tsx'
import { Transport } from './transport.tsx'

export function Dock({ layout }: { layout: Layout }) {
  const playing = useStore(state => state.play.active)
  if (playing) return <PlayPanel layout={layout} />
  return (
    <section class="dock" aria-label="Transport">
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
    </section>
  )
}

function PhoneCounters() {
  const speed = useMeasuredSpeed()
  const episode = useStore(state => state.run.episode)
  const atMax = useStore(state => state.run.speed === 'max')
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
        {atMax && <small class="at-max">drawn twice a second</small>}
      </span>
    </div>
  )
}
