/** Intents about what is looked at: mode, theme, layers, loupe, dialogs, the share link. */
import { encodeShareLink } from '../persistence/share-link.ts'
import type { Commands } from '../store/commands.ts'
import type { Theme } from '../store/state.ts'
import type { AppContext } from './context.ts'
import { worldOf } from './worlds.ts'

type ViewCommands = Pick<
  Commands,
  | 'setMode'
  | 'setTheme'
  | 'toggleLayer'
  | 'inspectCell'
  | 'moveInspection'
  | 'copyShareLink'
  | 'openDialog'
  | 'dismissNotice'
>

export function createViewCommands(
  { store, telemetry, notify }: AppContext,
  hooks: { leavePlay(): void; saveTheme(theme: Theme): void },
): ViewCommands {
  return {
    setMode(mode) {
      hooks.leavePlay()
      store.update(state => {
        state.mode = mode
        state.inspectedCell = null
      })
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
      const { env, envSettings } = store.get().run.config
      const world = worldOf(env, envSettings)
      if (world.form !== 'tabular') return
      const { board } = world
      const frame = telemetry.frame?.form === 'tabular' ? telemetry.frame : null
      const from = store.get().inspectedCell ?? (frame ? board.cellOfState[frame.state]! : 0)
      const column = Math.min(board.columns - 1, Math.max(0, (from % board.columns) + columns))
      const row = Math.min(board.rows - 1, Math.max(0, Math.floor(from / board.columns) + rows))
      store.update(state => {
        state.inspectedCell = row * board.columns + column
      })
    },
    async copyShareLink() {
      const url = new URL(location.href)
      url.hash = encodeShareLink(store.get().run.config)
      try {
        await navigator.clipboard.writeText(url.href)
        notify('info', 'Link copied. It opens this world, learner, rewards and seed.')
      } catch {
        history.replaceState(null, '', url)
        notify('info', 'The link is in the address bar: copy it from there.')
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
  }
}
