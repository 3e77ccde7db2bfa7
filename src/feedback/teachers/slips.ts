/** How often a simulated teacher's hand does something else than it should, at one step. */

import type { World } from '../../core/environment.ts'
import { sigmoid } from '../preference.ts'
import { scaleOf } from './reward-scale.ts'
import type { TeacherDescription } from './teacher-forms.ts'

export const UNREAD_SHARE = 0.2
const LARGEST_DRIFT = 0.5

export const drifted = (rate: number, given: number): number => Math.min(LARGEST_DRIFT, rate * given)

/**
 * Chance of another action than the best known one. Of noisy teachers a choice between the best action and any, worth the
 * world's largest single deviation: 2 (1 - sigmoid(BETA x deviation)), all of them at BETA 0.
 */
export function slipChance({ kind, amount, rater }: TeacherDescription, given: number, world: World): number {
  const careless = (slope: number) => 2 * sigmoid(-slope * scaleOf(world).deviation)
  switch (kind) {
    case 'mistake':
      return amount
    case 'noisy':
      return careless(amount)
    case 'drift':
      return drifted(amount, given)
    case 'biased':
      return UNREAD_SHARE
    case 'inconsistent':
      return amount === 0 ? 0 : careless(1 / (amount * scaleOf(world).deviation))
    case 'fitted':
      return rater ? rater.lapse + (1 - rater.lapse) * careless(rater.slope) : 0
    default:
      return 0
  }
}
