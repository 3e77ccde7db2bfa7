/**
 * Reward as tables over outcomes, its three parts apart: the task's reward, the shaping reward of the world's terms and
 * the learned reward. Potential terms give
 *
 *   F(s, s') = gamma phi(s') - phi(s),   phi(terminal) = 0
 *
 * which keeps the best policy; free terms need not. Andrew Ng, Daishi Harada and Stuart Russell, "Policy invariance under
 * reward transformations", ICML 1999 (https://people.eecs.berkeley.edu/~pabbeel/cs287-fa09/readings/NgHaradaRussell-shaping-ICML1999.pdf).
 */
import type { StepReward } from '../core/agent.ts'
import type { ShapingTerm, ShapingTermText, TabularWorld } from '../core/environment.ts'
import { nearestId, PlaygroundError } from '../core/errors.ts'
import type { ShapingCheck } from '../core/learned-reward.ts'
import { changedStates } from '../core/planning.ts'
import type { RewardSettings } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'
import type { TabularModel } from '../core/tabular-model.ts'

/** Amounts by outcome, weights included. [K] each */
export interface RewardTables {
  readonly reward: Float64Array
  readonly shaping: Float64Array
  readonly learned: Float64Array
  /** Is there a reward model at all? */
  readonly isTaught: boolean
  /** What the learner learns from, but for the visit bonus. */
  readonly total: Float64Array
  /** Added for entering a state for the n-th time: visitBonus / sqrt(n). */
  readonly visitBonus: number
}

const LEARNED_WEIGHT_LIMIT = 100

/**
 * @param learned learned reward by outcome at weight 1, or null. [K]
 * @throws PlaygroundError `bad-reward-table` when `learned` has another length or is not finite.
 */
export function rewardTables(
  { model, shapingTerms }: TabularWorld,
  settings: RewardSettings,
  discount: number,
  learned: Float64Array | null,
): RewardTables {
  if (learned) checkLearned(model, learned)
  const alone = settings.learnedOnly
  const learnedWeight = alone ? 1 : settings.learnedWeight
  const tables = {
    reward: model.reward,
    shaping: new Float64Array(model.outcomes),
    learned: learned ? learned.map(amount => learnedWeight * amount) : new Float64Array(model.outcomes),
    isTaught: learned !== null,
    total: new Float64Array(model.outcomes),
    visitBonus: 0,
  }
  for (const term of alone ? [] : shapingTerms) {
    const weight = settings.weights[term.id] ?? 0
    if (weight === 0) continue
    if (term.kind === 'visits') tables.visitBonus += weight
    else addScaled(tables.shaping, weight, termAmounts(model, term, discount))
  }
  for (let k = 0; k < model.outcomes; k++) {
    const given = alone ? 0 : model.reward[k]! + tables.shaping[k]!
    tables.total[k] = given + tables.learned[k]!
  }
  return tables
}

/** A term's amount by outcome at weight 1. [K] */
export function termAmounts(
  model: TabularModel,
  term: Exclude<ShapingTerm, { kind: 'visits' }>,
  discount: number,
): Float64Array {
  if (term.kind === 'free') return term.amount
  const source = sourceStates(model)
  return Float64Array.from(source, (state, k) => {
    const after = model.terminated[k] ? 0 : discount * term.potential[model.next[k]!]!
    return after - term.potential[state]!
  })
}

/** Learned reward of steps as a network learner sees them: one-hot states, actions; by outcome [K], in expectation. */
export function expectedStepReward(model: TabularModel, learned: Float64Array): StepReward {
  const { states, actions: actionCount, offsets, probability } = model
  const expected = new Float64Array(states * actionCount)
  for (let pair = 0; pair < expected.length; pair++) {
    for (let k = offsets[pair]!; k < offsets[pair + 1]!; k++) expected[pair]! += probability[k]! * learned[k]!
  }
  return (observations, actions, size, into) => {
    for (let i = 0; i < size; i++) {
      const state = observations.subarray(i * states, (i + 1) * states).indexOf(1)
      into[i] = expected[state * actionCount + actions[i]!]!
    }
  }
}

/** State that each outcome starts from. [K] */
export function sourceStates(model: TabularModel): Int32Array {
  return sourcePairs(model).map(pair => Math.floor(pair / model.actions))
}

/** State and action that each outcome follows from, s A + a. [K] */
export function sourcePairs(model: TabularModel): Int32Array {
  const pairs = new Int32Array(model.outcomes)
  for (let pair = 0; pair < model.states * model.actions; pair++) {
    pairs.fill(pair, model.offsets[pair]!, model.offsets[pair + 1]!)
  }
  return pairs
}

/**
 * Which terms change what is best, by value iteration. A term in use is checked at its weight, one at weight 0 at its
 * suggested weight (what it would do). Visit bonuses fade and depend on the past, so they are not checked.
 */
export function checkShaping(
  run: {
    readonly world: TabularWorld
    readonly config: { readonly reward: RewardSettings; readonly agentSettings: SettingValues }
  },
  epoch: number,
): ShapingCheck {
  const { model, shapingTerms } = run.world
  const { weights } = run.config.reward
  const discount = discountOf(run.config.agentSettings)
  const changed = (amounts: Float64Array) => changedStates(model, discount, amounts)
  const together = new Float64Array(model.outcomes)
  const byTerm: Record<string, readonly number[]> = {}
  for (const term of shapingTerms) {
    if (term.kind === 'visits') continue
    const weight = weights[term.id] ?? 0
    const unit = termAmounts(model, term, discount)
    addScaled(together, weight, unit)
    const amounts = new Float64Array(model.outcomes)
    addScaled(amounts, weight === 0 ? term.suggestedWeight : weight, unit)
    byTerm[term.id] = changed(amounts)
  }
  return {
    epoch,
    changedStates: byTerm,
    together: together.some(amount => amount !== 0) ? changed(together) : [],
  }
}

/** The discount a learner's settings hold; 1 for a learner without one. */
export const discountOf = (settings: SettingValues): number =>
  typeof settings.discount === 'number' ? settings.discount : 1

/** What a term of any world says about its weight. */
type WeightedTerm = Pick<ShapingTermText, 'id' | 'range'>

/**
 * Checks reward settings from outside.
 * @throws PlaygroundError `bad-setting`, its path `reward.TERM`, `reward.learnedWeight` or `reward.learnedOnly`.
 */
export function decodeReward(terms: readonly WeightedTerm[], value: unknown): RewardSettings {
  if (!isRecord(value) || !isRecord(value.weights)) {
    throw refusal('reward', 'no object', 'an object with weights, learnedWeight and learnedOnly')
  }
  const weights: Record<string, number> = {}
  for (const [id, weight] of Object.entries(value.weights)) {
    const term = terms.find(candidate => candidate.id === id)
    if (!term) throw unknownTerm(id, terms)
    const [low, high] = term.range
    weights[id] = numberWithin(weight, low, high, `reward.${id}`)
  }
  const { learnedOnly } = value
  if (typeof learnedOnly !== 'boolean') throw refusal('reward.learnedOnly', learnedOnly, 'true or false')
  const limit = LEARNED_WEIGHT_LIMIT
  const learnedWeight = numberWithin(value.learnedWeight, -limit, limit, 'reward.learnedWeight')
  return { weights, learnedWeight, learnedOnly }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function numberWithin(value: unknown, low: number, high: number, path: string): number {
  if (typeof value === 'number' && value >= low && value <= high) return value
  throw refusal(path, value, `a number from ${low} to ${high}`)
}

function refusal(path: string, value: unknown, expected: string): PlaygroundError {
  const shown = String(value).slice(0, 80)
  return new PlaygroundError('bad-setting', `${path} is ${shown}; expected ${expected}.`, { path })
}

function unknownTerm(id: string, terms: readonly WeightedTerm[]): PlaygroundError {
  const known = terms.map(term => term.id)
  const near = nearestId(id, known)
  const hint = near ? `Did you mean '${near}'?` : `Known: ${known.join(', ') || 'none'}.`
  const path = `reward.${id.slice(0, 80)}`
  return new PlaygroundError('bad-setting', `${path} is not a shaping term of this world. ${hint}`, { path })
}

function checkLearned(model: TabularModel, learned: Float64Array): void {
  const wrong = learned.findIndex(amount => !Number.isFinite(amount))
  if (learned.length === model.outcomes && wrong < 0) return
  throw new PlaygroundError(
    'bad-reward-table',
    wrong < 0
      ? `The learned reward has ${learned.length} amounts; the world has ${model.outcomes} outcomes.`
      : `The learned reward of outcome ${wrong} is ${learned[wrong]}; expected a finite number.`,
  )
}

function addScaled(into: Float64Array, weight: number, amounts: Float64Array): void {
  for (let k = 0; k < into.length; k++) into[k]! += weight * amounts[k]!
}
