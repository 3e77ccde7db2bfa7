/** The person at the controls: a pad for touch and mouse, acts in place, and one's return beside the robot's. */
import { usePanels } from '../context.ts'
import { Icon, type IconName } from '../icons.tsx'
import { actionTowards, IN_PLACE_KEYS, inPlaceActions } from '../key-map.ts'
import { signedText } from '../number-text.ts'
import { useSampled, useStore } from '../use-store.ts'

const PAD: readonly { icon: IconName; name: string; vector: readonly [number, number]; area: string }[] = [
  { icon: 'up', name: 'Up', vector: [0, -1], area: 'up' },
  { icon: 'left', name: 'Left', vector: [-1, 0], area: 'left' },
  { icon: 'arrowDown', name: 'Down', vector: [0, 1], area: 'down' },
  { icon: 'right', name: 'Right', vector: [1, 0], area: 'right' },
]

export function PlayPanel() {
  const { commands, board } = usePanels()
  const finished = useStore(state => state.play.finished)
  const open = board()
  const over = finished !== 'no'
  return (
    <section class="play-panel" aria-label="Play it yourself">
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
            class="btn"
            disabled={over}
            onClick={() => commands.playAction(action)}
          >
            {open.actionNames[action]}
            <kbd>{IN_PLACE_KEYS[index]?.toUpperCase()}</kbd>
          </button>
        ))}
      </div>
      <Scores />
      <div class="acts">
        {over && <b>{finished === 'terminated' ? 'The episode is over.' : 'Out of time.'}</b>}
        <button type="button" class="btn" onClick={() => commands.restartPlay()}>
          Play again
        </button>
      </div>
    </section>
  )
}

function Scores() {
  const { telemetry, store } = usePanels()
  const play = useStore(state => state.play)
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
        <dt>Robot</dt>
        <dd>{robot}</dd>
      </div>
      <div class="stat">
        <dt>Steps</dt>
        <dd>{play.steps}</dd>
      </div>
    </dl>
  )
}
