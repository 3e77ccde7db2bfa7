/**
 * A reward of steps as the mean of a few small networks, fitted to what people say about clips. Each member counts each label
 * as often as a Poisson number of mean 1 says (online bagging: Oza & Russell, AISTATS 2001,
 * https://proceedings.mlr.press/r3/oza01a.html), so that members that never counted a label can be asked about it.
 * Reward ensembles from preferences: Christiano et al., "Deep reinforcement learning from human preferences", NeurIPS 2017
 * (https://arxiv.org/abs/1706.03741); bounded by tanh as in Lee, Smith & Abbeel, "PEBBLE", ICML 2021
 * (https://arxiv.org/abs/2106.05091).
 */
import exp from '@stdlib/math-base-special-exp'
import { Rng } from '../../core/rng.ts'
import { ratingLoss } from '../preference.ts'
import { NO_RATER_MODELS, type RaterModels } from '../rater-model.ts'
import { choiceTerm } from './answer-likelihood.ts'
import type { Answer, ClipRows, PairAnswer, PraiseAnswer } from './control-answers.ts'
import { EarlyStopping } from './early-stopping.ts'
import { MemberNetworks, type MemberShape } from './member-networks.ts'
import { fitLeaning, fitNeutral, type RaterParameters, UNKNOWN_RATER } from './rater-parameters.ts'

/** Answers of one gradient step. */
const ANSWERS = 16
/** Slopes are of clips this long; longer ones count as much. */
const USUAL_STEPS = 20
/** Rating points between a mean reward of 0 and of 1. */
const POINTS = 3
/** A reward that hardly differs between steps is not blown up. */
const LEAST_VARIANCE = 0.01
/** While the reward is hardly known its mistakes look like lapses; believing more of them than this would keep it so. */
const LARGEST_LAPSE = 0.5

export interface FitSettings {
  readonly slope: number
  readonly lapse: number
  /** At most, where it stops early. */
  readonly epochs: number
  readonly stopsEarly: boolean
}

export class RewardEnsemble {
  readonly networks: MemberNetworks
  readonly members: number
  private readonly seed: number
  private rng: Rng
  private readonly counts = new Map<string, Float64Array>()
  private raters = new Map<string, RaterParameters>()
  /** What the audit found; holds over restarts. */
  private audited = NO_RATER_MODELS
  /** Of each member's rewards, what counts as 0 and as 1. [members] each */
  private readonly centres: Float64Array
  private readonly scales: Float64Array

  static async open(shape: MemberShape, seed: number): Promise<RewardEnsemble> {
    return new RewardEnsemble(await MemberNetworks.open(shape), seed)
  }

  private constructor(networks: MemberNetworks, seed: number) {
    this.networks = networks
    this.members = networks.members
    this.seed = seed
    this.rng = Rng.fromSeed(seed, 'reward-model')
    this.centres = new Float64Array(this.members)
    this.scales = new Float64Array(this.members)
    this.restart()
  }

  /** From the next fit on. Raters that are missing answer as the settings say. */
  setRaterModels(models: RaterModels): void {
    this.audited = models
  }

  /** Knows nothing, the same each time. */
  restart(): void {
    this.rng = Rng.fromSeed(this.seed, 'reward-model')
    this.networks.restart(this.rng)
    this.raters = new Map()
    this.centres.fill(0)
    this.scales.fill(1)
  }

  save() {
    const { networks, rng, raters, centres, scales } = this
    return {
      networks: networks.save(),
      rng: rng.save(),
      raters: new Map(raters),
      centres: centres.slice(),
      scales: scales.slice(),
    }
  }

  load({ networks, rng, raters, centres, scales }: ReturnType<RewardEnsemble['save']>): void {
    this.networks.load(networks)
    this.rng.load(rng)
    this.raters = new Map(raters)
    this.centres.set(centres)
    this.scales.set(scales)
  }

  /** Goes on from what is known. */
  fit(answers: readonly Answer[], settings: FitSettings): void {
    const stopping = settings.stopsEarly ? new EarlyStopping(this, answers, settings) : null
    for (let epoch = 0; epoch < settings.epochs; epoch++) {
      if (epoch % 5 === 0) this.fitRaters(answers, settings)
      const order = Array.from(this.rng.permutation(answers.length), i => answers[i]!)
      for (let first = 0; first < order.length; ) {
        const count = this.fitting(order, first)
        this.improve(order.slice(first, first + count), settings)
        first += count
      }
      if (stopping?.stopsAfter(epoch + 1)) break
    }
    stopping?.settle()
  }

  /** The weights of then; random streams go on. */
  takeBack({ networks, raters }: ReturnType<RewardEnsemble['save']>): void {
    this.networks.load(networks)
    this.raters = new Map(raters)
  }

  /** Every member's return of a clip, weighed where weights are given. [members] */
  returns({ steps, rows }: ClipRows, weights?: Float64Array): Float64Array {
    const { networks, members } = this
    const sums = new Float64Array(members)
    for (let first = 0; first < steps; first += networks.rows) {
      const count = Math.min(networks.rows, steps - first)
      networks.input.set(rows.subarray(first * networks.features, (first + count) * networks.features))
      networks.forward(count)
      for (let m = 0; m < members; m++) sums[m]! += networks.sum(m, 0, count, weights?.subarray(first))
    }
    return sums
  }

  /** z of a pair for each member, the rater's leaning left out. [members] */
  logits({ left, right }: Pick<PairAnswer, 'left' | 'right'>, slope: number): Float64Array {
    const scale = scaleOf(left.steps, right.steps, slope)
    const [one, other] = [this.returns(left), this.returns(right)]
    return one.map((sum, m) => scale * (sum - other[m]!))
  }

  /** z of praise for each member. [members] */
  praiseLogits({ clip, credit }: PraiseAnswer, slope: number): Float64Array {
    return this.returns(clip, credit).map(mean => praiseScale(slope) * mean)
  }

  /** How far above a rater's neutral point a clip is felt, rating points, for each member. [members] */
  points(clip: ClipRows): Float64Array {
    return this.returns(clip).map(sum => (POINTS * sum) / Math.max(1, clip.steps))
  }

  rater(rater: string): RaterParameters {
    return this.raters.get(rater) ?? UNKNOWN_RATER
  }

  /** How often each member counts a label. [members] */
  counted(id: string): Float64Array {
    const known = this.counts.get(id)
    if (known) return known
    const rng = Rng.fromSeed(this.seed, `bootstrap/${id}`)
    const counts = Float64Array.from({ length: this.members }, () => poissonOfMeanOne(rng))
    // Nothing that was said goes unheard.
    if (counts.every(count => count === 0)) counts[rng.integer(this.members)] = 1
    this.counts.set(id, counts)
    return counts
  }

  /** Of a row of the networks' last `forward`, centred and scaled. */
  reward(member: number, row: number): number {
    const { networks, centres, scales } = this
    return (networks.rewards[member * networks.rows + row]! - centres[member]!) / scales[member]!
  }

  /** Centres and scales rewards so that those of the first `count` rows of the networks' input have mean 0 and deviation 1. */
  standardise(count: number): void {
    const { networks } = this
    networks.forward(count)
    for (let m = 0; m < this.members; m++) {
      const rewards = networks.rewards.subarray(m * networks.rows, m * networks.rows + count)
      const mean = rewards.reduce((sum, reward) => sum + reward, 0) / count
      const variance = rewards.reduce((sum, reward) => sum + (reward - mean) * (reward - mean), 0) / count
      this.centres[m] = mean
      this.scales[m] = Math.sqrt(Math.max(LEAST_VARIANCE, variance))
    }
  }

  /** Answers from `first` on that go into one gradient step. */
  private fitting(answers: readonly Answer[], first: number): number {
    let rows = 0
    let count = 0
    while (count < ANSWERS && first + count < answers.length) {
      rows += rowsOf(answers[first + count]!)
      if (rows > this.networks.rows && count > 0) break
      count++
    }
    return count
  }

  private improve(answers: readonly Answer[], settings: FitSettings): void {
    const { networks } = this
    let rows = 0
    for (const answer of answers) {
      for (const clip of clipsOf(answer)) {
        networks.input.set(clip.rows, rows * networks.features)
        rows += clip.steps
      }
    }
    networks.forward(rows)
    for (let m = 0; m < this.members; m++) {
      let row = 0
      for (const answer of answers) {
        const weight = this.counted(answer.id)[m]! / answers.length
        this.slopes(m, row, answer, weight, settings)
        row += rowsOf(answer)
      }
    }
    networks.improve(rows)
  }

  /** Slopes of one answer's loss, times `weight`, for the rows from `row` on. */
  private slopes(m: number, row: number, answer: Answer, weight: number, settings: FitSettings): void {
    const { networks } = this
    const { slope, lapse } = this.habits(answer.rater, settings)
    const { leaning, neutral } = this.rater(answer.rater)
    if (answer.kind === 'rate') {
      const { steps } = answer.clip
      const scale = POINTS / Math.max(1, steps)
      const term = ratingLoss(scale * networks.sum(m, row, steps) + neutral, answer.rating, lapse)
      networks.slopes(m, row, steps, weight * scale * term.gradient)
    } else if (answer.kind === 'praise') {
      const { clip, credit, choice } = answer
      const scale = praiseScale(slope)
      const term = choiceTerm(scale * networks.sum(m, row, clip.steps, credit), choice, lapse)
      networks.slopes(m, row, clip.steps, weight * scale * term.slope, credit)
    } else {
      const { left, right, choice, kind } = answer
      const scale = scaleOf(left.steps, right.steps, slope)
      const difference = networks.sum(m, row, left.steps) - networks.sum(m, row + left.steps, right.steps)
      const term = choiceTerm(scale * difference + (kind === 'compare' ? leaning : 0), choice, lapse)
      networks.slopes(m, row, left.steps, weight * scale * term.slope)
      networks.slopes(m, row + left.steps, right.steps, -weight * scale * term.slope)
    }
  }

  /** How decisive a rater is and how often one does not look. */
  private habits(rater: string, { slope, lapse }: FitSettings): Pick<FitSettings, 'slope' | 'lapse'> {
    const known = this.audited.get(rater)
    if (!known) return { slope, lapse }
    return { slope: slope * known.slopeFactor, lapse: Math.min(LARGEST_LAPSE, known.lapse ?? lapse) }
  }

  private fitRaters(answers: readonly Answer[], settings: FitSettings): void {
    const said = new Map<string, Answer[]>()
    for (const answer of answers) {
      if (answer.kind !== 'compare' && answer.kind !== 'rate') continue
      const others = said.get(answer.rater)
      if (others) others.push(answer)
      else said.set(answer.rater, [answer])
    }
    for (const [rater, theirs] of said) {
      const { slope, lapse } = this.habits(rater, settings)
      const compared = theirs.flatMap(answer =>
        answer.kind === 'compare' ? [{ z: mean(this.logits(answer, slope)), choice: answer.choice }] : [],
      )
      const rests = theirs.flatMap(answer =>
        answer.kind === 'rate' ? [answer.rating - mean(this.points(answer.clip))] : [],
      )
      const leaning = fitLeaning(compared, lapse, this.rater(rater).leaning)
      this.raters.set(rater, { leaning, neutral: fitNeutral(rests) })
    }
  }
}

const clipsOf = (answer: Answer): readonly ClipRows[] =>
  'clip' in answer ? [answer.clip] : [answer.left, answer.right]

/** Steps an answer is about. */
export const rowsOf = (answer: Answer): number =>
  'clip' in answer ? answer.clip.steps : answer.left.steps + answer.right.steps

/** What a difference of returns is worth in z: half the slope, rewards being two apart at most. */
const scaleOf = (left: number, right: number, slope: number): number =>
  ((slope / 2) * USUAL_STEPS) / Math.max(1, left, right)

/** What a mean reward is worth in z: praise is about a moment, which counts for as much as a clip half as long. */
const praiseScale = (slope: number): number => (slope * USUAL_STEPS) / 4

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

function poissonOfMeanOne(rng: Rng): number {
  const drawn = rng.uniform()
  let count = 0
  let chance = exp(-1)
  let sum = chance
  while (drawn > sum && count < 8) {
    count++
    chance /= count
    sum += chance
  }
  return count
}
