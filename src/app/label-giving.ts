/** What every label carries, whatever its kind, and how labels reach the book and the reward model. */
import { type Given, type JournalEntry, LABEL_SCHEMA, type Label, type LabelContent } from '../core/label.ts'
import { answerBefore } from '../store/selectors.ts'
import { worldHash } from '../training/world-hash.ts'
import type { AppContext } from './context.ts'
import { newId } from './identifiers.ts'
import { worldOf } from './worlds.ts'

/** What only the way of teaching knows. */
export interface Asked {
  readonly shownAt: Date
  readonly inputDevice: Label['inputDevice']
  /** The rule that chose what was shown; `person` where the person did. */
  readonly queryRule: string
  readonly reason: string
  readonly check?: Given['check']
  /** Of the moment the question was chosen; what is known now unless given. */
  readonly modelVersion?: number
  readonly policyStep?: number
  /** Who is at the page unless given. */
  readonly rater?: string
}

export interface LabelGiving {
  /** A label of this world about `content`. It takes the place of the past answer that is being given anew, if any. */
  label(content: LabelContent, asked: Asked): Label
  /** Into the book, and to the reward model. Resolves once storage has taken or refused them. */
  give(entries: readonly JournalEntry[]): Promise<void>
}

export function createLabelGiving({ store, book, labelsChanged }: AppContext): LabelGiving {
  return {
    label(content, asked) {
      const state = store.get()
      const { run, teach } = state
      const { env, envSettings, seed } = run.config
      return {
        schema: LABEL_SCHEMA,
        id: newId(),
        env,
        envSettings,
        worldHash: worldHash(worldOf(env, envSettings), env, envSettings),
        seed,
        rater: asked.rater ?? teach.rater,
        shownAt: asked.shownAt.toISOString(),
        answeredAt: new Date().toISOString(),
        modelVersion: asked.modelVersion ?? teach.learned?.labels ?? 0,
        policyStep: asked.policyStep ?? run.step,
        queryRule: asked.queryRule,
        reason: asked.reason,
        check: asked.check ?? null,
        inputDevice: asked.inputDevice,
        replaces: asked.rater === undefined ? (answerBefore(state)?.id ?? null) : null,
        ...content,
      }
    },
    async give(entries) {
      const stored = book.add(entries)
      labelsChanged()
      await stored
    },
  }
}
