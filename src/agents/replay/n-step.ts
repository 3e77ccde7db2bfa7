/**
 * n-step returns from replay: rewards of up to n steps, then what is left of the discount for what follows them.
 *
 *   R = r_0 + gamma r_1 + ... + gamma^(m-1) r_(m-1),   b = gamma^m, or 0 where the MDP ended with the last of them
 *
 * m is n, or fewer where the episode ended or was cut, or where no more steps are known yet. Only `terminated` makes b 0: an
 * episode cut by its time limit goes on with the value of its final observation.
 *
 * Sutton & Barto, "Reinforcement Learning: An Introduction", 2nd ed., 2018, section 7.1
 * (http://incompleteideas.net/book/the-book-2nd.html), without correction for the policy having changed since.
 */
import { GOES_ON, type ReplayMemory, TERMINATED } from './replay-memory.ts'

/**
 * @param slots where each begins. @param returns R. @param bootstraps b.
 * @param lastSlots the transition whose next observation b belongs to. [count] each
 */
export function nStepReturns(
  replay: ReplayMemory,
  slots: Int32Array,
  steps: number,
  discount: number,
  returns: Float64Array,
  bootstraps: Float64Array,
  lastSlots: Int32Array,
): void {
  const { capacity, environments, rewards, endings } = replay
  for (let i = 0; i < slots.length; i++) {
    let slot = slots[i]!
    let sum = rewards[slot]!
    let left = discount
    const most = Math.min(steps, replay.stepsAfter(slot))
    for (let step = 1; step < most && endings[slot] === GOES_ON; step++) {
      slot = (slot + environments) % capacity
      sum += left * rewards[slot]!
      left *= discount
    }
    returns[i] = sum
    bootstraps[i] = endings[slot] === TERMINATED ? 0 : left
    lastSlots[i] = slot
  }
}
