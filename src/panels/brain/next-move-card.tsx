/** Next move: how likely each action is, what each is worth, or how hard each motor turns; numbers repeat the bars. */
import { useRef } from 'preact/hooks'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { percentText, signedText } from '../number-text.ts'
import { useSampled } from '../use-store.ts'
import { mindOf } from './mind.ts'
import { type ActionValueRow, type ChanceRow, type MotorRow, type NextMove, nextMove } from './next-move.ts'

const BAR_MILLISECONDS = 100

const QUESTIONS: Readonly<Record<NextMove['kind'], string>> = {
  chances: 'How likely is each?',
  'action-values': 'What is each worth?',
  motors: 'How hard does it push?',
}
const NOTES: Readonly<Record<NextMove['kind'], string>> = {
  chances: 'Action probabilities (policy). On show it takes the likeliest.',
  'action-values': 'Action values (Q). The bar: better or worse than the average move.',
  motors: 'The line shows how unsure it is.',
}

export function NextMoveCard() {
  const { telemetry, store } = usePanels()
  const move = useSampled(() => {
    const mind = mindOf(telemetry.exhibits)
    const { actionSpace, actions } = store.get().world
    return mind && nextMove(mind.thought, actionSpace, actions)
  }, BAR_MILLISECONDS)
  if (!move) return null
  const surelyNoDoubt = move.kind === 'motors' && move.rows.every(row => row.deviation === 0)
  return (
    <Card title="Next move" question={QUESTIONS[move.kind]} kind="next-move">
      <div class="moves">
        {move.kind === 'chances' && move.rows.map(row => <Chance key={row.label} {...row} />)}
        {move.kind === 'action-values' && <ActionValues rows={move.rows} />}
        {move.kind === 'motors' && move.rows.map(row => <Motor key={row.label} {...row} />)}
      </div>
      <p class="sub">{surelyNoDoubt ? 'The middle of the bar is no push.' : NOTES[move.kind]}</p>
    </Card>
  )
}

function Chance({ label, chance, best }: ChanceRow) {
  return (
    <div class={`move ${best ? 'best' : ''}`}>
      <span class="name">{label}</span>
      <span class="track" aria-hidden="true">
        <i class="much" style={{ width: `${chance * 100}%` }} />
      </span>
      <span class="amount">{percentText(chance)}</span>
    </div>
  )
}

/** Leads against the largest of late, so that the bars tell a clear choice from a close one. */
function ActionValues({ rows }: { rows: readonly ActionValueRow[] }) {
  const scale = useRef(0)
  const widest = Math.max(...rows.map(row => Math.abs(row.lead)))
  scale.current = Math.max(widest, scale.current * 0.99, 1e-9)
  return (
    <>
      {rows.map(({ label, text, lead, best }) => {
        const share = (lead / scale.current) * 50
        return (
          <div class={`move ${best ? 'best' : ''}`} key={label}>
            <span class="name">{label}</span>
            <Bar from={50} to={50 + share} zero={50} />
            <span class="amount">
              {text}
              {best && <span class="sr"> best</span>}
            </span>
          </div>
        )
      })}
    </>
  )
}

function Motor({ label, unit, amount, at, zero, least, most, deviation }: MotorRow) {
  return (
    <div class="move">
      <span class="name">{label}</span>
      <Bar from={zero} to={at} zero={zero} doubt={deviation > 0 ? { least, most } : null} />
      <span class="amount">
        {signedText(amount, 2)}
        {unit && <small> {unit}</small>}
        {deviation > 0 && <span class="sr">, give or take {deviation.toFixed(2)}</span>}
      </span>
    </div>
  )
}

interface BarProps {
  /** Places in percent of the track. */
  readonly from: number
  readonly to: number
  readonly zero: number
  readonly doubt?: { readonly least: number; readonly most: number } | null
}

function Bar({ from, to, zero, doubt }: BarProps) {
  const [left, right] = [Math.min(from, to), Math.max(from, to)]
  return (
    <span class="track signed-track" aria-hidden="true">
      <i class={to < from ? 'neg' : 'pos'} style={{ left: `${left}%`, width: `${right - left}%` }} />
      <i class="zero" style={{ left: `${zero}%` }} />
      {doubt && (
        <>
          <i class="doubt" style={{ left: `${doubt.least}%`, width: `${doubt.most - doubt.least}%` }} />
          <i class="mean" style={{ left: `${to}%` }} />
        </>
      )}
    </span>
  )
}
