/** How often a model that never saw an answer predicts it, with the range that so few answers allow. */
import { Card } from '../cards/card.tsx'
import { percentText, plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { wilsonInterval } from '../wilson-interval.ts'

/** Fewer unseen answers make no figure worth reading: 0 of 1 is not 0 %. */
const FEWEST = 4

export function AgreementCard() {
  const agreement = useStore(state => state.teach.learned?.agreement ?? null)
  if (!agreement || agreement.of < FEWEST) {
    return (
      <Card title="Does it agree with you?">
        <p class="sub">No number yet. After a few answers Pip guesses each one without having seen it.</p>
      </Card>
    )
  }
  const { right, of } = agreement
  const share = right / of
  const { low, high } = wilsonInterval(right, of)
  const place = (at: number) => `${at * 100}%`
  return (
    <Card title="Does it agree with you?">
      <div
        class="meter"
        role="img"
        aria-label={`${percentText(share)}, range ${percentText(low)} to ${percentText(high)}`}
      >
        <b class="figure-above" style={{ left: place(Math.min(0.95, Math.max(0.05, share))) }}>
          {percentText(share)}
        </b>
        <div class="bar">
          <i class="band" style={{ left: place(low), width: place(high - low) }} />
          <i class="coin" />
          <i class="mark" style={{ left: place(share) }} />
        </div>
        <div class="marks">
          <span>0%</span>
          <span class="middle">coin flip 50%</span>
          <span>100%</span>
        </div>
      </div>
      <p class="sub">
        Right on {right} of {plural(of, 'answer')} it never saw. Pale band: {percentText(low)} to{' '}
        {percentText(high)}, how sure we can be.
      </p>
    </Card>
  )
}
