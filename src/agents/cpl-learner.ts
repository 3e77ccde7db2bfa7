/**
 * Contrastive preference learning: comparisons teach the policy directly, without a reward model. Where people prefer by
 * regret, the advantage of a step is temperature ln pi(a | s), so a clip's sum of those stands where a reward model's sum
 * would stand. With clips' sums S = sum_t temperature ln pi(a_t | s_t), P(left) = p and the contrastive bias b in (0, 1]
 *
 *   loss = p softplus(b S_right - S_left) + (1 - p) softplus(b S_left - S_right) - imitationWeight mean ln pi(a+ | s)
 *
 * b below 1 keeps the policy near clips that were shown: without it both sums may fall together. The last term clones the
 * better clips. Joey Hejna et al., "Contrastive preference learning: learning from human feedback without reinforcement
 * learning", ICLR 2024 (https://arxiv.org/abs/2310.13639). A normal policy keeps its deviations, as there.
 */
import exp from '@stdlib/math-base-special-exp'
import log1p from '@stdlib/math-base-special-log1p'
import type { AgentShape, AgentState, Batch, ClipSteps, Evidence } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import { checkedAdam } from './checked-step.ts'
import { LabelRhythm } from './label-rhythm.ts'
import { loadNumber } from './learner-state.ts'
import { LikelihoodGradient } from './likelihood-gradient.ts'
import { mergedState } from './merged-state.ts'
import { PolicyAgent, type PolicyLearner } from './policy-agent.ts'
import { PolicyNetwork } from './policy-network.ts'
import { addDecay, seeInUnitsOf } from './shown-policy.ts'
import {
  clipCount,
  loadSteps,
  loadWhole,
  NO_STEPS,
  sameNumbers,
  sameSteps,
  saveSteps,
} from './shown-steps.ts'

/** The most steps gone through at a time. */
const ROWS = 512

/** ln(1 + e^x), and its slope. */
export function softplus(x: number): { readonly value: number; readonly slope: number } {
  const small = exp(-Math.abs(x))
  const slope = x >= 0 ? 1 / (1 + small) : small / (1 + small)
  return { value: Math.max(0, x) + log1p(small), slope }
}

/** The loss of one pair above without its last term, and its slopes by the two sums. */
export function contrastiveLoss(left: number, right: number, target: number, bias: number) {
  const a = softplus(bias * right - left)
  const b = softplus(bias * left - right)
  return {
    loss: target * a.value + (1 - target) * b.value,
    leftSlope: -target * a.slope + (1 - target) * bias * b.slope,
    rightSlope: target * bias * a.slope - (1 - target) * b.slope,
  }
}

/** Pairs of clips as one run of steps: the left clips, then the right ones. */
interface Pairs {
  readonly left: ClipSteps
  readonly right: ClipSteps
  readonly targets: Float64Array
}

const NO_PAIRS: Pairs = { left: NO_STEPS, right: NO_STEPS, targets: new Float64Array(0) }

class ContrastivePreference implements PolicyLearner {
  private readonly network: PolicyNetwork
  private readonly likelihood: LikelihoodGradient
  private readonly rhythm = new LabelRhythm()
  private settings: SettingValues
  private pairs = NO_PAIRS
  private updates = 0
  private report: Record<string, number> = {}

  constructor(network: PolicyNetwork, settings: SettingValues) {
    this.network = network
    this.settings = settings
    this.likelihood = new LikelihoodGradient(network)
  }

  configure(settings: SettingValues): void {
    this.settings = settings
  }

  study({ preferences }: Evidence): void {
    const { pairs } = this
    const { left, right, targets } = preferences
    if (sameSteps(left, pairs.left) && sameSteps(right, pairs.right) && sameNumbers(targets, pairs.targets))
      return
    this.pairs = preferences
    seeInUnitsOf(this.network, [left, right])
  }

  learn(batch: Batch, rng: Rng): void {
    const updates = this.rhythm.advance(batch.size, this.settings)
    if (this.pairs.targets.length === 0) return
    for (let i = 0; i < updates; i++) this.update(rng)
  }

  diagnostics(): Readonly<Record<string, number>> {
    return { ...this.report, pairs: this.pairs.targets.length, updates: this.updates }
  }

  save(): AgentState {
    const { left, right, targets } = this.pairs
    return mergedState(saveSteps('left', left), saveSteps('right', right), this.rhythm.save(), {
      arrays: { targets: targets.slice() },
      numbers: { updates: this.updates },
    })
  }

  load(state: AgentState): void {
    const { observationSize, actionSize } = this.network
    const left = loadSteps('left', state, [observationSize, actionSize])
    const right = loadSteps('right', state, [observationSize, actionSize])
    const targets = loadWhole(state, 'targets', Float64Array, clipCount(left))
    const updates = loadNumber(state, 'updates')
    this.rhythm.load(state)
    this.pairs = { left, right, targets }
    this.updates = updates
  }

  private update(rng: Rng): void {
    const { network, settings, pairs, likelihood } = this
    const drawn = Array.from({ length: numberOf(settings, 'batchSize') }, () =>
      rng.integer(pairs.targets.length),
    )
    const { steps, rows, clips } = besideEachOther(pairs, drawn)
    const logs = new Float64Array(rows.length)
    likelihood.logProbabilities(steps, rows, logs)
    const { weights, loss, agreed } = this.weigh(logs, clips)
    likelihood.derive(steps, rows, weights)
    network.policyParameters.part(1).gradient.fill(0)
    addDecay(network.policyParameters.part(0), numberOf(settings, 'weightDecay'))
    const gradientNorm = checkedAdam('the policy', network.policyParameters, {
      learningRate: numberOf(settings, 'learningRate'),
      maxGradientNorm: numberOf(settings, 'maxGradientNorm'),
    })
    this.updates++
    this.report = {
      loss,
      'pair agreement': agreed,
      entropy: likelihood.entropy,
      'gradient norm': gradientNorm,
    }
  }

  /** How far each step should become likelier. */
  private weigh(logs: Float64Array, clips: readonly PairRows[]) {
    const { settings } = this
    const temperature = numberOf(settings, 'temperature')
    const imitation = numberOf(settings, 'imitationWeight')
    const weights = new Float64Array(logs.length)
    let loss = 0
    let agreed = 0
    for (const { left, right, end, target } of clips) {
      const leftSum = temperature * sumOf(logs, left, right)
      const rightSum = temperature * sumOf(logs, right, end)
      const pair = contrastiveLoss(leftSum, rightSum, target, numberOf(settings, 'contrastiveBias'))
      loss += pair.loss / clips.length
      if (leftSum > rightSum === target > 0.5) agreed += 1 / clips.length
      const copied = target > 0.5 ? 'left' : target < 0.5 ? 'right' : null
      const leftCopy = copied === 'left' ? imitation / (right - left) : 0
      const rightCopy = copied === 'right' ? imitation / (end - right) : 0
      weights.fill((-temperature * pair.leftSlope + leftCopy) / clips.length, left, right)
      weights.fill((-temperature * pair.rightSlope + rightCopy) / clips.length, right, end)
    }
    return { weights, loss, agreed }
  }
}

/** Where a pair's clips lie among the rows. */
interface PairRows {
  readonly left: number
  readonly right: number
  readonly end: number
  readonly target: number
}

/** The drawn pairs' steps, copied one behind the other. */
function besideEachOther({ left, right, targets }: Pairs, drawn: readonly number[]) {
  const clips: PairRows[] = []
  let length = 0
  for (const pair of drawn) {
    const atRight = length + left.starts[pair + 1]! - left.starts[pair]!
    const end = atRight + right.starts[pair + 1]! - right.starts[pair]!
    clips.push({ left: length, right: atRight, end, target: targets[pair]! })
    length = end
  }
  const perObservation = widthOf(left.observations, left) || widthOf(right.observations, right)
  const perAction = widthOf(left.actions, left) || widthOf(right.actions, right)
  const observations = new Float32Array(length * perObservation)
  const actions = new Float32Array(length * perAction)
  drawn.forEach((pair, i) => {
    for (const [steps, at] of [
      [left, clips[i]!.left],
      [right, clips[i]!.right],
    ] as const) {
      const [from, to] = [steps.starts[pair]!, steps.starts[pair + 1]!]
      observations.set(
        steps.observations.subarray(from * perObservation, to * perObservation),
        at * perObservation,
      )
      actions.set(steps.actions.subarray(from * perAction, to * perAction), at * perAction)
    }
  })
  const steps: ClipSteps = { starts: Int32Array.of(0, length), observations, actions }
  return { steps, rows: Int32Array.from({ length }, (_, row) => row), clips }
}

const widthOf = (numbers: Float32Array, { starts }: ClipSteps): number =>
  starts.at(-1)! > 0 ? numbers.length / starts.at(-1)! : 0

function sumOf(numbers: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += numbers[i]!
  return sum
}

export async function openCpl(shape: AgentShape, settings: SettingValues): Promise<PolicyAgent> {
  const network = await PolicyNetwork.open(shape, settings, {
    batch: Math.max(ROWS, numberOf(settings, 'environments')),
    optimizers: 'two',
    valueGain: 0,
    normalizeObservations: flagOf(settings, 'normalizeObservations'),
  })
  return new PolicyAgent(network, new ContrastivePreference(network, settings))
}
