/** The lens: what Pip takes your wish to be, drawn over the world; the true reward beside it when asked for. */
import robot from '../../../assets/art/robot-puzzled.svg'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { plural } from '../number-text.ts'
import { SIGNED_GRADIENT } from '../signed-color.ts'
import { useStore } from '../use-store.ts'
import { LensBoard } from './lens-board.tsx'
import { lensSentence } from './lens-data.ts'

export function LensCard() {
  const { commands, board } = usePanels()
  const learned = useStore(state => state.teach.learned)
  const labels = useStore(state => state.teach.answered.length)
  const showTrue = useStore(state => state.teach.showTrueReward)
  const open = board()
  if (!open) return null
  const fits = learned !== null && learned.labels > 0 && learned.mean.length === open.tiles.length
  if (!fits) {
    return (
      <Card title="What the robot thinks you want" kind="lens-card">
        <div class="lens-empty">
          <img src={robot} width={72} height={72} alt="" />
          <p>
            {labels === 0
              ? "Pip doesn't know what you want. Compare two clips to start."
              : 'Pip is thinking about your answers.'}
          </p>
        </div>
      </Card>
    )
  }
  return (
    <Card
      title="What the robot thinks you want"
      kind="lens-card"
      aside={<span class="sub aside">from {plural(learned.labels, 'answer')}</span>}
    >
      <div class={`lens ${showTrue ? 'two' : 'one'}`}>
        <figure>
          {showTrue && (
            <figcaption>
              <b>Pip's guess</b>
            </figcaption>
          )}
          <LensBoard
            board={open}
            mean={learned.mean}
            deviation={learned.standardDeviation}
            label={`Learned reward by square. ${lensSentence(learned, open)}`}
          />
        </figure>
        {showTrue && (
          <figure>
            <figcaption>
              <b>True reward</b> <span class="muted">hidden from Pip</span>
            </figcaption>
            <LensBoard
              board={open}
              mean={learned.trueReward}
              deviation={null}
              label="True reward by square"
            />
          </figure>
        )}
      </div>
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
      <p class="lens-says">{lensSentence(learned, open)}</p>
      <div class="truth">
        {showTrue && (
          <p>
            <span class="num">{learned.epicDistance.toFixed(2)}</span>
            <span class="sub">EPIC distance to the true reward: 0 is the same wish, 1 as far as can be.</span>
          </p>
        )}
        <button type="button" class="btn" onClick={() => commands.setShowTrueReward(!showTrue)}>
          <Icon name={showTrue ? 'hidden' : 'eye'} />
          {showTrue ? 'Hide the true reward' : 'Show the true reward'}
        </button>
        {!showTrue && <span class="sub">Hidden, because seeing it would steer your answers.</span>}
      </div>
    </Card>
  )
}
