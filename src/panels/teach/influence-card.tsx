/** What would be without one past answer: how far Pip's guess would move, and where the best move would change. */
import { useEffect, useRef } from 'preact/hooks'
import type { Board } from '../../core/board.ts'
import type { InfluenceReport } from '../../core/teaching-reports.ts'
import { Card } from '../cards/card.tsx'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { answerName } from './answer-text.ts'
import { influenceSentence } from './influence-text.ts'
import { LensBoard } from './lens-board.tsx'

export function InfluenceCard() {
  const { board } = usePanels()
  const influence = useStore(state => state.teach.influence)
  const answered = useStore(state => state.teach.answered)
  const asked = influence?.label ?? null
  const anchor = useRef<HTMLDivElement>(null)
  // The card may come far from where it was asked for.
  useEffect(() => {
    if (asked !== null) anchor.current?.scrollIntoView({ block: 'nearest' })
  }, [asked])
  const place = answered.findIndex(({ label }) => label.id === influence?.label)
  if (!influence || place < 0) return null
  const open = board()
  const named = `answer ${place + 1} (${answerName(answered[place]!.label).toLowerCase()})`
  return (
    <div ref={anchor}>
      <Card title="If you had not said this" question={named} kind="influence-card">
        {'rewardChange' in influence ? (
          <Report report={influence} board={open} />
        ) : (
          <p class="lens-change" role="status">
            <i class="busy" aria-hidden="true" />
            Pip learns again without it.
          </p>
        )}
      </Card>
    </div>
  )
}

function Report({ report, board }: { report: InfluenceReport; board: Board | null }) {
  const { meanWithout, changedStates } = report
  const sentence = influenceSentence(report, board)
  const drawn = board && meanWithout?.length === board.tiles.length ? meanWithout : null
  return (
    <>
      <p role="status">{sentence}</p>
      {board && drawn && (
        <div class="lens influence">
          <LensBoard
            board={board}
            mean={drawn}
            deviation={null}
            marked={(changedStates ?? []).map(state => board.cellOfState[state]!)}
            label={`What the robot would think you want without this answer. ${sentence}`}
          />
        </div>
      )}
      {drawn && (changedStates?.length ?? 0) > 0 && (
        <p class="sub">The guess without this answer. Ringed: squares where the best move would change.</p>
      )}
    </>
  )
}
