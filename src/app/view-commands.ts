/** Intents about what is looked at: mode, theme, layers, loupe, a person's own play, dialogs, the share link. */
import { encodeShareLink } from '../persistence/share-link.ts'
import type { Commands } from '../store/commands.ts'
import type { Theme } from '../store/state.ts'
import type { AppContext } from './context.ts'
import { PlaySession } from './play-session.ts'
import { worldOf } from './worlds.ts'

type ViewCommands = Pick<
  Commands,
  | 'setMode'
  | 'setTheme'
  | 'toggleLayer'
  | 'inspectCell'
  | 'moveInspection'
  | 'togglePlay'
  | 'playAction'
  | 'restartPlay'
  | 'copyShareLink'
  | 'openDialog'
  | 'dismissNotice'
>

export interface ViewControl {
  readonly commands: ViewCommands
  play(): PlaySession | null
}

export function createViewCommands(
  context: AppContext,
  hooks: { playChanged(): void; saveTheme(theme: Theme): void },
): ViewControl {
  const { store, telemetry } = context
  let session: PlaySession | null = null

  const open = () => {
    const { env, envSettings } = store.get().run.config
    return worldOf(env, envSettings)
  }

  const showPlay = () => {
    const current = session
    store.update(({ play }) => {
      play.active = current !== null
      if (!current) return
      play.state = current.state
      play.steps = current.actions.length
      play.return = current.return
      play.finished = current.finished
      play.event = current.event
      if (current.finished !== 'no') play.bestReturn = Math.max(play.bestReturn ?? -Infinity, current.return)
    })
    hooks.playChanged()
  }

  const begin = () => {
    const seed = store.get().play.seed + 1
    store.update(({ play }) => {
      play.seed = seed
    })
    session = new PlaySession(open(), seed)
    showPlay()
  }

  return {
    play: () => (store.get().play.active ? session : null),
    commands: {
      setMode(mode) {
        store.update(state => {
          state.mode = mode
          state.inspectedCell = null
          state.play.active = false
        })
        hooks.playChanged()
      },
      setTheme(theme) {
        store.update(state => {
          state.theme = theme
        })
        hooks.saveTheme(theme)
      },
      toggleLayer(layer) {
        store.update(({ layers }) => {
          layers[layer] = !layers[layer]
        })
      },
      inspectCell(cell) {
        store.update(state => {
          state.inspectedCell = cell
        })
      },
      moveInspection(columns, rows) {
        const { board } = open()
        const frame = telemetry.frame
        const from = store.get().inspectedCell ?? (frame ? board.cellOfState[frame.state]! : 0)
        const column = Math.min(board.columns - 1, Math.max(0, (from % board.columns) + columns))
        const row = Math.min(board.rows - 1, Math.max(0, Math.floor(from / board.columns) + rows))
        store.update(state => {
          state.inspectedCell = row * board.columns + column
        })
      },
      togglePlay() {
        if (!store.get().play.active) {
          begin()
          return
        }
        session = null
        showPlay()
      },
      playAction(action) {
        if (!session || !store.get().play.active) return
        if (session.finished !== 'no') {
          begin()
          return
        }
        session.act(action)
        showPlay()
      },
      restartPlay: begin,
      async copyShareLink() {
        const url = new URL(location.href)
        url.hash = encodeShareLink(store.get().run.config)
        try {
          await navigator.clipboard.writeText(url.href)
          context.notify('info', 'Link copied. It opens this world, learner, rewards and seed.')
        } catch {
          history.replaceState(null, '', url)
          context.notify('info', 'The link is in the address bar: copy it from there.')
        }
      },
      openDialog(dialog) {
        store.update(state => {
          state.dialog = dialog
        })
      },
      dismissNotice() {
        store.update(state => {
          state.notice = null
        })
      },
    },
  }
}
