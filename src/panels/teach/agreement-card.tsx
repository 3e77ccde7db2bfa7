/** How often a model that never saw an answer predicts it, how honest its confidence is, and whether more answers would help. */
import type { CalibrationReport, LearnedReward } from '../../core/learned-reward.ts'
import { Card } from '../cards/card.tsx'
import { percentText, plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { wilsonInterval } from '../wilson-interval.ts'
import { KIND_NAMES } from './answer-text.ts'
import { binReach, reliabilityPoints } from './reliability.ts'

/** Fewer unseen answers make no figure worth reading: 0 of 1 is not 0 %. */
const FEWEST = 4
/** And fewer make no curve. */
const FEWEST_FOR_CURVE = 20
/** Bins with fewer answers are dots beside the line: 0 of 1 would throw it from edge to edge. */
const FEWEST_ON_LINE = 3

export function AgreementCard() {
  const learned = useStore(state => state.teach.learned)
  if (!learned || learned.agreement.of < FEWEST) {
    return (
      <Card title="Does it agree with you?">
        <p class="sub">No number yet. After a few answers Pip guesses each one without having seen it.</p>
        {learned && <Stopping learned={learned} />}
      </Card>
    )
  }
  const { right, of } = learned.agreement
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
      <ByKind learned={learned} />
      {learned.calibration && of >= FEWEST_FOR_CURVE && <Reliability calibration={learned.calibration} />}
      <Stopping learned={learned} />
    </Card>
  )
}

/** Only where there is more than one kind to tell apart. */
function ByKind({ learned }: { learned: LearnedReward }) {
  const kinds = Object.entries(learned.agreementByKind).filter(([, { of }]) => of > 0)
  if (kinds.length < 2) return null
  return (
    <table class="by-kind">
      <caption class="sr">Answers it never saw and guessed right, by way of teaching</caption>
      <tbody>
        {kinds.map(([kind, { right, of }]) => (
          <tr key={kind}>
            <th scope="row">{KIND_NAMES[kind as keyof typeof KIND_NAMES]}</th>
            <td>
              {right} of {of}
            </td>
            <td>{of >= FEWEST ? percentText(right / of) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const SIZE = 96

function Reliability({ calibration }: { calibration: CalibrationReport }) {
  const points = reliabilityPoints(calibration, SIZE)
  const line = points.filter(({ count }) => count >= FEWEST_ON_LINE)
  const { error, logLoss } = calibration
  const told = calibration.bins
    .map(
      ({ confidence, right, count }) =>
        `says ${percentText(confidence)}, right ${percentText(right)} of ${count}`,
    )
    .join('; ')
  return (
    <div class="reliability">
      <svg viewBox={`-6 -6 ${SIZE + 12} ${SIZE + 12}`} role="img" aria-label={`Reliability curve: ${told}`}>
        <rect class="frame" x="0" y="0" width={SIZE} height={SIZE} />
        <path class="honest" d={`M0 ${SIZE}L${SIZE} 0`} />
        <path class="curve" d={line.length > 1 ? `M${line.map(({ x, y }) => `${x} ${y}`).join('L')}` : ''} />
        {points.map(({ x, y, count }) => (
          <circle key={x} cx={x} cy={y} r={binReach(count)} />
        ))}
      </svg>
      <p class="sub">
        <b>Is it as sure as it should be?</b> Across: how sure it is, 50 to 100%. Up: how often that was
        right; larger dots stand for more answers. On the dotted line it is honest.
        <br />
        Off by <b>{percentText(error)}</b> on average (expected calibration error, ECE); log-loss{' '}
        {logLoss.toFixed(2)} (a coin flip: 0.69).
      </p>
    </div>
  )
}

function Stopping({ learned }: { learned: LearnedReward }) {
  const { sentence, enough } = learned.stopping
  if (!sentence) return null
  return <p class={`stopping ${enough ? 'enough' : ''}`}>{sentence}</p>
}
