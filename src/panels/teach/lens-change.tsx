/** What the newest refit has changed, said as soon as it is there: an answer is never without an effect one can see. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { LearnedReward } from '../../core/learned-reward.ts'
import { useStore } from '../use-store.ts'
import { changeSentence, lensShift } from './lens-data.ts'

export function LensChange() {
  const learned = useStore(state => state.teach.learned)
  const answers = useStore(state => state.teach.answered.length)
  const before = useRef<LearnedReward | null>(null)
  const takenIn = useRef(answers)
  const [said, setSaid] = useState<{ text: string; count: number } | null>(null)
  useEffect(() => {
    const old = before.current
    before.current = learned
    takenIn.current = answers
    if (!learned || !old || old.epoch !== learned.epoch || old === learned) return
    const shift = lensShift(old, learned)
    if (shift === null && old.labels === learned.labels) return
    setSaid(last => ({ text: changeSentence(old, learned, shift), count: (last?.count ?? 0) + 1 }))
  }, [learned])
  const waiting = before.current === learned && takenIn.current < answers
  if (!said && !waiting) return null
  return (
    <p class={`lens-change ${waiting ? 'waiting-line' : ''}`} key={said?.count} role="status">
      {waiting && <i class="busy" aria-hidden="true" />}
      {waiting || !said ? 'Pip is thinking about your answer.' : said.text}
    </p>
  )
}
