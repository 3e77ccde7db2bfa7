/**
 * A robot in a grid world taught by live praise alone, from the first step to the last signal: it acts, the simulated
 * trainer reacts, the learner studies what was said. Every so many signals its deterministic policy is held against the
 * optimum, exactly.
 */
import type { BatchAgent } from '../core/agent.ts'
import type { TabularWorld } from '../core/environment.ts'
import { finiteHorizonReturn } from '../core/planning.ts'
import { Rng } from '../core/rng.ts'
import { sampleOutcome, sampleStart } from '../core/tabular-model.ts'
import { REACTION_DELAY } from '../feedback/praise-credit.ts'
import { trueReward } from './demonstrator.ts'
import { LiveTrainer, type LiveTrainerOptions } from './live-praise.ts'
import { PolicyViewer } from './policy-view.ts'
import { PraiseBook } from './praise-book.ts'

export interface LivePraiseOptions extends LiveTrainerOptions {
  /** Of the episodes; the world's own where it has one. */
  readonly horizon: number
  readonly signals: number
  /** Gives up after this many steps. */
  readonly steps: number
  /** Does the learner know of the trainer's reaction time? */
  readonly delayModelled: boolean
  /** Signals between two looks at the policy. Default 5. */
  readonly checkEvery?: number
}

export interface LivePraiseResult {
  readonly signals: number
  readonly steps: number
  /** Signals after which the policy was optimal at every later check; null where it was not at the last. */
  readonly signalsNeeded: number | null
  /** Expected return of the deterministic policy within the horizon, for task and hidden reward, and the best there is. */
  readonly finalReturn: number
  readonly optimalReturn: number
  /** The same of the policy as it acts, exploration included, and of random actions. */
  readonly actingReturn: number
  readonly randomReturn: number
}

/** Below the optimum by less is optimal. */
const TIE = 1e-6

/** @param agent a learner from praise with one environment; it is left as it has become. */
export function teachLive(
  world: TabularWorld,
  agent: BatchAgent,
  options: LivePraiseOptions,
): LivePraiseResult {
  const { model } = world
  const { seed, horizon, checkEvery = 5 } = options
  const trainer = new LiveTrainer(world, options)
  const viewer = new PolicyViewer(agent, model.states, model.actions)
  const agentRng = Rng.fromSeed(seed, 'agent')
  const environmentRng = Rng.fromSeed(seed, 'environment')
  const luck = Rng.fromSeed(seed, 'clip')
  const reward = trueReward(world)
  const optimalReturn = finiteHorizonReturn(model, horizon, 'optimal', reward)
  const examine = () => finiteHorizonReturn(model, horizon, viewer.greedy(), reward)
  const book = new PraiseBook(world, options.delayModelled ? REACTION_DELAY : null)
  let signals = 0
  const batch = {
    size: 1,
    observations: new Float32Array(model.states),
    actions: new Float32Array(1),
    rewards: new Float64Array(1),
    nextObservations: new Float32Array(model.states),
    terminated: new Uint8Array(1),
    truncated: new Uint8Array(1),
  }
  let signalsNeeded: number | null = null
  let nextCheck = checkEvery
  let steps = 0
  while (signals < options.signals && steps < options.steps) {
    const clipSeed = environmentRng.uint32()
    let state = sampleStart(model, environmentRng)
    luck.reseed(clipSeed, 'clip')
    trainer.begin(clipSeed)
    for (let step = 1, ended = false; !ended; step++, steps++) {
      oneHot(batch.observations, state)
      agent.act(batch.observations, 1, batch.actions, agentRng)
      const action = batch.actions[0]!
      const outcome = sampleOutcome(model, state, action, luck)
      const next = model.next[outcome]!
      const terminated = model.terminated[outcome] === 1
      ended = terminated || step >= horizon
      const said = trainer.watch(state, action, outcome, ended, () => viewer.view().policy)
      for (const content of said) book.add(content)
      signals += said.length
      // Whole episodes are for a learner that thinks them over at their end.
      const due = options.window === null ? ended : said.length > 0
      if (due) agent.study?.(book.evidence())
      oneHot(batch.nextObservations, next)
      batch.terminated[0] = terminated ? 1 : 0
      batch.truncated[0] = ended && !terminated ? 1 : 0
      agent.learn(batch, agentRng)
      if (signals >= nextCheck) {
        nextCheck = signals + checkEvery
        const optimal = examine() >= optimalReturn - TIE
        signalsNeeded = optimal ? (signalsNeeded ?? signals) : null
      }
      state = next
    }
  }
  const finalReturn = examine()
  if (finalReturn < optimalReturn - TIE) signalsNeeded = null
  return {
    signals,
    steps,
    signalsNeeded,
    finalReturn,
    optimalReturn,
    actingReturn: finiteHorizonReturn(model, horizon, viewer.view().policy, reward),
    randomReturn: finiteHorizonReturn(model, horizon, 'random', reward),
  }
}

function oneHot(into: Float32Array, state: number): void {
  into.fill(0)
  into[state] = 1
}
