/**
 * Rewards divided by the deviation of the running discounted return, so that values stay near 1 whatever a world pays. No
 * mean is taken off: that would change what is best.
 *
 *   R <- discount R + r  (0 behind an episode's end)          scaled r = clip(r / deviation of R, -10, 10)
 *
 * Shengyi Huang et al., "The 37 implementation details of proximal policy optimization", ICLR blog track 2022
 * (https://iclr-blog-track.github.io/2022/03/25/ppo-implementation-details/), details 7 and 8 of continuous actions.
 */
import type { AgentState, Batch } from '../core/agent.ts'
import { loadArray } from './learner-state.ts'
import { RunningMoments } from './running-moments.ts'

const LARGEST = 10

export class RewardScaler {
  private readonly returns: Float64Array
  private moments = new RunningMoments(1)

  constructor(environments: number) {
    this.returns = new Float64Array(environments)
  }

  /** What a scaled reward of 1 is worth. */
  get scale(): number {
    return this.moments.deviation[0]!
  }

  /** Takes in one step of every environment; its scaled rewards go to `into[offset ...]`. */
  add({ size, rewards, terminated, truncated }: Batch, discount: number, into: Float64Array, offset: number) {
    const { returns } = this
    for (let i = 0; i < size; i++) returns[i] = discount * returns[i]! + rewards[i]!
    this.moments.add(returns, size)
    for (let i = 0; i < size; i++) {
      into[offset + i] = Math.min(LARGEST, Math.max(-LARGEST, rewards[i]! / this.scale))
      if (terminated[i] || truncated[i]) returns[i] = 0
    }
  }

  /** Forgets the return under way in a place whose episode was left. */
  cut(environment: number): void {
    this.returns[environment] = 0
  }

  /** Forgets all returns: rewards mean something else from now on. */
  restart(): void {
    this.moments = new RunningMoments(1)
    this.returns.fill(0)
  }

  save(): AgentState {
    const { arrays, numbers } = this.moments.save('rewardMoments')
    return { arrays: { ...arrays, runningReturns: this.returns.slice() }, numbers }
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    this.moments.load('rewardMoments', state)
    loadArray(state, 'runningReturns', this.returns)
  }
}
