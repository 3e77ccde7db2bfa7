/** The learned reward by kind of thing, with its doubt. */
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { pictureOn } from '../tile-art.ts'
import { useStore } from '../use-store.ts'
import { kindName } from './lens-data.ts'

const SHOWN = 8

export function KindsCard() {
  const { board } = usePanels()
  const kinds = useStore(({ teach: { learned } }) => (learned?.form === 'tabular' ? learned.kinds : null))
  const answers = useStore(state => state.teach.learned?.labels ?? 0)
  const open = board()
  if (!open || !kinds || kinds.length === 0 || answers === 0) return null
  const shown = kinds.slice(0, SHOWN)
  const reach = Math.max(...shown.map(kind => Math.abs(kind.mean) + kind.standardDeviation), 1e-9)
  const place = (value: number) => 50 + (value / reach) * 50
  return (
    <Card title="What it learnt, by kind" question="Reward for each step onto it">
      <div class="kinds">
        {shown.map(({ kind, mean, standardDeviation }) => {
          const picture = pictureOn(open, kind)
          const [lo, hi] = [Math.min(50, place(mean)), Math.max(50, place(mean))]
          return (
            <div class="kind" key={kind}>
              <span class="name">
                {picture ? <img src={picture} width={18} height={18} alt="" /> : <i />}
                {kindName(kind, open)}
              </span>
              <span class="span" aria-hidden="true">
                <i class={mean < 0 ? 'neg' : 'pos'} style={{ left: `${lo}%`, width: `${hi - lo}%` }} />
                <i
                  class="whisker"
                  style={{
                    left: `${place(mean - standardDeviation)}%`,
                    width: `${(standardDeviation / reach) * 100}%`,
                  }}
                />
                <i class="zero" />
              </span>
              <span class="amount">
                {signedText(mean, 2)} <span class="muted">± {standardDeviation.toFixed(2)}</span>
              </span>
            </div>
          )
        })}
      </div>
    </Card>
  )
}
