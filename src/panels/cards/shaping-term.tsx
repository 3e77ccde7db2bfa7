/** One shaping term: its weight, whether it keeps the best policy, and what the check found. */
import { cellName } from '../../core/board.ts'
import type { TermEntry } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { SignedSlider } from '../controls/signed-slider.tsx'
import { Icon } from '../icons.tsx'
import { useStore } from '../use-store.ts'
import { formVerdict, termVerdict, type Verdict } from './shaping-verdict.ts'

export function SafetyBadge({ kind }: { kind: TermEntry['kind'] }) {
  return kind === 'potential' ? (
    <span class="badge safe">
      <Icon name="shield" />
      Safe: keeps the best policy
    </span>
  ) : (
    <span class="badge warn">
      <Icon name="turn" />
      May change the goal
    </span>
  )
}

export function ShapingTermControl({ term, weight }: { term: TermEntry; weight: number }) {
  const { commands } = usePanels()
  const check = useStore(state => state.shapingCheck)
  const epoch = useStore(state => state.run.epoch)
  const form = useStore(state => state.world.form)
  return (
    <div class="term" title={term.help}>
      <SignedSlider
        label={term.title}
        value={weight}
        range={term.range}
        onChange={value => commands.setTermWeight(term.id, value)}
      />
      <div class="term-foot">
        <SafetyBadge kind={term.kind} />
        <button
          type="button"
          class="icon small"
          aria-label={`Remove ${term.title}`}
          title="Remove"
          onClick={() => commands.removeTerm(term.id)}
        >
          <Icon name="close" />
        </button>
      </div>
      <VerdictLine
        verdict={
          form === 'control' ? formVerdict(term.kind, weight) : termVerdict(check, epoch, term.id, weight)
        }
      />
    </div>
  )
}

/** Squares can be opened to see which; pointing at one puts the loupe on it. */
export function VerdictLine({ verdict }: { verdict: Verdict }) {
  const { commands, board } = usePanels()
  const open = board()
  if (!open || verdict.states.length === 0) return <p class="sub">{verdict.text}</p>
  const cells = [...new Set(verdict.states.map(state => open.cellOfState[state]!))].sort((a, b) => a - b)
  return (
    <details class="verdict">
      <summary>{verdict.text}</summary>
      <div class="cells">
        {cells.map(cell => (
          <button
            key={cell}
            type="button"
            class="cell"
            title="Show on the stage"
            onFocus={() => commands.inspectCell(cell)}
            onPointerEnter={() => commands.inspectCell(cell)}
            onPointerLeave={() => commands.inspectCell(null)}
            onBlur={() => commands.inspectCell(null)}
          >
            {cellName(open, cell)}
          </button>
        ))}
      </div>
    </details>
  )
}
