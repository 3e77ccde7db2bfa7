/** The last answers, newest first; one press takes an answer back. */

import { useMemo } from 'preact/hooks'
import { replayClip } from '../../core/clip-replay.ts'
import type { Clip } from '../../core/label.ts'
import type { Answered } from '../../store/state.ts'
import { BoardPicture } from '../board-picture.tsx'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { answerName, tallyText } from './answer-text.ts'

const SHOWN = 6

export function AnswersStrip() {
  const answered = useStore(state => state.teach.answered)
  const first = Math.max(0, answered.length - SHOWN)
  return (
    <section class="hist" aria-label="Your answers">
      <div class="row">
        <span>
          <b>Your answers</b>{' '}
          <span class="muted hint">
            {answered.length > 0
              ? 'Press one to take it back. Pip relearns without it.'
              : 'None in this world yet.'}
          </span>
        </span>
        <span class="lab">{tallyText(answered)}</span>
      </div>
      <div class="strip">
        {answered
          .slice(first)
          .map((entry, index) => <PastAnswer key={entry.label.id} entry={entry} number={first + index + 1} />)
          .reverse()}
      </div>
    </section>
  )
}

function PastAnswer({ entry, number }: { entry: Answered; number: number }) {
  const { commands } = usePanels()
  const { label, pending } = entry
  const name = answerName(label)
  const simulated = label.rater !== 'person'
  return (
    <button
      type="button"
      class={`past ${pending ? 'pending' : ''}`}
      aria-label={`Answer ${number}: ${name}. Take it back`}
      title="Take it back"
      onClick={() => void commands.retractLabel(label.id)}
    >
      <span class="pair">
        {label.kind === 'compare' ? (
          <>
            <ClipPicture clip={label.left} lit={label.answer === 'left' || label.answer === 'equal'} />
            <ClipPicture clip={label.right} lit={label.answer === 'right' || label.answer === 'equal'} />
          </>
        ) : (
          <ClipPicture clip={label.clip} lit />
        )}
      </span>
      <span class="rw">
        <span class="muted">{number}</span> <b>{name}</b>
        {simulated && <abbr title="Answered by the simulated rater"> sim.</abbr>}
      </span>
    </button>
  )
}

function ClipPicture({ clip, lit }: { clip: Clip; lit: boolean }) {
  const { board, model } = usePanels()
  const [open, tables] = [board(), model()]
  const path = useMemo(() => clipCells(), [clip, open, tables])
  function clipCells(): number[] {
    if (!open || !tables) return []
    // An answer given under other settings of this world may not fit the open one.
    if (clip.start >= tables.states || clip.actions.some(action => action >= tables.actions)) return []
    return Array.from(replayClip(tables, clip).states, state => open.cellOfState[state]!)
  }
  if (!open) return null
  return (
    <span class={`mini ${lit ? 'on' : 'dim'}`}>
      <BoardPicture board={open} class="mini-board" path={path} />
    </span>
  )
}
