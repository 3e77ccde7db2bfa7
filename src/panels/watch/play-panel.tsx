/** The person at the controls: a pad for touch and mouse, acts in place, and one's return beside the robot's. */

import { actionTowards, inPlaceActions } from '../board-actions.ts'
import { usePanels } from '../context.ts'
import { Icon, type IconName } from '../icons.tsx'
import { IN_PLACE_KEYS } from '../key-map.ts'
import { signedText } from '../number-text.ts'
import type { Layout } from '../use-layout.ts'
import { useSampled, useStore } from '../use-store.ts'
import { outcomeText } from './outcome-text.ts'
import { PlaySwitch } from './play-switch.tsx'

const PAD: readonly { icon: IconName; name: string; vector: readonly [number, number]; area: string }[] = [
  { icon: 'up', name: 'Up', vector: [0, -1], area: 'up' },
  { icon: 'left', name: 'Left', vector: [-1, 0], area: 'left' },
  { icon: 'arrowDown', name: 'Down', vector: [0, 1], area: 'down' },
  { icon: 'right', name: 'Right', vector: [1, 0], area: 'right' },
]

export function PlayPanel({ layout }: { layout: Layout }) {
  const { commands, board } = usePanels()
  const over = useStore(state => state.play.finished !== 'no')
  const open = board()
  if (!open) return null
  return (
    <section class="dock play-panel" aria-label="Play it yourself" tabIndex={-1}>
      <div class="pad">
        {PAD.map(({ icon, name, vector, area }) => {
          const action = actionTowards(open, vector[0], vector[1])
          return (
            <button
              key={name}
              type="button"
              class="btn"
              style={{ gridArea: area }}
              aria-label={name}
              disabled={action < 0 || over}
              onClick={() => commands.playAction(action)}
            >
              <Icon name={icon} />
            </button>
          )
        })}
      </div>
      <div class="acts">
        {inPlaceActions(open).map((action, index) => (
          <button
            key={action}
            type="button"
            class="btn act"
            disabled={over}
            onClick={() => commands.playAction(action)}
          >
            <span>{open.actionNames[action]}</span>
            <kbd>{IN_PLACE_KEYS[index]?.toUpperCase()}</kbd>
          </button>
        ))}
      </div>
      <div class="outcome">
        <Scores />
        <Outcome />
      </div>
      <div class="again">
        <button type="button" class={over ? 'btn primary' : 'btn'} onClick={() => commands.restartPlay()}>
          Play again
        </button>
        {layout !== 'phone' && <PlaySwitch />}
      </div>
    </section>
  )
}

function Outcome() {
  const play = useStore(state => state.play)
  return (
    <p class="lab" role="status">
      {outcomeText(play)}
    </p>
  )
}

function Scores() {
  const { telemetry, store } = usePanels()
  const play = useStore(state => state.play)
  const tested = useStore(state => state.run.evaluation !== null)
  const robot = useSampled(() => {
    const { evaluation, epoch } = store.get().run
    const curves = telemetry.curves?.epoch === epoch ? telemetry.curves : null
    const recent = curves && curves.episode.length > 0 ? curves.recent.reward : null
    return signedText(evaluation?.meanReturn ?? recent)
  }, 500)
  return (
    <dl class="stats scores">
      <div class="stat">
        <dt>You</dt>
        <dd>{signedText(play.return)}</dd>
      </div>
      <div class="stat">
        <dt>Your best</dt>
        <dd>{signedText(play.bestReturn)}</dd>
      </div>
      <div class="stat">
        <dt title={tested ? 'Mean of its last greedy test' : 'Mean of its last 20 episodes'}>Pip, mean</dt>
        <dd>{robot}</dd>
      </div>
      <div class="stat">
        <dt>Steps</dt>
        <dd>{play.steps}</dd>
      </div>
    </dl>
  )
}
