/** What colours, ghosts and lines on a control world's stage mean. */
import { usePanels } from '../context.ts'
import { plural } from '../number-text.ts'
import { useSampled, useStore } from '../use-store.ts'
import { ValueScale } from './value-scale.tsx'

export function ControlLegend() {
  const layers = useStore(state => state.layers)
  const plane = useStore(state => state.world.plane)
  const playing = useStore(state => state.play.active)
  if (playing) {
    return (
      <div class="legend">
        <span class="entry">Pip goes on learning meanwhile.</span>
      </div>
    )
  }
  return (
    <div class="legend">
      {plane && layers.values && <ValueScale better="better" />}
      {layers.swarm && <SwarmKey />}
      {layers.arrows && (
        <span class="entry">
          <svg width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
            <path d="M1 5h13" stroke="currentColor" stroke-width="2.200" />
            <path d="M12.500 1l6 4-6 4z" fill="currentColor" />
          </svg>
          its push
        </span>
      )}
      {layers.trails && (
        <span class="entry">
          <i class="trace now" />
          where it was
        </span>
      )}
    </div>
  )
}

/** The ghosts: every environment that the learner acts in at once. */
function SwarmKey() {
  const { telemetry } = usePanels()
  const robots = useSampled(() => {
    const { frame, exhibits } = telemetry
    const stateSize = exhibits[0]?.state.length ?? 0
    return frame?.form === 'control' && stateSize > 0 ? frame.robots.length / stateSize : 0
  }, 1000)
  if (robots === 0) return null
  return (
    <span class="entry">
      <i class="ghost" />
      {robots === 1 ? 'the learner at work' : `${plural(robots, 'learner')}, one brain`}
    </span>
  )
}
