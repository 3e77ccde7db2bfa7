/**
 * Asks for reports when they are due: the audit when Teach opens and after every ten answers. What was said of labels that
 * stand no longer, or of another run, is put away.
 */
import type { Commands } from '../store/commands.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'

const ANSWERS_BETWEEN_AUDITS = 10

export function watchReports(store: Store<AppState>, { askAudit }: Pick<Commands, 'askAudit'>): void {
  let epoch = -1
  let audited: number | null = null
  store.subscribe(() => {
    const { mode, run, teach } = store.get()
    if (run.epoch !== epoch) {
      epoch = run.epoch
      audited = null
      if (teach.audit !== null || teach.overoptimisation !== null || teach.influence !== null)
        store.update(({ teach: state }) => {
          state.audit = null
          state.overoptimisation = null
          state.influence = null
        })
    }
    const { influence } = store.get().teach
    if (influence !== null && !teach.answered.some(({ label }) => label.id === influence.label))
      store.update(({ teach: state }) => {
        state.influence = null
      })
    if (mode !== 'teach' || run.status === 'starting' || run.status === 'failed') return
    const tens = Math.floor(teach.answered.length / ANSWERS_BETWEEN_AUDITS)
    if (tens === audited) return
    audited = tens
    askAudit()
  })
}
