/** Past answers, newest first, all of them page by page; a press offers to give one anew or to take it back. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Answered } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { answerClips, answerName, checkText, tallyText } from './answer-text.ts'
import { ClipPicture } from './clip-picture.tsx'

const SHOWN = 6

export function AnswersStrip() {
  const answered = useStore(state => state.teach.answered)
  const [page, setPage] = useState(0)
  const pages = Math.max(1, Math.ceil(answered.length / SHOWN))
  const open = Math.min(page, pages - 1)
  const end = answered.length - open * SHOWN
  const first = Math.max(0, end - SHOWN)
  return (
    <section class="hist" aria-label="Your answers">
      <div class="row">
        <span>
          <b>Your answers</b>{' '}
          <span class="muted hint">
            {answered.length > 0
              ? 'Pick one to change it. Pip relearns from there.'
              : 'None in this world yet. Each comes here, to be changed or taken back.'}
          </span>
        </span>
        <span class="lab">{tallyText(answered)}</span>
        {pages > 1 && (
          <span class="pages">
            <button type="button" class="btn quiet" disabled={open === 0} onClick={() => setPage(open - 1)}>
              Newer
            </button>
            <button
              type="button"
              class="btn quiet"
              disabled={open === pages - 1}
              onClick={() => setPage(open + 1)}
            >
              Older
            </button>
          </span>
        )}
      </div>
      <div class="strip">
        {answered
          .slice(first, end)
          .map((entry, index) => (
            <PastAnswer key={entry.label.id} entry={entry} number={first + index + 1} answered={answered} />
          ))
          .reverse()}
      </div>
    </section>
  )
}

interface PastAnswerProps {
  readonly entry: Answered
  readonly number: number
  readonly answered: readonly Answered[]
}

function PastAnswer({ entry, number, answered }: PastAnswerProps) {
  const { label, pending } = entry
  const editing = useStore(state => state.teach.editing === label.id)
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const name = answerName(label)
  const check = checkText(label, answered)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div class="past-place">
      <button
        ref={button}
        type="button"
        class={`past ${pending ? 'pending' : ''} ${editing ? 'editing' : ''}`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`Answer ${number}: ${name}. Change it`}
        onClick={() => setOpen(!open)}
      >
        <span class="pair">
          {answerClips(label).map(({ clip, lit }, index) => (
            <ClipPicture key={index} clip={clip} lit={lit} />
          ))}
        </span>
        <span class="rw">
          <span class="muted">{number}</span> <b>{name}</b>
          {check && <span class={check.endsWith('changed') ? 'check changed' : 'check'}> {check}</span>}
          {label.rater.startsWith('simulated') && <abbr title="Answered by the simulated rater"> sim.</abbr>}
        </span>
      </button>
      {open && <AnswerMenu entry={entry} number={number} onClose={close} />}
    </div>
  )
}

/** Kinds whose question can be put again as it was. */
const ASKED_AGAIN = ['compare', 'rate']

function AnswerMenu({ entry, number, onClose }: { entry: Answered; number: number; onClose(): void }) {
  const { commands } = usePanels()
  const { label } = entry
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    menu.current?.querySelector('button')?.focus()
    const away = (event: PointerEvent) => {
      if (!menu.current?.parentElement?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [])
  const item = (text: string, run: () => void) => (
    <button
      type="button"
      role="menuitem"
      class="btn quiet"
      onClick={() => {
        onClose()
        run()
      }}
    >
      {text}
    </button>
  )
  return (
    <div
      class="past-menu"
      role="menu"
      aria-label={`Answer ${number}`}
      ref={menu}
      onKeyDown={event => {
        if (event.key === 'Tab') onClose()
        if (event.key === 'Escape') onClose()
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          const items = [...menu.current!.querySelectorAll('button')]
          const place = items.indexOf(document.activeElement as HTMLButtonElement)
          const step = event.key === 'ArrowDown' ? 1 : -1
          items[(place + step + items.length) % items.length]!.focus()
        } else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      {ASKED_AGAIN.includes(label.kind) && item('Answer again', () => commands.editLabel(label.id))}
      {item('Take it back', () => void commands.retractLabel(label.id))}
      {item('What would be without it?', () => commands.askInfluence(label.id))}
    </div>
  )
}
