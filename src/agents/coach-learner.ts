/**
 * COACH: praise says how much better an action is than what the robot would usually do, so it stands where a policy-gradient
 * learner has its advantage. A signal f strengthens (or weakens) the steps it was meant for, and through an eligibility
 * trace those before them; every signal is used once, when it is given.
 *
 *   w <- w + a f sum_j c_j e_j          e_j = sum_{k <= j} lambda^(j - k) grad ln pi(a_k | s_k)
 *
 * with c_j the share of the signal that step j is given (the person's reaction delay). James MacGlashan et al., "Interactive
 * learning from policy-dependent human feedback", ICML 2017 (https://arxiv.org/abs/1701.06049).
 *
 * Episodic (E-COACH): the policy stays as it is until the episode ends, the trace never fades, and a signal at step j of the
 * episode counts discount^j: the gradient of the discounted sum of signals, so that praise for a step's own worth teaches
 * foresight too. Ishaan Shah, David Halpern, Kavosh Asadi and Michael Littman, "Convergence of a human-in-the-loop
 * policy-gradient algorithm with eligibility trace under reward, policy, and advantage feedback", 2021
 * (https://arxiv.org/abs/2109.07054). A clip that begins in the middle of an episode is taken to begin there.
 */
import type { AgentShape, AgentState, Batch, Evidence } from '../core/agent.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import { loadPraise, NO_PRAISE, savePraise } from './heard-praise.ts'
import { loadNumber } from './learner-state.ts'
import { LikelihoodGradient } from './likelihood-gradient.ts'
import { mergedState } from './merged-state.ts'
import { PolicyAgent, type PolicyLearner } from './policy-agent.ts'
import { PolicyNetwork } from './policy-network.ts'
import { keepDeviations } from './shown-policy.ts'
import { clipsFrom } from './shown-steps.ts'

/** The most steps gone through at a time. */
const ROWS = 128

/**
 * How far each step of one clip is strengthened by a signal of 1: the trace above read backwards.
 * @param decay of the trace, a step. @param discount of the signal, a step from the clip's first. @param into [steps]
 */
export function traceWeights(
  credit: Float64Array,
  first: number,
  end: number,
  { decay, discount }: { readonly decay: number; readonly discount: number },
  into: Float64Array,
): void {
  let worth = 1
  for (let step = first; step < end; step++) {
    into[step] = credit[step]! * worth
    worth *= discount
  }
  for (let step = end - 2; step >= first; step--) into[step] = into[step]! + decay * into[step + 1]!
}

class Coach implements PolicyLearner {
  private readonly network: PolicyNetwork
  private readonly likelihood: LikelihoodGradient
  private settings: SettingValues
  /** Signals that have had their effect: the first ones of all that were given. */
  private used = 0
  /** Signals not used yet. */
  private waiting = NO_PRAISE
  private report: Record<string, number> = {}

  constructor(network: PolicyNetwork, settings: SettingValues) {
    this.network = network
    this.settings = settings
    this.likelihood = new LikelihoodGradient(network)
  }

  configure(settings: SettingValues): void {
    this.settings = settings
  }

  /** Signals taken back after they were used have had their effect. */
  study({ praise }: Evidence): void {
    this.used = Math.min(this.used, praise.signals.length)
    this.waiting = {
      clips: clipsFrom(praise.clips, this.used, this.network),
      credit: praise.credit.slice(praise.clips.starts[this.used]!),
      signals: praise.signals.slice(this.used),
    }
  }

  learn(batch: Batch): void {
    if (this.waiting.signals.length === 0) return
    const ended = batch.terminated[0] === 1 || batch.truncated[0] === 1
    if (!flagOf(this.settings, 'episodic') || ended) this.listen()
  }

  diagnostics(): Readonly<Record<string, number>> {
    return { ...this.report, 'signals used': this.used, 'signals waiting': this.waiting.signals.length }
  }

  save(): AgentState {
    return mergedState(savePraise('waiting', this.waiting), { arrays: {}, numbers: { used: this.used } })
  }

  load(state: AgentState): void {
    const { observationSize, actionSize } = this.network
    const waiting = loadPraise('waiting', state, [observationSize, actionSize])
    this.used = loadNumber(state, 'used')
    this.waiting = waiting
  }

  /** One step up the gradient of all that waits. */
  private listen(): void {
    const { network, settings, waiting } = this
    const { clips, credit, signals } = waiting
    const episodic = flagOf(settings, 'episodic')
    const trace = {
      decay: episodic ? 1 : numberOf(settings, 'traceDecay'),
      discount: episodic ? numberOf(settings, 'discount') : 1,
    }
    const weights = new Float64Array(credit.length)
    signals.forEach((signal, clip) => {
      const [first, end] = [clips.starts[clip]!, clips.starts[clip + 1]!]
      traceWeights(credit, first, end, trace, weights)
      for (let step = first; step < end; step++) weights[step] = weights[step]! * signal
    })
    this.used += signals.length
    this.waiting = NO_PRAISE
    const rows = Int32Array.from({ length: weights.length }, (_, row) => row)
    this.likelihood.derive(clips, rows, weights)
    const { policyParameters } = network
    const norm = policyParameters.gradientNorm()
    const longest = numberOf(settings, 'maxGradientNorm')
    const rate = numberOf(settings, 'learningRate') * (norm > longest ? longest / norm : 1)
    const { weights: values, gradient } = policyParameters
    for (let i = 0; i < values.length; i++) values[i] = values[i]! - rate * gradient[i]!
    keepDeviations(network)
    this.report = { entropy: this.likelihood.entropy, 'gradient norm': norm }
  }
}

export async function openCoach(shape: AgentShape, settings: SettingValues): Promise<PolicyAgent> {
  const alone = { ...settings, environments: 1 }
  const network = await PolicyNetwork.open(shape, alone, { batch: ROWS, optimizers: 'two', valueGain: 0 })
  return new PolicyAgent(network, new Coach(network, settings))
}
