import { describe, expect, it } from 'vitest'
import { Rng } from '../../../../src/core/rng.ts'
import { ABOVE, BELOW } from '../../../../src/feedback/control/answer-likelihood.ts'
import type { Answer } from '../../../../src/feedback/control/control-answers.ts'
import { heldOutLoss } from '../../../../src/feedback/control/early-stopping.ts'
import { RewardEnsemble } from '../../../../src/feedback/control/reward-ensemble.ts'

const FEATURES = 6
const SETTINGS = { slope: 8, lapse: 0.05, epochs: 200, stopsEarly: false }

/** Pairs of one-step clips, of which the first number counts; a share of the answers is drawn by chance. */
function answers(count: number, chance: number): Answer[] {
  const rng = Rng.fromSeed(3, 'answers')
  return Array.from({ length: count }, (_, i) => {
    const [one, other] = [0, 1].map(() => ({
      steps: 1,
      rows: Float32Array.from({ length: FEATURES }, () => 2 * rng.uniform() - 1),
    })) as [{ steps: number; rows: Float32Array }, { steps: number; rows: Float32Array }]
    const better = rng.uniform() < chance ? rng.uniform() < 0.5 : one.rows[0]! > other.rows[0]!
    const choice = better ? ABOVE : BELOW
    return { kind: 'compare', id: `${i}`, rater: 'person', left: one, right: other, choice }
  })
}

const open = () => RewardEnsemble.open({ members: 3, features: FEATURES, hiddenUnits: 32 }, 1)

describe('early stopping', () => {
  it('is better at held-out answers than fitting on, where a third of the answers is chance', async () => {
    const said = answers(60, 0.6)
    const [early, late] = [await open(), await open()]
    early.fit(said, { ...SETTINGS, stopsEarly: true })
    late.fit(said, SETTINGS)
    expect(heldOutLoss(early, said, SETTINGS)).toBeLessThan(heldOutLoss(late, said, SETTINGS)!)
  })

  it('leaves the fit as it is where nothing is held out', async () => {
    const said = answers(4, 0).filter((_, i) => i < 4)
    const [early, late] = [await open(), await open()]
    const heard = said.filter(({ id }) => early.counted(id).every(times => times > 0))
    early.fit(heard, { ...SETTINGS, epochs: 20, stopsEarly: true })
    late.fit(heard, { ...SETTINGS, epochs: 20 })
    expect(heldOutLoss(early, heard, SETTINGS)).toBeNull()
    expect(early.save().networks).toEqual(late.save().networks)
  })
})
