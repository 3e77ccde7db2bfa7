/** What becomes of the true reward as Pip optimises ever harder for its guess of it, and what would help. */
import { useState } from 'preact/hooks'
import type { OveroptimisationReport } from '../../core/teaching-reports.ts'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { OveroptimisationChart } from './overoptimisation-chart.tsx'
import { overoptimisationSentence, REPAIRS, type Repair, repairSentence } from './overoptimisation-text.ts'

const TITLE = 'Can it please you too much?'

export function OveroptimisationCard() {
  const { commands } = usePanels()
  const grid = useStore(state => state.world.form === 'tabular')
  const report = useStore(state => state.teach.overoptimisation)
  const answers = useStore(state => state.teach.learned?.labels ?? 0)
  const running = report === 'running'
  if (!grid) {
    return (
      <Card title={TITLE} question="Over-optimisation">
        <p class="sub">
          Drawn over grid worlds, where every policy can be worked out exactly. Here the same can happen: a
          guess that is pressed too hard is pleased without being right.
        </p>
      </Card>
    )
  }
  return (
    <Card title={TITLE} question="Over-optimisation" kind="overoptimisation-card">
      {report !== null && report !== 'running' && <Curves report={report} />}
      {report !== null && report !== 'running' && report.labels !== answers && (
        <p class="sub">
          Drawn from {plural(report.labels, 'answer')}; there are {answers} by now.
        </p>
      )}
      {report === null && (
        <p class="sub">
          Pip's guess is never quite right. This shows where trying too hard for it begins to cost you. It
          looks at the true reward, so answer first.
        </p>
      )}
      <button
        type="button"
        class="btn"
        disabled={running || answers === 0}
        onClick={() => commands.askOveroptimisation()}
      >
        {running && <i class="busy" aria-hidden="true" />}
        {running ? 'Working it out' : report === null ? 'Draw the curve' : 'Draw it again'}
      </button>
      {answers === 0 && <span class="sub"> After the first answer.</span>}
    </Card>
  )
}

function Curves({ report }: { report: OveroptimisationReport }) {
  const [shown, setShown] = useState<Repair | null>(null)
  const plain = report.curves[0]
  const repaired = report.curves.find(({ repair }) => repair === shown) ?? null
  if (!plain) return <p class="sub">These answers leave nothing to optimise for yet.</p>
  return (
    <>
      <OveroptimisationChart plain={plain} repaired={repaired} />
      <p class="lens-says">{overoptimisationSentence(report)}</p>
      <fieldset class="repairs" aria-label="What would help">
        {REPAIRS.map(({ repair, name, help }) => {
          const curve = report.curves.find(each => each.repair === repair)
          if (!curve) return null
          return (
            <button
              key={repair}
              type="button"
              class="btn"
              title={help}
              aria-pressed={shown === repair}
              onClick={() => setShown(shown === repair ? null : repair)}
            >
              <b>{name}</b>
              <span class="sub">{repairSentence(plain, curve)}</span>
            </button>
          )
        })}
      </fieldset>
    </>
  )
}
