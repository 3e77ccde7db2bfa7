/** The cutting mat: title, task and layers above, the canvas' clear rectangle, the legend below. */
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { openEntry, openTitle } from '../open-world.ts'
import { momentName } from '../time/moment-text.ts'
import type { Layout } from '../use-layout.ts'
import { useStore } from '../use-store.ts'
import { ControlTable } from './control-table.tsx'
import { LayerToggles } from './layer-toggles.tsx'
import { Legend } from './legend.tsx'
import { MirrorTable } from './mirror-table.tsx'
import { PlaySwitch } from './play-switch.tsx'
import { PlaybackSwitch } from './playback-switch.tsx'
import { ShowingBar } from './showing-bar.tsx'
import { StageSlot } from './stage-slot.tsx'
import { Tricks } from './tricks.tsx'

interface StageCardProps {
  readonly layout: Layout
  /** Brings the world's settings into sight. */
  onSettings(): void
}

export function StageCard({ layout, onSettings }: StageCardProps) {
  const { commands } = usePanels()
  const title = useStore(openTitle)
  const task = useStore(state => openEntry(state)?.task ?? '')
  const playing = useStore(state => state.play.active)
  const control = useStore(state => state.world.form === 'control')
  return (
    <section
      class={`stage ${control ? 'control' : ''}`}
      id="main"
      tabIndex={-1}
      aria-label={`${title}, the world`}
    >
      <div class="hud">
        <div class="headline">
          {layout === 'desktop' && (
            <div class="title-line">
              <h1>{title}</h1>
              <button type="button" class="btn quiet small world-settings" onClick={onSettings}>
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
      {control && <ShowingBar layout={layout} />}
      <StageSlot />
      <Failure />
      {layout !== 'phone' &&
        (control ? (
          <div class="mat-foot">
            <Legend />
            <Tricks />
            <PlaybackSwitch />
          </div>
        ) : (
          <Legend />
        ))}
      {control ? <ControlTable /> : <MirrorTable />}
    </section>
  )
}

function Failure() {
  const { commands } = usePanels()
  const failure = useStore(state => state.run.failure)
  const lastGood = useStore(state => state.run.lastGood)
  if (!failure) return null
  return (
    <div class="failure" role="alert">
      <Icon name="warning" />
      <p>
        <b>The run stopped.</b> {failure.message}
      </p>
      <div class="actions">
        {lastGood && (
          <button type="button" class="btn" onClick={() => commands.resumeLastGood()}>
            Go back to {momentName(lastGood.step)}
          </button>
        )}
        <button type="button" class="btn" onClick={() => commands.restart()}>
          Start again
        </button>
      </div>
    </div>
  )
}
