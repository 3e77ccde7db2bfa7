/** What is said when a number is NaN or infinite, which stops a run: world, learner, step and value. */
import { PlaygroundError } from '../core/errors.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'

/** @param what such as `the reward of robot 3`. */
export const notFinite = (what: string, value: number): PlaygroundError =>
  new PlaygroundError('not-finite', `${what} is ${value}`)

/** Where a run was when it stopped. */
export interface RunPlace {
  readonly env: string
  /** Title of the learner. */
  readonly learner: string
  /** Environment steps taken. */
  readonly step: number
}

/** Adds world, learner and step to a `not-finite` error; gives any other error back as it is. */
export function naming(error: unknown, { env, learner, step }: RunPlace): unknown {
  if (!(error instanceof PlaygroundError) || error.code !== 'not-finite') return error
  const what = error.message.replace(/\.$/, '')
  return new PlaygroundError(
    'not-finite',
    `${learner} on ${env} stopped at step ${step}: ${what}; numbers must stay finite. Lower the learning rate or the rewards and start again.`,
    { cause: error },
  )
}

/** @throws PlaygroundError `not-finite` when a weight of the policy or of a value network is no finite number. */
export function checkWeights({ policy, values }: PolicySnapshot): void {
  for (const { layers } of [policy, ...values]) {
    for (const { kernel, bias } of layers) {
      for (const weights of [kernel, bias]) {
        const wrong = weights.find(weight => !Number.isFinite(weight))
        if (wrong !== undefined) throw notFinite('a weight', wrong)
      }
    }
  }
}
