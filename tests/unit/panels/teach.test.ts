import { describe, expect, test } from 'vitest'
import type { Board } from '../../../src/core/board.ts'
import type { TabularFrame } from '../../../src/core/frame.ts'
import type { LearnedReward } from '../../../src/core/learned-reward.ts'
import { answerName, tallyText } from '../../../src/panels/teach/answer-text.ts'
import { kindName, lensCells, lensSentence } from '../../../src/panels/teach/lens-data.ts'
import { mirrorTexts } from '../../../src/panels/watch/mirror-text.ts'
import type { Answered } from '../../../src/store/state.ts'

/** Floor, flower, wall, goal in one row. */
const board: Board = {
  rows: 1,
  columns: 4,
  tiles: ['floor', 'flower', 'wall', 'goal'],
  labels: ['', '', '', '+1'],
  edges: [],
  cellOfState: Int32Array.of(0, 1, 3),
  contextOfState: Int32Array.of(0, 0, 0),
  stateAt: Int32Array.of(0, 1, -1, 2),
  markers: [[]],
  actionNames: ['Left', 'Right'],
  actionVectors: [
    [-1, 0],
    [1, 0],
  ],
}

describe('the stage in words', () => {
  test('square, thing, value and likely move; no favourite is invented', () => {
    const frame = {
      state: 0,
      values: Float64Array.of(0.5, -0.07, 0),
      policy: Float64Array.of(0.1, 0.9, 0.8, 0.2, 0.5, 0.5),
    } as unknown as TabularFrame
    expect(mirrorTexts(board, frame)).toEqual([
      'A1, Pip is here, value +0.50, likely right',
      'B1, flower, value \u22120.07, likely left',
      'C1, wall',
      'D1, flag, +1, value 0.00',
    ])
  })

  test('without a frame only the board is told', () => {
    expect(mirrorTexts(board, null)).toEqual(['A1', 'B1, flower', 'C1, wall', 'D1, flag, +1'])
  })
})

describe('the lens', () => {
  test('draws differences from the mean, so that a flat offset colours nothing', () => {
    const flat = lensCells(Float64Array.of(5, 5, Number.NaN, 5), null)
    expect(flat.map(({ amount }) => amount)).toEqual([0, 0, 0])
    expect(flat.map(({ cell }) => cell)).toEqual([0, 1, 3])
    const shifted = lensCells(Float64Array.of(10, 12, Number.NaN, 11), null)
    expect(shifted.map(({ amount }) => amount)).toEqual([-1, 1, 0])
  })

  test('hatches where the doubt is larger than the difference', () => {
    const cells = lensCells(Float64Array.of(-1, 1, Number.NaN, 0), Float64Array.of(0.1, 2, 0, 0.5))
    expect(cells.map(({ unsure }) => unsure)).toEqual([false, true, true])
  })

  test('says only what it is surer of than not', () => {
    const learned = (kinds: LearnedReward['kinds']) => ({ labels: 5, kinds }) as LearnedReward
    const lava = { kind: 'lava', mean: -1, standardDeviation: 0.2 }
    const goal = { kind: 'goal', mean: 0.4, standardDeviation: 0.1 }
    const flower = { kind: 'flower', mean: -2, standardDeviation: 3 }
    expect(lensSentence(learned([flower, lava, goal]), board)).toBe(
      'Pip thinks you mind lava most and like the flag best.',
    )
    expect(lensSentence(learned([flower]), board)).toContain('not sure')
    expect(kindName('goal-2', board)).toBe('flag 2')
    expect(kindName('goal', { ...board, tiles: ['floor'] })).toBe('goal')
  })
})

test('answers are named and counted by kind', () => {
  const entry = (given: object) => ({ label: given, pending: false }) as unknown as Answered
  const answered = [
    entry({ kind: 'compare', answer: 'right' }),
    entry({ kind: 'compare', answer: 'right' }),
    entry({ kind: 'compare', answer: 'cant-tell' }),
    entry({ kind: 'rate', rating: -3 }),
  ]
  expect(tallyText(answered)).toBe("2 right, 1 can't tell, 1 rating")
  expect(tallyText([])).toBe('')
  expect(answered.map(({ label }) => answerName(label))).toEqual([
    'Right',
    'Right',
    "Can't tell",
    'Much worse',
  ])
})
