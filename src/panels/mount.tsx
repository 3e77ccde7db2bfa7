/** The page's DOM: draws every panel into `root` and says where the stage's canvas belongs. */
import { render } from 'preact'
import 'uplot/dist/uPlot.min.css'
import './styles/tokens.css'
import './styles/app.css'
import './styles/watch.css'
import './styles/cards.css'
import './styles/brain.css'
import './styles/time.css'
import './styles/control.css'
import './styles/teach.css'
import './styles/narrow.css'
import './styles/clips.css'
import './styles/live.css'
import './styles/teach-phone.css'
import { AppFrame } from './app-frame.tsx'
import { type PanelContext, type PanelResources, Panels } from './context.ts'

export type { ClipPlace, PanelContext } from './context.ts'

export interface MountedPanels {
  stageSlot(): HTMLElement | null
  unmount(): void
}

export function mountPanels(root: HTMLElement, context: PanelContext): MountedPanels {
  let slot: HTMLElement | null = null
  const move = (element: HTMLElement | null) => {
    slot = element
    context.onStageSlot(element)
  }
  const boards = new Map<string, ReturnType<PanelContext['boardOf']>>()
  const resources: PanelResources = {
    ...context,
    boardOf: env => {
      if (!boards.has(env)) boards.set(env, context.boardOf(env))
      return boards.get(env) ?? null
    },
    attachSlot: move,
    detachSlot: element => {
      if (slot === element) move(null)
    },
  }
  root.replaceChildren()
  render(
    <Panels.Provider value={resources}>
      <AppFrame />
    </Panels.Provider>,
    root,
  )
  return { stageSlot: () => slot, unmount: () => render(null, root) }
}
