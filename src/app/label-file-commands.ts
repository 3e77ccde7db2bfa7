/** Intents about labels as files: take them along, bring them back, delete them. */
import { PlaygroundError } from '../core/errors.ts'
import { type JournalEntry, standingLabels } from '../core/label.ts'
import { actionSize } from '../core/space.ts'
import {
  decodeJsonl,
  encodeJsonl,
  type ImportPlan,
  importPlan,
  MOST_FILE_BYTES,
} from '../persistence/label-codec.ts'
import { encodePreferencePairs, preferencePairs } from '../persistence/preference-pairs.ts'
import type { Commands } from '../store/commands.ts'
import type { PendingImport } from '../store/state.ts'
import type { AppContext } from './context.ts'
import { download } from './downloads.ts'
import { bringEngine, defaultWorld, isReady } from './worlds.ts'

type LabelFileCommands = Pick<
  Commands,
  'exportLabels' | 'exportPairs' | 'importLabels' | 'finishImport' | 'deleteLabels'
>

export function createLabelFileCommands(context: AppContext): LabelFileCommands {
  const { book, store } = context
  /** The entries of the file that `teach.pendingImport` tells of. */
  let waiting: readonly JournalEntry[] = []

  async function add(file: string, plan: ImportPlan): Promise<void> {
    const stored = book.add(plan.added)
    context.labelsChanged()
    await stored
    const repeated = plan.duplicates > 0 ? `, ${plan.duplicates} were here already` : ''
    context.notify('info', `Imported ${plan.added.length} entries from ${file}${repeated}.`)
  }

  return {
    exportLabels() {
      download('good-robot-labels.jsonl', encodeJsonl(book.all()), 'application/x-ndjson')
    },
    async exportPairs() {
      const labels = standingLabels(book.all())
      try {
        for (const env of new Set(labels.map(label => label.env))) if (!isReady(env)) await bringEngine(env)
      } catch (error) {
        context.fail(error, 'The pairs were not written.')
        return
      }
      const { pairs, leftOut } = preferencePairs(labels, actionSizeOf)
      const out = leftOut.equal + leftOut.cantTell + leftOut.emptyCorrections + leftOut.otherKinds
      download('good-robot-pairs.jsonl', encodePreferencePairs(pairs), 'application/x-ndjson')
      const rest = out > 0 ? ` ${out} answers name no better clip and were left out.` : ''
      context.notify('info', `Chosen and rejected clips: ${pairs.length} pairs.${rest}`)
    },
    async importLabels(file) {
      try {
        if (file.size > MOST_FILE_BYTES) {
          throw new PlaygroundError(
            'bad-file',
            `It has ${file.size} bytes; at most ${MOST_FILE_BYTES} are read.`,
          )
        }
        const entries = decodeJsonl(await file.text())
        const plan = importPlan(book.all(), entries)
        const pending = pendingImport(file.name, plan, book.all())
        if (pending.namesakes.length === 0) return await add(file.name, plan)
        waiting = entries
        store.update(state => {
          state.teach.pendingImport = pending
          state.dialog = 'import'
        })
      } catch (error) {
        context.fail(error, `${file.name} was not imported; nothing has changed.`)
      }
    },
    async finishImport(names) {
      const pending = store.get().teach.pendingImport
      if (!pending) return
      store.update(state => {
        state.teach.pendingImport = null
        state.dialog = 'none'
      })
      const entries = waiting
      waiting = []
      try {
        await add(pending.file, importPlan(book.all(), entries, { renamedRaters: names }))
      } catch (error) {
        context.fail(error, `${pending.file} was not imported; nothing has changed.`)
      }
    },
    async deleteLabels() {
      try {
        await book.clear()
        context.labelsChanged()
        context.notify('info', 'All answers were deleted from this browser.')
      } catch (error) {
        context.fail(error, 'The answers were not deleted.')
      }
    },
  }
}

/** What a person is told before `plan` is carried out. A simulated teacher is the same wherever it answered. */
function pendingImport(file: string, plan: ImportPlan, here: readonly JournalEntry[]): PendingImport {
  const countOf = (entries: readonly JournalEntry[], rater: string) =>
    entries.filter(entry => entry.kind !== 'retract' && entry.rater === rater).length
  return {
    file,
    added: plan.added.length,
    repeated: plan.duplicates,
    raters: plan.raters,
    namesakes: plan.namesakes
      .filter(rater => !rater.startsWith('simulated:'))
      .map(rater => ({
        rater,
        here: countOf(standingLabels(here), rater),
        inFile: countOf(plan.added, rater),
      })),
  }
}

/** Worlds that this version does not know have one number per action, as most do. */
function actionSizeOf(env: string): number {
  try {
    const world = defaultWorld(env)
    return world.form === 'control' ? actionSize(world.actionSpace) : 1
  } catch (error) {
    if (error instanceof PlaygroundError) return 1
    throw error
  }
}
