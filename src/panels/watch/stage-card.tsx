/** The cutting mat: title, task and layers above, the canvas' clear rectangle, the legend below. */
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { openEntry, openTitle } from '../open-world.ts'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { LayerToggles } from './layer-toggles.tsx'
import { Legend } from './legend.tsx'
import { MirrorTable } from './mirror-table.tsx'
import { PlaySwitch } from './play-switch.tsx'
import { StageSlot } from './stage-slot.tsx'

export function StageCard({ layout }: { layout: Layout }) {
  const { commands } = usePanels()
  const title = useStore(openTitle)
  const task = useStore(state => openEntry(state)?.task ?? '')
  const playing = useStore(state => state.play.active)
  return (
    <section class="stage" id="main" tabIndex={-1} aria-label={`${title}, the world`}>
      <div class="hud">
        <div class="headline">
          {layout === 'desktop' && (
            <div class="title-line">
              <h1>{title}</h1>
              <button type="button" class="btn quiet small world-settings" onClick={showWorldSettings}>
                World settings
              </button>
            </div>
          )}
          {layout === 'tablet' && (
            <h1>
              <button type="button" class="btn picker" onClick={() => commands.openDialog('worlds')}>
                {title}
                <Icon name="down" />
                <span class="sr">Choose a world</span>
              </button>
            </h1>
          )}
          <p>{task}</p>
        </div>
        {layout === 'phone' ? <PlaySwitch short /> : !playing && <LayerToggles />}
      </div>
      <StageSlot />
      <Failure />
      {layout !== 'phone' && <Legend />}
      <MirrorTable />
    </section>
  )
}

/** The card may be scrolled out of sight in its column. */
function showWorldSettings(): void {
  const card = document.querySelector('.world-card')
  card?.scrollIntoView({ block: 'nearest' })
  card?.querySelector<HTMLElement>('input, select, textarea')?.focus()
}

function Failure() {
  const { commands } = usePanels()
  const failure = useStore(state => state.run.failure)
  if (!failure) return null
  return (
    <div class="failure" role="alert">
      <Icon name="warning" />
      <p>
        <b>The run stopped.</b> {failure.message}
      </p>
      <button type="button" class="btn" onClick={() => commands.restart()}>
        Start again
      </button>
    </div>
  )
}
