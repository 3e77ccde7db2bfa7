/** What a person acts with by mouse or finger: a pad and acts in place on a board, held buttons and a strip elsewhere. */
import { actionTowards, inPlaceActions } from '../board-actions.ts'
import { usePanels } from '../context.ts'
import { Icon, type IconName } from '../icons.tsx'
import { IN_PLACE_TEACHING } from '../live-keys.ts'
import { useStore } from '../use-store.ts'
import { DriveControls } from '../watch/drive-controls.tsx'

const PAD: readonly { icon: IconName; name: string; vector: readonly [number, number]; area: string }[] = [
  { icon: 'up', name: 'Up', vector: [0, -1], area: 'up' },
  { icon: 'left', name: 'Left', vector: [-1, 0], area: 'left' },
  { icon: 'arrowDown', name: 'Down', vector: [0, 1], area: 'down' },
  { icon: 'right', name: 'Right', vector: [1, 0], area: 'right' },
]

export function LivePad() {
  const { board } = usePanels()
  const over = useStore(
    ({ teach: { live } }) => live !== null && live.kind !== 'praise' && live.status === 'finished',
  )
  return board() ? <BoardPad over={over} /> : <DrivePad />
}

function BoardPad({ over }: { over: boolean }) {
  const { commands, board } = usePanels()
  const open = board()!
  const acts = inPlaceActions(open)
  return (
    <div class="live-pad">
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
              onClick={() => commands.demonstrate(action)}
            >
              <Icon name={icon} />
            </button>
          )
        })}
      </div>
      {acts.length > 0 && (
        <div class="acts">
          {acts.map((action, index) => (
            <button
              key={action}
              type="button"
              class="btn act"
              disabled={over}
              onClick={() => commands.demonstrate(action)}
            >
              <span>{open.actionNames[action]}</span>
              <kbd>{IN_PLACE_TEACHING[index]?.toUpperCase()}</kbd>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

function DrivePad() {
  return (
    <div class="live-pad drive">
      <DriveControls />
    </div>
  )
}
