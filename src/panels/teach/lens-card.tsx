/** The lens: what Pip takes your wish to be, over squares or over two numbers of what it sees. */
import type { ComponentChildren } from 'preact'
import robot from '../../../assets/art/robot-puzzled.svg'
import type { LearnedReward } from '../../core/learned-reward.ts'
import type { TeachWay } from '../../store/state.ts'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { plural } from '../number-text.ts'
import { SIGNED_GRADIENT } from '../signed-color.ts'
import { useStore } from '../use-store.ts'
import { BoardLens } from './board-lens.tsx'
import { ControlLens } from './control-lens.tsx'
import { LensChange } from './lens-change.tsx'

export function LensCard() {
  const { board } = usePanels()
  const learned = useStore(state => state.teach.learned)
  const labels = useStore(state => state.teach.answered.length)
  const form = useStore(state => state.world.form)
  const open = board()
  const fits =
    learned !== null &&
    learned.labels > 0 &&
    learned.form === form &&
    (learned.form === 'control' || learned.mean.length === open?.tiles.length)
  return (
    <Card
      title="What the robot thinks you want"
      kind="lens-card"
      aside={fits ? <span class="sub aside">from {plural(learned.labels, 'answer')}</span> : undefined}
    >
      {!fits && <NoGuess labels={labels} />}
      {fits && learned.form === 'tabular' && open && (
        <BoardLens learned={learned} board={open} key="board">
          <LensFoot learned={learned} />
        </BoardLens>
      )}
      {fits && learned.form === 'control' && (
        <ControlLens learned={learned} key="control">
          <LensFoot learned={learned} />
        </ControlLens>
      )}
      <LensChange />
    </Card>
  )
}

const STARTS: Readonly<Record<TeachWay, string>> = {
  compare: 'Compare two clips',
  rate: 'Rate a clip',
  praise: 'Praise or scold',
  demo: 'Show how',
  correct: 'Correct a clip',
}

function NoGuess({ labels }: { labels: number }) {
  const way = useStore(state => state.teach.way)
  return (
    <div class="lens-empty">
      <img src={robot} width={72} height={72} alt="" />
      <p>
        {labels === 0
          ? `Pip doesn't know what you want. ${STARTS[way]} to start.`
          : 'Pip is thinking about your answers.'}
      </p>
    </div>
  )
}

/** The key of the colours, and the true reward on request. */
function LensFoot({ learned }: { learned: LearnedReward }): ComponentChildren {
  const { commands } = usePanels()
  const showTrue = useStore(state => state.teach.showTrueReward)
  const { epicDistance } = learned
  const correlation = learned.form === 'control' ? learned.correlation : null
  return (
    <>
      <div class="row lens-key">
        <span>
          avoid
          <i class="scale" style={{ background: SIGNED_GRADIENT }} />
          seek
        </span>
        <span>
          <i class="hatch" />
          not sure yet
        </span>
        <span class="muted">against its average</span>
      </div>
      <div class="truth">
        {showTrue && epicDistance !== null && (
          <p>
            <span class="num">{epicDistance.toFixed(2)}</span>
            <span class="sub">EPIC distance to the true reward: 0 is the same wish, 1 as far as can be.</span>
          </p>
        )}
        {showTrue && correlation !== null && (
          <p>
            <span class="num">{correlation.toFixed(2)}</span>
            <span class="sub">
              Correlation with the true reward over steps Pip took: 1 is the same wish up to scale.
            </span>
          </p>
        )}
        {showTrue && learned.form === 'control' && (
          <p class="sub">Under the clips the true reward is dashed, on a scale of its own.</p>
        )}
        <button type="button" class="btn" onClick={() => commands.setShowTrueReward(!showTrue)}>
          <Icon name={showTrue ? 'hidden' : 'eye'} />
          {showTrue ? 'Hide the true reward' : 'Show the true reward'}
        </button>
        {!showTrue && <span class="sub">Hidden, because seeing it would steer your answers.</span>}
      </div>
    </>
  )
}
