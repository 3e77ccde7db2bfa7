/** A control world's stage in words: what each robot on show observes, does and expects. */
import type { Quantity } from '../../core/environment.ts'
import type { Exhibit } from '../../core/exhibit.ts'
import type { OpenWorld } from '../../store/state.ts'
import { signedText } from '../number-text.ts'
import { momentName } from '../time/moment-text.ts'

export interface RobotRows {
  /** `the robot of step 12,000`. */
  readonly name: string
  readonly cells: readonly { readonly label: string; readonly value: string }[]
}

export function controlRows(
  exhibits: readonly Exhibit[],
  { observations, actions, actionSpace }: Pick<OpenWorld, 'observations' | 'actions' | 'actionSpace'>,
  observationOf: (state: Float64Array) => ArrayLike<number> | null,
): RobotRows[] {
  return exhibits.map(({ moment, state, action, thought, parts, episodeStep, finished }) => {
    const observation = observationOf(state)
    const seen = observations.map((quantity, i) => ({
      label: quantity.label,
      value: observation ? withUnit(observation[i]!, quantity) : '',
    }))
    const does =
      action === null
        ? 'none yet'
        : actionSpace.kind === 'discrete'
          ? (actions[action[0]!]?.label ?? '')
          : actions.map((quantity, i) => `${quantity.label} ${withUnit(action[i]!, quantity)}`).join(', ')
    const cells = [...seen, { label: 'Action', value: does }]
    if (thought) cells.push({ label: 'Value', value: signedText(thought.value) })
    cells.push({ label: 'Return so far', value: `${signedText(parts.reward)} in ${episodeStep} steps` })
    if (finished !== 'no')
      cells.push({ label: 'Episode', value: finished === 'terminated' ? 'ended' : 'out of time' })
    return { name: moment === 'play' ? 'your robot' : `the robot of ${momentName(moment)}`, cells }
  })
}

const withUnit = (value: number, { unit }: Quantity) => `${signedText(value, 2)}${unit && ` ${unit}`}`
