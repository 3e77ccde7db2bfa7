/** Intents about feedback: answers, ratings, taking them back, files, the simulated rater. */
import { PlaygroundError } from '../core/errors.ts'
import { type Comparison, type JournalEntry, LABEL_SCHEMA, type Label, type Query } from '../core/label.ts'
import { decodeSettings } from '../core/settings.ts'
import { decodeJsonl, encodeJsonl, importPlan, MOST_FILE_BYTES } from '../persistence/label-codec.ts'
import type { Commands } from '../store/commands.ts'
import type { FromWorker } from '../workers/protocol.ts'
import type { AppContext } from './context.ts'
import { download } from './downloads.ts'
import { newId } from './identifiers.ts'
import { QUERIES_AHEAD } from './run-control.ts'

type TeachCommands = Pick<
  Commands,
  | 'setTeachWay'
  | 'answer'
  | 'rate'
  | 'undoLabel'
  | 'retractLabel'
  | 'setShowTrueReward'
  | 'setSimulatedRater'
  | 'setFeedbackSetting'
  | 'exportLabels'
  | 'importLabels'
  | 'deleteLabels'
>

/** The chosen answer stays filled this long. */
const FLASH_MILLISECONDS = 160
/** The simulated rater answers at a pace one can follow. */
const SIMULATED_MILLISECONDS = 350

export interface TeachControl {
  readonly commands: TeachCommands
  onQueries(): void
  onSimulated(message: Extract<FromWorker, { type: 'simulated' }>): void
}

export function createTeachCommands(context: AppContext): TeachControl {
  const { store, control, book } = context
  let shownAt = new Date()
  let shownQuery: string | null = null

  const given = (
    queryRule: string,
    modelVersion: number,
    rater: string,
    inputDevice: Label['inputDevice'],
  ) => {
    const { env, envSettings } = store.get().run.config
    return {
      schema: LABEL_SCHEMA,
      id: newId(),
      env,
      envSettings,
      rater,
      shownAt: shownAt.toISOString(),
      answeredAt: new Date().toISOString(),
      modelVersion,
      queryRule,
      inputDevice,
    } as const
  }

  const give = async (entries: readonly JournalEntry[]) => {
    const stored = book.add(entries)
    context.labelsChanged()
    await stored
  }

  const answerQuery = (query: Query, answer: Comparison, rater: string, device: Label['inputDevice']) => {
    store.update(({ teach }) => {
      teach.queries = teach.queries.filter(({ id }) => id !== query.id)
    })
    noteShown()
    const label: Label = {
      ...given(query.queryRule, query.modelVersion, rater, device),
      kind: 'compare',
      left: query.left,
      right: query.right,
      answer,
    }
    const stored = give([label])
    // Asked for after the label, so that the model has it when it chooses.
    const missing = QUERIES_AHEAD - store.get().teach.queries.length
    if (missing > 0) control.askForQueries(missing)
    return stored
  }

  const noteShown = () => {
    const first = store.get().teach.queries[0]?.id ?? null
    if (first === shownQuery) return
    shownQuery = first
    shownAt = new Date()
  }

  const retract = (target: string) =>
    give([
      { schema: LABEL_SCHEMA, kind: 'retract', id: newId(), target, answeredAt: new Date().toISOString() },
    ])

  const simulateNext = () => {
    const { simulatedRater, queries, way } = store.get().teach
    const query = queries[0]
    if (simulatedRater === 'off' || store.get().mode !== 'teach' || way !== 'compare' || !query) return
    control.send({ type: 'simulate', query, teacher: simulatedRater })
  }

  const commands: TeachCommands = {
    setTeachWay(way) {
      store.update(({ teach }) => {
        teach.way = way
      })
    },
    async answer(answer, device) {
      const { queries } = store.get().teach
      const query = queries[0]
      if (!query) return
      flash(context, answer)
      await answerQuery(query, answer, 'person', device)
    },
    async rate(rating, device) {
      const { episode, learned } = store.get().teach
      if (!episode) return
      store.update(({ teach }) => {
        teach.episode = null
      })
      const base = given('last-episode', learned?.labels ?? 0, 'person', device)
      await give([{ ...base, kind: 'rate', clip: episode.clip, rating }])
    },
    async undoLabel() {
      const last = store.get().teach.answered.at(-1)
      if (last) await retract(last.label.id)
    },
    async retractLabel(id) {
      await retract(id)
    },
    setShowTrueReward(show) {
      store.update(({ teach }) => {
        teach.showTrueReward = show
      })
    },
    setSimulatedRater(teacher) {
      store.update(({ teach }) => {
        teach.simulatedRater = teacher
      })
      simulateNext()
    },
    setFeedbackSetting(key, value) {
      const { settings, settingsSchema } = store.get().teach
      context.attempt(() => {
        const decoded = decodeSettings(settingsSchema, { ...settings, [key]: value }, 'feedback')
        store.update(({ teach }) => {
          teach.settings = decoded
          teach.queries = []
        })
        if (store.get().world.form !== 'tabular') return
        control.send({ type: 'feedback-settings', settings: decoded })
        control.askForQueries(QUERIES_AHEAD)
      })
    },
    exportLabels() {
      download('good-robot-labels.jsonl', encodeJsonl(book.all()), 'application/x-ndjson')
    },
    async importLabels(file) {
      try {
        if (file.size > MOST_FILE_BYTES) {
          throw new PlaygroundError(
            'bad-file',
            `It has ${file.size} bytes; at most ${MOST_FILE_BYTES} are read.`,
          )
        }
        const plan = importPlan(book.all(), decodeJsonl(await file.text()))
        await give(plan.added)
        const repeated = plan.duplicates > 0 ? `, ${plan.duplicates} were here already` : ''
        context.notify('info', `Imported ${plan.added.length} entries from ${file.name}${repeated}.`)
      } catch (error) {
        context.fail(error, `${file.name} was not imported; nothing has changed.`)
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

  return {
    commands,
    onQueries() {
      noteShown()
      simulateNext()
    },
    onSimulated({ query, answer }) {
      const { queries, simulatedRater } = store.get().teach
      if (simulatedRater === 'off' || queries[0]?.id !== query.id) return
      flash(context, answer)
      setTimeout(() => {
        if (store.get().teach.queries[0]?.id !== query.id) return
        void answerQuery(query, answer, `simulated:${simulatedRater}`, 'simulated')
        simulateNext()
      }, SIMULATED_MILLISECONDS)
    },
  }
}

function flash({ store }: AppContext, answer: Comparison): void {
  store.update(({ teach }) => {
    teach.chosen = answer
  })
  setTimeout(() => {
    store.update(({ teach }) => {
      if (teach.chosen === answer) teach.chosen = null
    })
  }, FLASH_MILLISECONDS)
}
