/** Brain: the policy network of the robot on show, lighting up as it thinks. Not there while there is no policy. */
import type { SnapshotNetwork } from '../../core/policy-snapshot.ts'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { momentName } from '../time/moment-text.ts'
import { useSampled, useStore } from '../use-store.ts'
import { BrainPicture } from './brain-picture.tsx'
import { mindOf } from './mind.ts'
import { nextMove, nextMoveText } from './next-move.ts'
import { MOST_UNITS } from './unit-choice.ts'

const READ_MILLISECONDS = 2000

export function BrainCard() {
  const { telemetry, store, policyOf } = usePanels()
  const epoch = useStore(state => state.run.epoch)
  const thinks = useSampled(() => mindOf(telemetry.exhibits) !== null, 250)
  const text = useSampled(() => {
    const mind = mindOf(telemetry.exhibits)
    const { actionSpace, actions } = store.get().world
    return mind ? nextMoveText(nextMove(mind.thought, actionSpace, actions)) : ''
  }, READ_MILLISECONDS)
  const whose = useSampled(() => {
    const { exhibits } = telemetry
    const mind = mindOf(exhibits)
    return mind && exhibits.length > 1 ? momentName(mind.moment) : ''
  }, 250)
  const hidden = useSampled(() => {
    const mind = mindOf(telemetry.exhibits)
    const network = mind && policyOf(mind.moment)?.policy
    return network ? hiddenText(network) : ''
  }, READ_MILLISECONDS)
  if (!thinks) return null
  return (
    <Card
      title="Brain"
      question="What is it thinking?"
      kind="brain"
      aside={whose && <span class="sub aside">{whose}</span>}
    >
      <BrainPicture key={epoch} text={`The policy network. ${text}`} />
      <p class="sub brain-key">
        <span>
          <i class="key up" />
          pushes up
        </span>
        <span>
          <i class="key down" />
          pushes down
        </span>
        <span>thicker = stronger</span>
      </p>
      {hidden !== '' && <p class="sub">{hidden}</p>}
    </Card>
  )
}

/** How much of the network is drawn. */
function hiddenText({ inputs, layers }: SnapshotNetwork): string {
  const sizes = layers.slice(0, -1).map(({ units }) => units)
  if (sizes.length === 0) return ''
  const each = [...new Set(sizes)].join(' and ')
  const all = sizes.every(size => size <= MOST_UNITS)
  if (all && inputs <= MOST_UNITS) return `Hidden layers of ${each} units.`
  const few = inputs > MOST_UNITS ? `${inputs} inputs${all ? '' : ' and '}` : ''
  return `The ${MOST_UNITS} strongest of ${few}${all ? '' : `${each} units in each layer`}.`
}
