/** A simulated rater at the page: asked in the worker, it answers at a pace one can follow and is named in its labels. */
import type { Label, LabelContent, Query } from '../core/label.ts'
import type { FromWorker } from '../workers/protocol.ts'
import type { AppContext } from './context.ts'
import { flash } from './flash.ts'
import type { LabelGiving } from './label-giving.ts'

const PACE_MILLISECONDS = 350

/** Gives a label about a pair and puts the pair away. @param rater who is at the page unless given. */
export type GiveAbout = (
  query: Query,
  content: LabelContent,
  device: Label['inputDevice'],
  rater?: string,
) => Promise<void>

export interface SimulatedRater {
  /** Asks it about what is on show, if it is to answer. */
  ask(): void
  answered(message: Extract<FromWorker, { type: 'simulated' }>): void
}

export function createSimulatedRater(
  context: AppContext,
  giving: LabelGiving,
  giveAbout: GiveAbout,
): SimulatedRater {
  const { store, control } = context

  const ask = () => {
    const { mode, teach } = store.get()
    const { simulatedRater: teacher, queries, way, editing } = teach
    if (teacher === 'off' || mode !== 'teach' || editing !== null) return
    const query = way === 'compare' ? (queries[0] ?? null) : null
    if (way !== 'compare' || query) control.send({ type: 'simulate', kind: way, query, teacher })
  }

  const give = (query: Query | null, content: LabelContent, rater: string) => {
    if (query) return giveAbout(query, content, 'simulated', rater)
    const asked = {
      inputDevice: 'simulated',
      queryRule: 'simulated',
      reason: '',
      shownAt: new Date(),
    } as const
    return giving.give([giving.label(content, { ...asked, rater })])
  }

  return {
    ask,
    answered({ epoch, query, content }) {
      const rater = `simulated:${store.get().teach.simulatedRater}`
      const wanted = () => {
        const { run, mode, teach } = store.get()
        if (run.epoch !== epoch || mode !== 'teach' || `simulated:${teach.simulatedRater}` !== rater)
          return false
        return teach.way === content.kind && (query === null || teach.queries[0]?.id === query.id)
      }
      if (rater === 'simulated:off' || !wanted()) return
      if (content.kind === 'compare') flash(context, content.answer)
      setTimeout(() => {
        if (!wanted()) return
        void give(query, content, rater)
        ask()
      }, PACE_MILLISECONDS)
    },
  }
}
