/** How you answer: what can be seen in the answers of each rater, how sure that is, and what it means for Pip. */
import type { RaterAudit } from '../../core/teaching-reports.ts'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { type AuditRow, alphaSentence, auditRows, auditSentences } from './audit-text.ts'
import { IntervalBar } from './interval-bar.tsx'
import { raterName } from './rater-name.ts'

export function AuditCard() {
  const { commands } = usePanels()
  const audit = useStore(state => state.teach.audit)
  const rater = useStore(state => state.teach.rater)
  const any = useStore(state => state.teach.answered.length > 0)
  const raters = audit?.raters.filter(({ labels }) => labels > 0) ?? []
  const mine = raters.find(each => each.rater === rater)
  const others = raters.filter(each => each !== mine)
  return (
    <Card
      title="How you answer"
      question="Everyone has habits"
      kind="audit-card"
      aside={
        <button type="button" class="btn quiet small" disabled={!any} onClick={() => commands.askAudit()}>
          Look again
        </button>
      }
    >
      {!mine && (
        <p class="sub">
          {any && audit === null
            ? 'Looking through the answers.'
            : 'Not enough answers yet. After some, habits can be told from chance, and Pip allows for them.'}
        </p>
      )}
      {mine && <Habits of={mine} />}
      {mine && <Forecast of={mine} ask={() => commands.askAudit(mine.rater)} />}
      {others.map(other => (
        <details class="more" key={other.rater}>
          <summary>
            {raterName(other.rater)}, {plural(other.labels, 'answer')}
          </summary>
          <Habits of={other} />
        </details>
      ))}
      {audit && raters.length > 0 && (audit.alpha !== null || raters.length > 1) && (
        <p class="audit-line">{alphaSentence(audit)}</p>
      )}
    </Card>
  )
}

/** Simulated on request alone: it keeps the robot waiting for a moment. */
function Forecast({ of: { forecast }, ask }: { of: RaterAudit; ask(): void }) {
  if (forecast) return <p class="audit-line forecast">{forecast.sentence}</p>
  return (
    <button
      type="button"
      class="btn quiet small"
      title="Someone with your habits goes on answering in simulation, and it is counted when the robot has it right."
      onClick={ask}
    >
      How many more answers?
    </button>
  )
}

function Habits({ of }: { of: RaterAudit }) {
  const rows = auditRows(of)
  const early = rows.filter(({ finding }) => finding.verdict === 'too-early')
  const told = rows.filter(({ finding }) => finding.verdict !== 'too-early')
  return (
    <div class="habits">
      {told.map(row => (
        <Habit row={row} key={row.term} />
      ))}
      {early.length > 0 && (
        <div class="habit-early">
          <p class="sub">
            Too early to say of{' '}
            {early.map(({ name, term }, index) => (
              <span key={term}>
                {index > 0 && (index === early.length - 1 ? ' and ' : ', ')}
                <span title={term}>{name.toLowerCase()}</span>
              </span>
            ))}
            .
          </p>
          <p class="sub muted">{early[0]!.finding.sentence}</p>
        </div>
      )}
      {auditSentences(of).map(sentence => (
        <p class="audit-line" key={sentence}>
          {sentence}
        </p>
      ))}
    </div>
  )
}

function Habit({ row: { name, term, finding, from, to, usual, text } }: { row: AuditRow }) {
  const { estimate, sentence, verdict } = finding
  return (
    <div class={`habit ${verdict}`}>
      <span class="name">
        {name} <span class="muted">({term})</span>
      </span>
      {estimate && (
        <>
          <IntervalBar estimate={estimate} from={from} to={to} usual={usual} text={text} name={name} />
          <span class="amount">{text(estimate.value)}</span>
        </>
      )}
      <p class="sub">{sentence}</p>
    </div>
  )
}
