/** Is it working? Recent returns with their parts kept apart, the greedy test, and the learning curve. */
import type { Curves } from '../../core/frame.ts'
import { usePanels } from '../context.ts'
import { NO_NUMBER, signedText } from '../number-text.ts'
import { useSampled, useStore } from '../use-store.ts'
import { Card } from './card.tsx'
import { CurveChart } from './curve-chart.tsx'

const NUMBER_MILLISECONDS = 500

export function NumbersCard() {
  const { store, telemetry } = usePanels()
  const shaped = useStore(state => usesShaping(state.run.config.reward.weights))
  const taught = useStore(state => (state.teach.learned?.labels ?? 0) > 0)
  const optimal = useStore(state => state.run.optimalReturn)
  const solved = useStore(state => state.world.solvedReturn)
  const goal = optimal ?? solved
  const evaluation = useStore(state => state.run.evaluation)
  const recent = (pick: (recent: Curves['recent']) => number) => {
    const { curves } = telemetry
    if (!curves || curves.epoch !== store.get().run.epoch || curves.episode.length === 0) return NO_NUMBER
    return signedText(pick(curves.recent))
  }
  const task = useSampled(() => recent(parts => parts.reward), NUMBER_MILLISECONDS)
  const shaping = useSampled(() => recent(parts => parts.shapingReward), NUMBER_MILLISECONDS)
  const learned = useSampled(() => recent(parts => parts.learnedReward), NUMBER_MILLISECONDS)
  return (
    <Card
      title="Numbers"
      question="Is it working?"
      kind="numbers"
      aside={<span class="sub aside">mean of last 20</span>}
    >
      <dl class="nums">
        <div>
          <dt>
            <i class="key" />
            Task
          </dt>
          <dd>{task}</dd>
        </div>
        <div>
          <dt>
            <i class="key shaping" />
            Shaping
          </dt>
          <dd>{shaped ? shaping : NO_NUMBER}</dd>
        </div>
        <div>
          <dt>
            <i class="key learned" />
            Learned
          </dt>
          <dd>{taught ? learned : NO_NUMBER}</dd>
        </div>
      </dl>
      <CurveChart shaped={shaped} taught={taught} />
      <p class="sub chart-keys">
        <span>
          <i class="dot" />
          Greedy test <b>{signedText(evaluation?.meanReturn)}</b>
        </span>
        {goal !== null && (
          <span>
            <i class="key optimum" />
            {optimal !== null ? 'Best possible' : 'Solved from'} <b>{signedText(goal)}</b>
          </span>
        )}
      </p>
    </Card>
  )
}

const usesShaping = (weights: Readonly<Record<string, number>>) =>
  Object.values(weights).some(weight => weight !== 0)
