/** What learners of a policy from labels do to its networks beside following a gradient. */
import type { ClipSteps } from '../core/agent.ts'
import type { ParameterPart } from '../nn/parameters.ts'
import type { PolicyNetwork } from './policy-network.ts'
import { RunningMoments } from './running-moments.ts'
import { stepCount } from './shown-steps.ts'

/** Narrower, one step that was shown twice alike would make it certain of nothing else. In ln of units of action. */
const LEAST_LOG_DEVIATION = -3

/** Measures observations by their moments over all `shown`, where the network normalises. */
export function seeInUnitsOf(
  { normalizer, observationSize }: PolicyNetwork,
  shown: readonly ClipSteps[],
): void {
  if (!normalizer || !shown.some(steps => stepCount(steps) > 0)) return
  const moments = new RunningMoments(observationSize)
  for (const steps of shown) moments.add(steps.observations, stepCount(steps))
  normalizer.load('observations', moments.save('observations'))
}

/** Adds the slope of `decay` / 2 |w|^2. */
export function addDecay({ weights, gradient }: ParameterPart, decay: number): void {
  if (decay === 0) return
  for (let i = 0; i < weights.length; i++) gradient[i] = gradient[i]! + decay * weights[i]!
}

/** Keeps a normal policy's deviations from vanishing. */
export function keepDeviations({ policyParameters, actionSpace }: PolicyNetwork): void {
  if (actionSpace.kind === 'discrete') return
  const { weights } = policyParameters.part(1)
  for (let d = 0; d < weights.length; d++) weights[d] = Math.max(LEAST_LOG_DEVIATION, weights[d]!)
}
