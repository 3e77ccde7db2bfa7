/** The worlds by group, each with a small picture and where one stands in it. */
import { useEffect, useRef } from 'preact/hooks'
import type { WorldEntry } from '../store/state.ts'
import { BoardPicture } from './board-picture.tsx'
import { usePanels } from './context.ts'
import { ControlThumb } from './control-thumb.tsx'
import { ProgressRing } from './progress-ring.tsx'
import { useSampled, useStore } from './use-store.ts'
import { shareLearnt, standingOf, statusText } from './world-status.ts'

const STATUS_MILLISECONDS = 1000

export function Gallery() {
  const { store } = usePanels()
  const worlds = useStore(state => state.worlds)
  const solved = useSampled(
    () =>
      Object.entries(store.get().progress)
        .flatMap(([id, progress]) => (progress.solvedAt === null ? [] : [id]))
        .join('/'),
    STATUS_MILLISECONDS,
  ).split('/')
  if (worlds.length === 0) return <p class="muted">No worlds yet.</p>
  return (
    <>
      {[...new Set(worlds.map(world => world.group))].map(group => {
        const members = worlds.filter(world => world.group === group)
        const done = members.filter(world => solved.includes(world.id)).length
        return (
          <section key={group}>
            <h3>
              {group}
              <span>
                {done} of {members.length} solved
              </span>
            </h3>
            {members.map(world => (
              <WorldRow key={world.id} world={world} />
            ))}
          </section>
        )
      })}
    </>
  )
}

function WorldRow({ world }: { world: WorldEntry }) {
  const { store, commands, boardOf } = usePanels()
  const current = useStore(state => state.run.config.env === world.id)
  const status = useSampled(() => {
    const state = store.get()
    const running = state.run.config.env === world.id
    return statusText(state.progress[world.id], running ? state.run.episode : null)
  }, STATUS_MILLISECONDS)
  const standing = useSampled(() => {
    const state = store.get()
    return standingOf(state.progress[world.id], state.run.config.env === world.id)
  }, STATUS_MILLISECONDS)
  const share = useSampled(
    () => (store.get().run.config.env === world.id ? roundedShare(shareLearnt(store.get())) : null),
    STATUS_MILLISECONDS,
  )
  const coming = useStore(state => state.opening?.env === world.id)
  const fresh = standing === 'new' && world.download ? `New, ${world.download} once` : null
  const board = boardOf(world.id)
  const row = useRef<HTMLButtonElement>(null)
  // A link opens worlds that are far down the list.
  useEffect(() => {
    if (current && row.current) scrollIntoList(row.current)
  }, [current])
  return (
    <button
      ref={row}
      type="button"
      class="world"
      aria-current={current ? 'true' : undefined}
      aria-busy={coming}
      title={world.task}
      onClick={() => {
        if (store.get().dialog === 'worlds') commands.openDialog('none')
        if (!current || store.get().opening) commands.openWorld(world.id)
      }}
    >
      <span class={`thumb ${board ? '' : 'whole'}`}>
        {board ? <BoardPicture board={board} class="mini-board" /> : <ControlThumb env={world.id} />}
      </span>
      <span class="words">
        <span class="nm">{world.title}</span>
        <span class="st">
          {coming ? 'Fetching…' : (fresh ?? status)}
          {share !== null && standing === 'learning' && <span class="sr">, {share * 100}% of the way</span>}
        </span>
      </span>
      <ProgressRing standing={standing} share={share} />
    </button>
  )
}

const roundedShare = (share: number | null) => (share === null ? null : Math.round(share * 50) / 50)

/** Moves the list that the row lies in, and not the page, so that the row can be seen. */
function scrollIntoList(row: HTMLElement): void {
  let list = row.parentElement
  while (list && !/auto|scroll/.test(getComputedStyle(list).overflowY)) list = list.parentElement
  if (!list || list === document.body || list === document.documentElement) return
  const [seen, at] = [list.getBoundingClientRect(), row.getBoundingClientRect()]
  if (at.top < seen.top || at.bottom > seen.bottom)
    list.scrollTop += at.top - seen.top - (seen.height - at.height) / 2
}
