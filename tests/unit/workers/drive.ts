/** A trainer on a clock that moves when told, and by `look` milliseconds at every look, so that slices end. */
import { type Catalogue, REGISTRIES } from '../../../src/training/run-setup.ts'
import type { FromWorker, ToWorker } from '../../../src/workers/protocol.ts'
import { Trainer, type TrainerHost } from '../../../src/workers/trainer.ts'

export function drive({
  look = 0.05,
  catalogue = REGISTRIES,
  clock = { now: 0 },
  recruit = () => null,
}: {
  look?: number
  catalogue?: Catalogue
  clock?: { now: number }
  recruit?: NonNullable<TrainerHost['recruit']>
} = {}) {
  const posted: FromWorker[] = []
  const due: { callback: () => void; milliseconds: number }[] = []
  const host = {
    // As a worker does: what is posted is a copy.
    post: (message: FromWorker) => posted.push(structuredClone(message)),
    now: () => {
      clock.now += look
      return clock.now
    },
    later: (callback: () => void, milliseconds: number) => due.push({ callback, milliseconds }),
    recruit,
  }
  const trainer = new Trainer(host, catalogue)
  const settle = () => new Promise(resolve => setTimeout(resolve, 0))
  const next = () => due.shift()
  return {
    posted,
    clock,
    async tell(...messages: ToWorker[]) {
      for (const message of messages) trainer.receive(message)
      await settle()
      await settle()
    },
    /** So many slices, with so many milliseconds before each. */
    slices(count: number, milliseconds: number) {
      for (let i = 0; i < count; i++) {
        clock.now += milliseconds
        next()?.callback()
      }
    },
    /** Slices when they asked to be called, until the clock says `end`. */
    until(end: number) {
      while (clock.now < end) {
        const slice = next()
        if (!slice) return
        clock.now += slice.milliseconds
        slice.callback()
      }
    },
    of: <Type extends FromWorker['type']>(type: Type) =>
      posted.filter((message): message is Extract<FromWorker, { type: Type }> => message.type === type),
  }
}
