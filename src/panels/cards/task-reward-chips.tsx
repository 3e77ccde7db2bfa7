import { usePanels } from '../context.ts'
import { shortSigned } from '../number-text.ts'
import { kindName } from '../teach/lens-data.ts'
import { pictureOn } from '../tile-art.ts'
import { useStore } from '../use-store.ts'
import { taskRewards } from './task-rewards.ts'

/** The task's own rewards; they belong to the world and cannot be changed here. */
export function TaskRewardChips() {
  const { model, board } = usePanels()
  const [open, tables] = [board(), model()]
  useStore(state => state.run.config.env)
  useStore(state => state.run.config.envSettings)
  if (!open || !tables) return null
  return (
    <ul class="task" aria-label="Task reward">
      {taskRewards(tables).map(({ kind, low, high }) => {
        const picture = pictureOn(open, kind)
        const name = kindName(kind, open)
        return (
          <li key={kind}>
            {picture && <img src={picture} width={18} height={18} alt="" />}
            <span class="word">{name}</span>
            <b>{low === high ? shortSigned(low) : `${shortSigned(low)} to ${shortSigned(high)}`}</b>
          </li>
        )
      })}
    </ul>
  )
}
