/** Two first-run tips, each asking for an act, each shown once and only while nothing else is being said. */
import type { AppState } from '../store/state.ts'
import type { AppContext } from './context.ts'

const KEY = 'good-robot-tips-seen'

interface Tip {
  readonly id: string
  readonly text: string
  readonly action?: { readonly label: string; readonly command: 'open-teach' }
  due(state: AppState): boolean
  /** The person has done what it asks, or is elsewhere by now. */
  followed(state: AppState): boolean
}

const inFlowerPath = ({ mode, play, run }: AppState) =>
  mode === 'watch' && !play.active && run.config.env === 'FlowerPath-v0'

const TIPS: readonly Tip[] = [
  {
    id: 'hover',
    text: 'Hover or tap a square to see what Pip expects.',
    due: state => inFlowerPath(state) && state.run.episode >= 2,
    followed: state => state.inspectedCell !== null || !inFlowerPath(state),
  },
  {
    id: 'flowers',
    text: 'Pip walks over the flowers: the task does not mention them. Mind? Tell Pip.',
    action: { label: 'Teach', command: 'open-teach' },
    // Every best policy of this world's task steps on flowers; value iteration has checked it.
    due: state => {
      const { evaluation, optimalReturn } = state.run
      const solved =
        evaluation !== null && optimalReturn !== null && evaluation.meanReturn > optimalReturn - 0.01
      return inFlowerPath(state) && solved && state.teach.answered.length === 0
    },
    followed: state => !inFlowerPath(state),
  },
]

export function showTips({ store, notify }: AppContext): void {
  const seen = new Set(readSeen())
  store.subscribe(() => {
    const state = store.get()
    const shown = TIPS.find(({ text }) => text === state.notice?.text)
    if (shown?.followed(state)) {
      store.update(draft => {
        draft.notice = null
      })
      return
    }
    if (state.notice !== null || state.dialog !== 'none') return
    const tip = TIPS.find(({ id, due }) => !seen.has(id) && due(state))
    if (!tip) return
    seen.add(tip.id)
    writeSeen([...seen])
    notify('info', tip.text, tip.action)
  })
}

function readSeen(): string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean)
  } catch {
    return [] // storage is switched off: tips come once a visit
  }
}

function writeSeen(seen: readonly string[]): void {
  try {
    localStorage.setItem(KEY, seen.join(' '))
  } catch {
    return // storage is switched off: tips come once a visit
  }
}
