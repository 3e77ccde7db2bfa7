/** What colours, arrows and lines on the stage mean; printed on the mat, always visible. */
import { useStore } from '../use-store.ts'
import { ControlLegend } from './control-legend.tsx'
import { ValueScale } from './value-scale.tsx'

export function Legend() {
  return useStore(state => state.world.form) === 'control' ? <ControlLegend /> : <BoardLegend />
}

function BoardLegend() {
  const layers = useStore(state => state.layers)
  const fast = useStore(state => state.run.speed === 'max' && state.run.status === 'running')
  const playing = useStore(state => state.play.active)
  if (playing) {
    return (
      <div class="legend">
        <span class="entry">
          <i class="trace now" />
          where you went
        </span>
      </div>
    )
  }
  return (
    <div class="legend">
      {(layers.values || layers.digits) && <ValueScale />}
      {layers.arrows && (
        <span class="entry">
          <svg width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
            <path d="M1 5h13" stroke="currentColor" stroke-width="2.200" />
            <path d="M12.500 1l6 4-6 4z" fill="currentColor" />
          </svg>
          longer = more likely
        </span>
      )}
      {layers.visits && (
        <span class="entry">
          fewer visits
          <i class="scale seq" />
          more
        </span>
      )}
      {layers.trails && (
        <>
          <span class="entry">
            <i class="trace" />
            last 3 episodes
          </span>
          <span class="entry">
            <i class="trace now" />
            this one
          </span>
        </>
      )}
      {fast && <span class="entry quiet">drawn twice a second</span>}
    </div>
  )
}
