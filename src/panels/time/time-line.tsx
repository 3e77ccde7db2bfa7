/** The row under the transport of a control world: the time slider, back to live, and pinned moments. */
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { momentName } from './moment-text.ts'
import { TimeSlider } from './time-slider.tsx'

export function TimeLine({ layout }: { layout: Layout }) {
  const { commands } = usePanels()
  const shown = useStore(state => state.moments.shown)
  const pins = useStore(state => state.moments.pins)
  const empty = useStore(state => state.moments.entries.length === 0)
  const phone = layout === 'phone'
  const pinned = shown !== null && pins.includes(shown)
  return (
    <div class="time">
      {!phone && (
        <p class="time-title">
          <b>Learning so far</b>
          <span class="sub">{empty ? 'Moments come as it learns' : 'Drag to go back'}</span>
        </p>
      )}
      <TimeSlider />
      <div class="time-ends">
        {shown === null ? (
          <span class="badge plain">
            <i class="lamp" />
            Live
          </span>
        ) : (
          <button type="button" class="btn small" onClick={() => commands.showMoment(null)}>
            Live
          </button>
        )}
        <button
          type="button"
          class={phone ? 'icon' : 'btn small'}
          disabled={empty || pinned}
          aria-label="Pin this moment"
          title="Pin this moment, to see it beside another"
          onClick={() => commands.pinMoment()}
        >
          <Icon name="pin" />
          {!phone && <span class="word-label">Pin this moment</span>}
        </button>
        {pins.length > 0 && (
          <ul class="pins" aria-label="Pinned moments">
            {pins.map(step => (
              <li key={step}>
                <button
                  type="button"
                  class="chip"
                  aria-label={`Unpin ${momentName(step)}`}
                  title="Unpin"
                  onClick={() => commands.unpin(step)}
                >
                  <Icon name="pin" />
                  {momentName(step)}
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
