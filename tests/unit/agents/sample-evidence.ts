/** Evidence to teach any learner with: clips over random observations, in each of which following the first number is right. */
import type { ClipSteps, Evidence } from '../../../src/core/agent.ts'
import { Rng } from '../../../src/core/rng.ts'
import { actionSize, type Space } from '../../../src/core/space.ts'

const LENGTH = 4

/** `right` is what is demonstrated, preferred and praised, given the observation's first number. */
interface Rule {
  readonly observationSize: number
  readonly actionSpace: Space
  right(first: number): number
}

/**
 * By the sign of the first number: the space's first or second action, or a quarter of the way to either bound.
 * @param sign -1 for the other way about.
 */
export const ruleFor = (observationSize: number, actionSpace: Space, sign = 1): Rule => ({
  observationSize,
  actionSpace,
  right: first => {
    if (actionSpace.kind === 'discrete') return first * sign > 0 ? 1 : 0
    return (first * sign > 0 ? actionSpace.high[0]! : actionSpace.low[0]!) / 4
  },
})

export function sampleEvidence(rule: Rule, clips: number, seed = 3): Evidence {
  const rng = Rng.fromSeed(seed, 'evidence')
  const signals = Float64Array.from({ length: clips }, (_, i) => (i % 2 === 0 ? 1 : -1))
  const credit = Float64Array.from({ length: clips * LENGTH }, (_, i) => (i % LENGTH) / 6)
  return {
    demonstrations: steps(rule, clips, rng, () => true),
    preferences: {
      left: steps(rule, clips, rng, () => true),
      right: steps(rule, clips, rng, () => false),
      targets: new Float64Array(clips).fill(1),
    },
    praise: { clips: steps(rule, clips, rng, clip => signals[clip]! > 0), credit, signals },
  }
}

function steps(rule: Rule, clips: number, rng: Rng, isRight: (clip: number) => boolean): ClipSteps {
  const { observationSize, actionSpace } = rule
  const count = clips * LENGTH
  const perAction = actionSize(actionSpace)
  const observations = Float32Array.from({ length: count * observationSize }, () => rng.normal())
  const actions = new Float32Array(count * perAction)
  for (let step = 0; step < count; step++) {
    const first = observations[step * observationSize]!
    const asked = isRight(Math.floor(step / LENGTH)) ? first : -first
    for (let k = 0; k < perAction; k++) actions[step * perAction + k] = rule.right(asked)
  }
  return { starts: Int32Array.from({ length: clips + 1 }, (_, i) => i * LENGTH), observations, actions }
}
