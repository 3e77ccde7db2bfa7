/**
 * Twins of episodic worlds whose episodes all last as long as the time limit allows. Where the original ends, the twin comes
 * to rest: it stays where it is, whatever is done, and nothing is paid or charged any more, so that returns are the
 * original's. A world that ends at its goal gives the goal away by its length, to a reward model that never learnt it
 * (Freire, Gleave, Toyer & Russell, "DERAIL: diagnostic environments for reward and imitation learning", 2020,
 * https://arxiv.org/abs/2012.01365). An absorbing end is the one formalism for both kinds of task: Sutton & Barto,
 * "Reinforcement Learning: An Introduction", 2nd ed., 2018, section 3.4 (http://incompleteideas.net/book/the-book-2nd.html).
 *
 * State: the original's, then 1 where it rests and 0 where not. Observation: the original's, which tells the end from all else.
 */
import type { ControlEnvironment, ControlWorld, EnvironmentDefinition } from '../core/environment.ts'
import type { Rng } from '../core/rng.ts'
import { actionSize } from '../core/space.ts'
import { boxAction, discreteAction, refuseState } from './checks.ts'

export interface FixedHorizonText {
  readonly id: string
  readonly title: string
  readonly task: string
}

export const fixedHorizon = (
  original: EnvironmentDefinition<ControlWorld>,
  text: FixedHorizonText,
): EnvironmentDefinition<ControlWorld> => ({
  ...original,
  ...text,
  create(settings) {
    const world = original.create(settings)
    return {
      ...world,
      stateSize: world.stateSize + 1,
      create: () => new FixedHorizon(text.id, world.create()),
    }
  },
})

class FixedHorizon implements ControlEnvironment {
  readonly observationSpace
  readonly actionSpace
  readonly observationSize: number
  readonly state: Float64Array
  reward = 0
  readonly terminated = false
  private readonly id: string
  private readonly original: ControlEnvironment
  /** Place of the mark in `state`. */
  private readonly rests: number

  constructor(id: string, original: ControlEnvironment) {
    this.id = id
    this.original = original
    this.observationSpace = original.observationSpace
    this.actionSpace = original.actionSpace
    this.observationSize = original.observationSize
    this.rests = original.state.length
    this.state = new Float64Array(this.rests + 1)
  }

  reset(rng: Rng): void {
    this.original.reset(rng)
    this.state.set(this.original.state)
    this.state[this.rests] = 0
    this.reward = 0
  }

  step(actions: ArrayLike<number>, offset: number, rng: Rng): void {
    const { state, original, rests } = this
    if (!Number.isFinite(state[rests])) refuseState(this.id, state)
    this.reward = 0
    if (state[rests] !== 0) {
      this.refuseWrongAction(actions, offset)
      return
    }
    this.restoreOriginal()
    original.step(actions, offset, rng)
    for (let i = 0; i < rests; i++) state[i] = original.state[i]!
    state[rests] = original.terminated ? 1 : 0
    this.reward = original.reward
  }

  observe(into: Float32Array, offset: number): void {
    this.restoreOriginal()
    this.original.observe(into, offset)
  }

  private restoreOriginal(): void {
    for (let i = 0; i < this.rests; i++) this.original.state[i] = this.state[i]!
  }

  private refuseWrongAction(actions: ArrayLike<number>, offset: number): void {
    const { actionSpace } = this
    if (actionSpace.kind === 'discrete') discreteAction(actions, offset, actionSpace.n)
    else for (let i = 0; i < actionSize(actionSpace); i++) boxAction(actions, offset + i)
  }
}
