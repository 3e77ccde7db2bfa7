/** Intents about comparing and rating: what is asked, answers, taking them back, giving them anew, simulated raters. */
import {
  type Comparison,
  LABEL_SCHEMA,
  type Label,
  type LabelContent,
  type Query,
  type Strength,
} from '../core/label.ts'
import { decodeSettings } from '../core/settings.ts'
import type { Commands } from '../store/commands.ts'
import { answerBefore, shownClip, shownQuery } from '../store/selectors.ts'
import type { Answered } from '../store/state.ts'
import type { FromWorker } from '../workers/protocol.ts'
import type { AppContext } from './context.ts'
import { flash } from './flash.ts'
import { newId } from './identifiers.ts'
import { createLabelGiving } from './label-giving.ts'
import { QuestionFeed } from './question-feed.ts'
import { createSimulatedRater, type GiveAbout } from './simulated-rater.ts'

type TeachCommands = Pick<
  Commands,
  | 'setTeachWay'
  | 'answer'
  | 'skipQuery'
  | 'setAskStrength'
  | 'rate'
  | 'editLabel'
  | 'anotherClip'
  | 'setPlane'
  | 'undoLabel'
  | 'retractLabel'
  | 'setShowTrueReward'
  | 'setSimulatedRater'
  | 'setFeedbackSetting'
>

export interface TeachControl {
  readonly commands: TeachCommands
  /** @param count how many pairs have come. */
  onQueries(count: number): void
  onSimulated(message: Extract<FromWorker, { type: 'simulated' }>): void
}

export function createTeachCommands(context: AppContext): TeachControl {
  const { store, control } = context
  const giving = createLabelGiving(context)
  const feed = new QuestionFeed(store, control)

  const retract = (target: string) =>
    giving.give([
      { schema: LABEL_SCHEMA, kind: 'retract', id: newId(), target, answeredAt: new Date().toISOString() },
    ])

  /** The label first, then the next question, so that the model has it when it chooses. */
  const giveAbout: GiveAbout = (query, content, inputDevice, name) => {
    const { queryRule, reason, check, modelVersion, policyStep } = query
    const asked = { shownAt: feed.shownAt, inputDevice, queryRule, reason, check, modelVersion, policyStep }
    const label = giving.label(content, name === undefined ? asked : { ...asked, rater: name })
    const stored = giving.give([label])
    store.update(({ teach }) => {
      teach.queries = teach.queries.filter(({ id }) => id !== query.id)
      if (label.replaces !== null) teach.editing = null
    })
    return stored
  }

  const compare = (query: Query, answer: Comparison, strength: Strength): LabelContent => ({
    kind: 'compare',
    left: query.left,
    right: query.right,
    swapped: query.swapped,
    answer,
    strength: answer === 'left' || answer === 'right' ? strength : null,
  })

  const rater = createSimulatedRater(context, giving, giveAbout)

  const commands: TeachCommands = {
    setTeachWay(way) {
      store.update(({ teach }) => {
        teach.way = way
        teach.editing = null
      })
      rater.ask()
    },
    async answer(answer, device, strength = null) {
      const query = shownQuery(store.get())
      if (!query) return
      flash(context, answer)
      const { askStrength } = store.get().teach
      await giveAbout(query, compare(query, answer, strength ?? (askStrength ? 'slightly' : null)), device)
    },
    skipQuery() {
      const query = shownQuery(store.get())
      store.update(({ teach }) => {
        if (teach.editing !== null) teach.editing = null
        else teach.queries = teach.queries.filter(({ id }) => id !== query?.id)
      })
      rater.ask()
    },
    setAskStrength(ask) {
      store.update(({ teach }) => {
        teach.askStrength = ask
      })
    },
    async rate(rating, device) {
      const record = shownClip(store.get())
      if (!record) return
      const before = answerBefore(store.get())
      const label = giving.label(
        { kind: 'rate', clip: record.clip, rating },
        {
          shownAt: feed.shownAt,
          inputDevice: device,
          queryRule: before?.queryRule ?? 'last-episode',
          reason: before?.reason ?? '',
        },
      )
      const stored = giving.give([label])
      store.update(({ teach }) => {
        if (label.replaces !== null) teach.editing = null
        else teach.episode = null
      })
      await stored
    },
    editLabel(id) {
      const label = store.get().teach.answered.find(entry => entry.label.id === id)?.label
      store.update(({ teach }) => {
        teach.editing = label?.id ?? null
        if (label) teach.way = label.kind
      })
    },
    anotherClip() {
      store.update(({ teach }) => {
        teach.episode = null
        teach.editing = null
      })
    },
    setPlane(plane) {
      store.update(({ teach }) => {
        teach.plane = plane
      })
      control.send({ type: 'plane', ...plane })
    },
    async undoLabel() {
      const last = newestAnswer(store.get().teach.answered)
      if (last) await commands.retractLabel(last.id)
    },
    async retractLabel(id) {
      store.update(({ teach }) => {
        if (teach.editing === id) teach.editing = null
      })
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
      rater.ask()
    },
    setFeedbackSetting(key, value) {
      const { settings, settingsSchema } = store.get().teach
      context.attempt(() => {
        const decoded = decodeSettings(settingsSchema, { ...settings, [key]: value }, 'feedback')
        store.update(({ teach }) => {
          teach.settings = decoded
          teach.queries = []
        })
        control.send({ type: 'feedback-settings', settings: decoded })
      })
    },
  }

  return {
    commands,
    onQueries(count) {
      feed.arrived(count)
      rater.ask()
    },
    onSimulated: rater.answered,
  }
}

/** What was said last, which may be an old answer given anew. */
function newestAnswer(answered: readonly Answered[]): Label | null {
  let newest: Label | null = null
  for (const { label } of answered) if (!newest || label.answeredAt >= newest.answeredAt) newest = label
  return newest
}
