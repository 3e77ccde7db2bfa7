/**
 * Doing as was shown: minibatch steps on the negative log-likelihood of demonstrated actions, with weight decay, until what
 * is held out gets no likelier. Every tenth step is held out, so that one demonstration is enough to tell; the weights that
 * foretold those best are kept, and the learner rests until it is shown more.
 *
 *   loss = - mean ln pi(a | s) + weightDecay / 2 |w|^2
 *
 * Dean Pomerleau, "ALVINN: an autonomous land vehicle in a neural network", NeurIPS 1988; Michael Bain and Claude Sammut, "A
 * framework for behavioural cloning", Machine Intelligence 15, 1995.
 */
import type { AgentShape, AgentState, Batch, ClipSteps, Evidence } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import { checkedAdam } from './checked-step.ts'
import { LabelRhythm } from './label-rhythm.ts'
import { loadArray, loadNumber } from './learner-state.ts'
import { LikelihoodGradient } from './likelihood-gradient.ts'
import { mergedState } from './merged-state.ts'
import { PolicyAgent, type PolicyLearner } from './policy-agent.ts'
import { PolicyNetwork } from './policy-network.ts'
import { addDecay, keepDeviations, seeInUnitsOf } from './shown-policy.ts'
import { loadSteps, NO_STEPS, sameSteps, saveSteps, stepCount } from './shown-steps.ts'

const HELD_OUT_EVERY = 10
/** Updates between two looks at what is held out. */
const CHECK_UPDATES = 50
/** In nats; less is no progress. */
const LEAST_PROGRESS = 0.001

class Imitation implements PolicyLearner {
  private readonly network: PolicyNetwork
  private readonly likelihood: LikelihoodGradient
  private readonly rhythm = new LabelRhythm()
  private settings: SettingValues
  private shown: ClipSteps = NO_STEPS
  private practised = new Int32Array(0)
  private heldOut = new Int32Array(0)
  /** Weights that foretold the held-out steps best since more was shown. */
  private readonly best: Float32Array
  /** Negative log-likelihood of the held-out steps under them, in nats. */
  private bestLoss = Number.MAX_VALUE
  private updates = 0
  private checksWithoutProgress = 0
  private resting = false
  private report: Record<string, number> = {}

  constructor(network: PolicyNetwork, settings: SettingValues) {
    this.network = network
    this.settings = settings
    this.likelihood = new LikelihoodGradient(network)
    this.best = network.policyParameters.weights.slice()
  }

  configure(settings: SettingValues): void {
    this.settings = settings
  }

  study({ demonstrations }: Evidence): void {
    if (sameSteps(demonstrations, this.shown)) return
    this.show(demonstrations)
    seeInUnitsOf(this.network, [demonstrations])
    this.bestLoss = Number.MAX_VALUE
    this.checksWithoutProgress = 0
    this.resting = false
  }

  learn(batch: Batch, rng: Rng): void {
    const updates = this.rhythm.advance(batch.size, this.settings)
    for (let i = 0; i < updates && !this.resting && this.practised.length > 0; i++) {
      this.update(rng)
      if (++this.updates % CHECK_UPDATES === 0) this.check()
    }
  }

  diagnostics(): Readonly<Record<string, number>> {
    return {
      ...this.report,
      'steps shown': stepCount(this.shown),
      updates: this.updates,
      resting: this.resting ? 1 : 0,
    }
  }

  save(): AgentState {
    const { bestLoss, updates, checksWithoutProgress, resting } = this
    return mergedState(saveSteps('shown', this.shown), this.rhythm.save(), {
      arrays: { best: this.best.slice() },
      numbers: { bestLoss, updates, checksWithoutProgress, resting: resting ? 1 : 0 },
    })
  }

  load(state: AgentState): void {
    const { observationSize, actionSize } = this.network
    const shown = loadSteps('shown', state, [observationSize, actionSize])
    const [bestLoss, updates] = [loadNumber(state, 'bestLoss'), loadNumber(state, 'updates')]
    const [checks, resting] = [loadNumber(state, 'checksWithoutProgress'), loadNumber(state, 'resting')]
    this.rhythm.load(state)
    loadArray(state, 'best', this.best)
    this.show(shown)
    this.bestLoss = bestLoss
    this.updates = updates
    this.checksWithoutProgress = checks
    this.resting = resting === 1
  }

  private show(shown: ClipSteps): void {
    this.shown = shown
    const steps = Int32Array.from({ length: stepCount(shown) }, (_, step) => step)
    const held = (step: number) => step % HELD_OUT_EVERY === HELD_OUT_EVERY - 1
    this.practised = steps.filter(step => !held(step))
    this.heldOut = steps.filter(held)
  }

  private update(rng: Rng): void {
    const { network, settings, practised } = this
    const rows = Int32Array.from(
      { length: numberOf(settings, 'batchSize') },
      () => practised[rng.integer(practised.length)]!,
    )
    const weights = new Float64Array(rows.length).fill(1 / rows.length)
    const likelihood = this.likelihood.derive(this.shown, rows, weights)
    addDecay(network.policyParameters.part(0), numberOf(settings, 'weightDecay'))
    const gradientNorm = checkedAdam('the policy', network.policyParameters, {
      learningRate: numberOf(settings, 'learningRate'),
      maxGradientNorm: numberOf(settings, 'maxGradientNorm'),
    })
    keepDeviations(network)
    this.report['negative log-likelihood'] = -likelihood
    this.report.entropy = this.likelihood.entropy
    this.report['gradient norm'] = gradientNorm
  }

  private check(): void {
    const { weights } = this.network.policyParameters
    // Too little was shown to hold anything out.
    const judged = this.heldOut.length > 0 ? this.heldOut : this.practised
    const logs = new Float64Array(judged.length)
    this.likelihood.logProbabilities(this.shown, judged, logs)
    const loss = -logs.reduce((sum, log) => sum + log, 0) / judged.length
    this.report['held-out negative log-likelihood'] = loss
    if (loss < this.bestLoss - LEAST_PROGRESS) {
      this.bestLoss = loss
      this.best.set(weights)
      this.checksWithoutProgress = 0
      return
    }
    if (++this.checksWithoutProgress < numberOf(this.settings, 'patience')) return
    weights.set(this.best)
    this.resting = true
  }
}

export async function openImitator(shape: AgentShape, settings: SettingValues): Promise<PolicyAgent> {
  const network = await PolicyNetwork.open(shape, settings, {
    batch: Math.max(numberOf(settings, 'batchSize'), numberOf(settings, 'environments')),
    optimizers: 'two',
    valueGain: 0,
    normalizeObservations: flagOf(settings, 'normalizeObservations'),
  })
  return new PolicyAgent(network, new Imitation(network, settings))
}
