/**
 * A simulated trainer who watches a robot in a grid world as it acts and praises or scolds it, a moment after what she saw.
 * She judges each step in one of three ways:
 *
 *   policy      is it what she would have done (a best action for task and hidden reward)?
 *   reward      did it bring more or less than a usual step (the median over what can happen)?
 *   advantage   was it better or worse than what the robot usually does there, A(s, a) = Q(s, a) - V(s) of its policy, exact?
 *
 * and says nothing where there is no difference. The three are from Ishaan Shah et al., 2021
 * (https://arxiv.org/abs/2109.07054); her reaction time is uniform between two bounds, as W. Bradley Knox and Peter Stone,
 * "Interactively shaping agents via human reinforcement: the TAMER framework", K-CAP 2009, took it to be.
 */
import type { TabularWorld } from '../core/environment.ts'
import type { Clip, LabelContent, Signal } from '../core/label.ts'
import { actionValuesOf, evaluatePolicy } from '../core/planning.ts'
import { Rng } from '../core/rng.ts'
import { REACTION_DELAY, type ReactionDelay } from '../feedback/praise-credit.ts'
import { reachable } from '../feedback/reachable.ts'
import { planFor, trueReward } from './demonstrator.ts'

export const SIGNAL_KINDS = ['policy', 'reward', 'advantage'] as const
export type SignalKind = (typeof SIGNAL_KINDS)[number]

export type PraiseContent = Extract<LabelContent, { readonly kind: 'praise' }>

export interface LiveTrainerOptions {
  readonly kind: SignalKind
  /** Time between two steps. Milliseconds. */
  readonly stepMilliseconds: number
  /** Share of steps she says something about, where there is something to say. */
  readonly attention: number
  /** Steps before a signal that its clip holds; null for all since the episode began, which chance asks for. */
  readonly window: number | null
  readonly delay?: ReactionDelay
  /** What a reward a step later is worth, in her idea of advantage. */
  readonly discount: number
  readonly seed: number
}

/** Differences this small are rounding. */
const TIE = 1e-9

interface Reaction {
  readonly at: number
  readonly signal: Signal
}

export class LiveTrainer {
  private readonly world: TabularWorld
  private readonly options: LiveTrainerOptions
  private readonly rng: Rng
  private readonly reward: Float64Array
  /** Q* [S x A] and V* [S] for her reward. */
  private readonly plan: { readonly actionValues: Float64Array; readonly values: Float64Array }
  private readonly usualReward: number
  private readonly delay: ReactionDelay
  private clipSeed = 0
  /** States before each step of the episode, its actions, and when each was seen. */
  private states: number[] = []
  private actions: number[] = []
  private seenAt: number[] = []
  private now = 0
  private reactions: Reaction[] = []
  private judged: { readonly policy: Float64Array; readonly advantages: Float64Array } | null = null

  constructor(world: TabularWorld, options: LiveTrainerOptions) {
    this.world = world
    this.options = options
    this.rng = Rng.fromSeed(options.seed, 'live-trainer')
    this.delay = options.delay ?? REACTION_DELAY
    this.reward = trueReward(world)
    this.plan = planFor(world, this.reward)
    const rewards = Float64Array.from(reachable(world.model).outcomes, k => this.reward[k]!).sort()
    this.usualReward = rewards[Math.floor(rewards.length / 2)]!
  }

  /** An episode begins; what she still had to say is said by now. @param seed of its chance. */
  begin(seed: number): void {
    this.clipSeed = seed
    this.states = []
    this.actions = []
    this.seenAt = []
    this.reactions = []
  }

  /**
   * A step was taken and is seen now. @param policy the robot's probabilities. [S x A]
   * @returns the signals given before the next step, or all that are left where the episode has `ended`.
   */
  watch(
    state: number,
    action: number,
    outcome: number,
    ended: boolean,
    policy: () => Float64Array,
  ): PraiseContent[] {
    this.states.push(state)
    this.actions.push(action)
    this.seenAt.push(this.now)
    const judged = this.judge(state, action, outcome, policy)
    // Both are drawn at every step, so that what she says of one moves none of the later ones.
    const listens = this.rng.uniform() < this.options.attention
    const { shortest, longest } = this.delay
    const at = this.now + shortest + (longest - shortest) * this.rng.uniform()
    if (judged !== 0 && listens) this.reactions.push({ at, signal: judged })
    this.now += this.options.stepMilliseconds
    const due = this.reactions.filter(reaction => ended || reaction.at <= this.now)
    this.reactions = this.reactions.filter(reaction => !due.includes(reaction))
    return due.sort((a, b) => a.at - b.at).map(reaction => this.praise(reaction))
  }

  private judge(state: number, action: number, outcome: number, policy: () => Float64Array): Signal | 0 {
    const { model } = this.world
    const pair = state * model.actions + action
    const { kind } = this.options
    if (kind === 'policy') {
      return this.plan.actionValues[pair]! >= this.plan.values[state]! - TIE ? 1 : -1
    }
    if (kind === 'reward') return signOf(this.reward[outcome]! - this.usualReward)
    return signOf(this.advantages(policy())[pair]!)
  }

  /** A(s, a) of a policy, reckoned anew only where it has changed. [S x A] */
  private advantages(policy: Float64Array): Float64Array {
    const { model } = this.world
    const { discount } = this.options
    if (this.judged?.policy.every((probability, pair) => probability === policy[pair])) {
      return this.judged.advantages
    }
    const values = evaluatePolicy(model, policy, discount, this.reward)
    const advantages = actionValuesOf(model, values, discount, this.reward).map(
      (value, pair) => value - values[Math.floor(pair / model.actions)]!,
    )
    this.judged = { policy, advantages }
    return advantages
  }

  private praise({ at, signal }: Reaction): PraiseContent {
    const { window } = this.options
    const seen = this.seenAt.filter(time => time <= at).length
    const first = window === null ? 0 : Math.max(0, seen - window)
    const clip: Clip = {
      start: this.states[first]!,
      seed: this.clipSeed,
      actions: this.actions.slice(first, seen),
    }
    return { kind: 'praise', clip, ages: this.seenAt.slice(first, seen).map(time => at - time), signal }
  }
}

const signOf = (difference: number): Signal | 0 => (Math.abs(difference) < TIE ? 0 : difference > 0 ? 1 : -1)
