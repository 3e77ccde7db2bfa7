import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ABOVE,
  BELOW,
  choiceChances,
  choiceOf,
  choiceTerm,
  sideOf,
} from '../../../../src/feedback/control/answer-likelihood.ts'
import { fitLeaning, fitNeutral } from '../../../../src/feedback/control/rater-parameters.ts'

const z = fc.double({ min: -8, max: 8, noNaN: true })
const lapse = fc.double({ min: 0.01, max: 0.5, noNaN: true })
const said = [choiceOf('left', null)!, choiceOf('equal', null)!, choiceOf('right', null)!]
const strong = [
  choiceOf('left', 'clearly')!,
  choiceOf('left', 'slightly')!,
  choiceOf('equal', 'slightly')!,
  choiceOf('right', 'slightly')!,
  choiceOf('right', 'clearly')!,
]

describe('choices', () => {
  test.each([
    ['three answers', said],
    ['five answers', strong],
    ['two answers', [ABOVE, BELOW]],
  ])('the chances of %s sum to one', (_, choices) => {
    fc.assert(
      fc.property(z, lapse, (z, lapse) => {
        const sum = choices.reduce((total, choice) => total + Math.exp(-choiceTerm(z, choice, lapse).loss), 0)
        expect(sum).toBeCloseTo(1, 9)
      }),
    )
  })

  test('slopes are those of the loss', () => {
    fc.assert(
      fc.property(z, lapse, fc.constantFrom(...said, ...strong, ABOVE, BELOW), (z, lapse, choice) => {
        const h = 1e-5
        const [above, below] = [choiceTerm(z + h, choice, lapse), choiceTerm(z - h, choice, lapse)]
        expect(choiceTerm(z, choice, lapse).slope).toBeCloseTo((above.loss - below.loss) / (2 * h), 5)
      }),
    )
  })

  test('changing the sides over changes nothing but the sign', () => {
    fc.assert(
      fc.property(z, lapse, (z, lapse) => {
        const [left, equal, right] = choiceChances(z, lapse)
        const [other, same, one] = choiceChances(-z, lapse)
        expect([left, equal, right]).toEqual([one, same, other].map(p => expect.closeTo(p, 12)))
      }),
    )
  })

  test('name their side', () => {
    expect([...said, ABOVE, BELOW].map(sideOf)).toEqual([1, 0, -1, 1, -1])
    expect(choiceOf('cant-tell', null)).toBeNull()
  })
})

describe('raters', () => {
  const answers = (lefts: number, rights: number) => [
    ...Array.from({ length: lefts }, () => ({ z: 0, choice: said[0]! })),
    ...Array.from({ length: rights }, () => ({ z: 0, choice: said[2]! })),
  ]

  test('lean to the side they press between clips that are alike, the surer the more often', () => {
    expect(fitLeaning(answers(10, 10), 0.05)).toBeCloseTo(0, 9)
    expect(fitLeaning(answers(20, 0), 0.05)).toBeGreaterThan(fitLeaning(answers(3, 0), 0.05))
    expect(fitLeaning(answers(3, 0), 0.05)).toBeGreaterThan(0)
    expect(fitLeaning(answers(0, 20), 0.05)).toBeCloseTo(-fitLeaning(answers(20, 0), 0.05), 9)
  })

  test('are neutral until they have rated', () => {
    expect(fitNeutral([])).toBe(0)
    expect(fitNeutral([-2, -2, -2])).toBe(-1.5)
  })
})
