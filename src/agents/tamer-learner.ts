/**
 * TAMER: learns what a person would say to an action, H(s, a), and does what should please most. Nothing is put off: a
 * person's praise already looks ahead, so the best action is the largest H, without a discounted sum.
 *
 *   loss = mean over drawn steps of c (H(s, a) - f)^2 / mean c          a = argmax_b H(s, b)
 *
 * with f the signal and c the share of it that the step is given (the person's reaction delay). W. Bradley Knox and Peter
 * Stone, "Interactively shaping agents via human reinforcement: the TAMER framework", K-CAP 2009
 * (https://doi.org/10.1145/1597735.1597738). The network, the replay of all praise and the weights by delay: Garrett Warnell
 * et al., "Deep TAMER: interactive agent shaping in high-dimensional state spaces", AAAI 2018
 * (https://arxiv.org/abs/1709.10163).
 */
import type { AgentShape, AgentState, Batch, BatchAgent, Evidence } from '../core/agent.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import { Rng } from '../core/rng.ts'
import { flagOf, numberOf, type SettingValues } from '../core/settings.ts'
import type { Discrete } from '../core/space.ts'
import { DenseNetwork, type DenseSpec, denseSpec, parameterCount } from '../nn/dense-network.ts'
import { largestAction } from '../nn/heads/temporal-difference.ts'
import { type KernelMemory, openKernelMemory } from '../nn/kernel-memory.ts'
import { Parameters } from '../nn/parameters.ts'
import { checkedAdam } from './checked-step.ts'
import { EpsilonGreedy } from './epsilon-greedy.ts'
import { loadPraise, NO_PRAISE, type Praise, samePraise, savePraise } from './heard-praise.ts'
import { LabelRhythm } from './label-rhythm.ts'
import { loadNumber } from './learner-state.ts'
import { mergedState } from './merged-state.ts'
import { activationOf, hiddenLayersOf } from './network-settings.ts'
import { loadParameters, saveParameters } from './parameter-state.ts'
import { placeRows } from './rows.ts'
import { addDecay } from './shown-policy.ts'

interface Outline {
  readonly spec: DenseSpec
  readonly batch: number
  readonly actionSpace: Discrete
}

class Tamer implements BatchAgent {
  readonly form = 'batch'
  readonly environments: number
  private readonly actionSpace: Discrete
  private readonly observationSize: number
  private readonly parameters: Parameters
  private readonly network: DenseNetwork
  private readonly exploration: EpsilonGreedy
  private readonly rhythm = new LabelRhythm()
  private settings: SettingValues
  private praise = NO_PRAISE
  /** Steps that are given a share of a signal. */
  private credited = new Int32Array(0)
  /** The signal each step belongs to. [steps] */
  private clipOf = new Int32Array(0)
  private meanCredit = 1
  private updates = 0
  private report: Record<string, number> = {}

  constructor(memory: KernelMemory, { spec, batch, actionSpace }: Outline, settings: SettingValues) {
    this.environments = numberOf(settings, 'environments')
    this.actionSpace = actionSpace
    this.observationSize = spec.inputs
    this.parameters = new Parameters(memory, [parameterCount(spec)])
    this.network = new DenseNetwork(memory, spec, this.parameters.part(0), { batch })
    this.exploration = new EpsilonGreedy(this.environments, actionSpace.n)
    this.settings = settings
  }

  /** First weights, under which all actions please about alike. */
  initialize(rng: Rng): void {
    const { layers } = this.network.spec
    this.network.initialize(
      layers.map((_, i) => (i === layers.length - 1 ? 0.01 : Math.sqrt(2))),
      rng,
    )
  }

  configure(settings: SettingValues): void {
    this.settings = settings
  }

  act(observations: Float32Array, size: number, actions: Float32Array, rng: Rng): void {
    this.greedy(observations, size, actions)
    this.exploration.explore(actions, numberOf(this.settings, 'epsilon'), false, rng)
  }

  greedy(observations: Float32Array, size: number, actions: Float32Array): void {
    const { n } = this.actionSpace
    this.inChunks(observations, size, (first, count) => {
      for (let i = 0; i < count; i++) actions[first + i] = largestAction(this.network.output, i, n)
    })
  }

  study({ praise }: Evidence): void {
    if (!samePraise(praise, this.praise)) this.hear(praise)
  }

  learn(batch: Batch, rng: Rng): void {
    this.exploration.endEpisodes(batch)
    const updates = this.rhythm.advance(batch.size, this.settings)
    if (this.credited.length === 0) return
    for (let i = 0; i < updates; i++) this.update(rng)
  }

  inspect(observations: Float32Array, size: number, policy: Float64Array, values: Float64Array): void {
    const { n } = this.actionSpace
    const epsilon = numberOf(this.settings, 'epsilon')
    const { output } = this.network
    this.inChunks(observations, size, (first, count) => {
      for (let i = 0; i < count; i++) {
        const best = largestAction(output, i, n)
        const row = (first + i) * n
        policy.fill(epsilon / n, row, row + n)
        policy[row + best]! += 1 - epsilon
        values[first + i] = output[i * n + best]!
      }
    })
  }

  snapshot(): PolicySnapshot {
    return {
      head: 'action-values',
      actionSpace: this.actionSpace,
      normalizer: null,
      policy: this.network.snapshot(),
      values: [],
      valueInputs: 'observation',
      valueScale: 1,
      deviations: null,
    }
  }

  diagnostics(): Readonly<Record<string, number>> {
    return { ...this.report, signals: this.praise.signals.length, updates: this.updates }
  }

  save(): AgentState {
    return mergedState(
      saveParameters('network', this.parameters),
      savePraise('heard', this.praise),
      this.rhythm.save(),
      this.exploration.save(),
      { arrays: {}, numbers: { updates: this.updates } },
    )
  }

  load(state: AgentState): void {
    const praise = loadPraise('heard', state, [this.observationSize, 1])
    const updates = loadNumber(state, 'updates')
    this.rhythm.load(state)
    this.exploration.load(state)
    loadParameters('network', state, this.parameters)
    this.hear(praise)
    this.updates = updates
  }

  dispose(): void {
    // The memory the network lives in goes with the last reference to it.
  }

  private hear(praise: Praise): void {
    const { clips, credit, signals } = praise
    this.praise = praise
    this.clipOf = new Int32Array(credit.length)
    for (let clip = 0; clip < signals.length; clip++) {
      this.clipOf.fill(clip, clips.starts[clip], clips.starts[clip + 1])
    }
    this.credited = Int32Array.from(credit.keys()).filter(step => credit[step]! > 0)
    let sum = 0
    for (const step of this.credited) sum += credit[step]!
    this.meanCredit = this.credited.length > 0 ? sum / this.credited.length : 1
  }

  private update(rng: Rng): void {
    const { network, settings, credited, praise, observationSize } = this
    const { n } = this.actionSpace
    const rows = numberOf(settings, 'batchSize')
    const steps = Int32Array.from({ length: rows }, () => credited[rng.integer(credited.length)]!)
    const { observations, actions } = praise.clips
    for (let i = 0; i < rows; i++) {
      const step = steps[i]! * observationSize
      placeRows(observations, step, observationSize, 1, network.input, 0, i * observationSize)
    }
    network.forward(rows)
    const { output, outputGradient } = network
    outputGradient.fill(0, 0, rows * n)
    let loss = 0
    for (let i = 0; i < rows; i++) {
      const step = steps[i]!
      const at = i * n + actions[step]!
      const weight = praise.credit[step]! / this.meanCredit / rows
      const error = output[at]! - praise.signals[this.clipOf[step]!]!
      loss += weight * error * error
      outputGradient[at] = 2 * weight * error
    }
    network.backward(rows)
    addDecay(this.parameters.part(0), numberOf(settings, 'weightDecay'))
    const gradientNorm = checkedAdam('the network of expected praise', this.parameters, {
      learningRate: numberOf(settings, 'learningRate'),
      maxGradientNorm: numberOf(settings, 'maxGradientNorm'),
    })
    this.updates++
    this.report = { loss, 'gradient norm': gradientNorm }
  }

  /** H of as many observations at a time as the network takes. */
  private inChunks(
    observations: Float32Array,
    size: number,
    work: (first: number, count: number) => void,
  ): void {
    const { network, observationSize } = this
    for (let first = 0; first < size; first += network.batch) {
      const count = Math.min(network.batch, size - first)
      placeRows(
        observations,
        first * observationSize,
        observationSize,
        count,
        network.input,
        observationSize,
        0,
      )
      network.forward(count)
      work(first, count)
    }
  }
}

export async function openTamer(shape: AgentShape, settings: SettingValues): Promise<Tamer> {
  const { observationSize, actionSpace, seed } = shape
  if (actionSpace.kind !== 'discrete') {
    throw new PlaygroundError(
      'unsuitable-agent',
      'TAMER chooses among a few actions; these are real numbers.',
    )
  }
  const outline = {
    spec: denseSpec(observationSize, hiddenLayersOf(settings), activationOf(settings), actionSpace.n),
    batch: Math.max(numberOf(settings, 'batchSize'), numberOf(settings, 'environments')),
    actionSpace,
  }
  const agent = await openKernelMemory(memory => new Tamer(memory, outline, settings), {
    relaxed: flagOf(settings, 'relaxedArithmetic'),
  })
  agent.initialize(Rng.fromSeed(seed, 'praise-weights'))
  return agent
}
