import { describe, expect, test } from 'vitest'
import type { Board } from '../../../src/core/board.ts'
import type { TabularFrame } from '../../../src/core/frame.ts'
import type { LearnedReward, TabularLearnedReward } from '../../../src/core/learned-reward.ts'
import { answerClips, answerName, checkText, tallyText } from '../../../src/panels/teach/answer-text.ts'
import { clipChoice } from '../../../src/panels/teach/clip-choice.ts'
import { paceText } from '../../../src/panels/teach/clip-text.ts'
import {
  changeSentence,
  kindName,
  lensCells,
  lensSentence,
  lensShift,
  surfaceSentence,
} from '../../../src/panels/teach/lens-data.ts'
import { reliabilityPoints } from '../../../src/panels/teach/reliability.ts'
import { strobeOf } from '../../../src/panels/teach/strobe.ts'
import { tracePaths, traceReach } from '../../../src/panels/teach/trace-path.ts'
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
    const learned = (kinds: TabularLearnedReward['kinds']) => ({ labels: 5, kinds }) as TabularLearnedReward
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

test('a repeat is named after it was answered, with its sides changed over', () => {
  const entry = (id: string, answer: string, of: string | null) =>
    ({
      label: { id, kind: 'compare', answer, strength: null, check: of && { kind: 'repeat', of } },
      pending: false,
    }) as unknown as Answered
  const answered = [entry('a', 'left', null), entry('b', 'right', 'a'), entry('c', 'left', 'a')]
  expect(answered.map(({ label }) => checkText(label, answered))).toEqual([
    '',
    'repeat: same',
    'repeat: changed',
  ])
})

test('both clips of a pair stand in the strip, what was liked lit', () => {
  const pair = { kind: 'compare', left: 'l', right: 'r', answer: 'right' } as unknown as Answered['label']
  expect(answerClips(pair)).toEqual([
    { clip: 'l', lit: false },
    { clip: 'r', lit: true },
  ])
})

describe('the lens of control worlds', () => {
  const axis = (label: string) => ({ index: 0, label, unit: 'm', low: -2, high: 2 })
  const surface = {
    x: axis('Place'),
    y: axis('Speed'),
    columns: 2,
    rows: 2,
    mean: Float64Array.of(1, 0, 0, -1),
    standardDeviation: Float64Array.of(0.1, 0.1, 0.1, 0.1),
    trueReward: new Float64Array(4),
  }

  test('says where best and worst are, in the numbers of the axes', () => {
    expect(surfaceSentence(surface)).toBe(
      'Pip takes it to be best near Place \u22121.00 m and Speed \u22121.00 m, worst near Place +1.00 m and Speed +1.00 m.',
    )
    const unsure = { ...surface, standardDeviation: Float64Array.of(9, 9, 9, 9) }
    expect(surfaceSentence(unsure)).toContain('not sure')
  })

  const learned = (mean: readonly number[], labels: number, right = 0, of = 0) =>
    ({
      form: 'control',
      labels,
      agreement: { right, of },
      surface: { ...surface, mean: Float64Array.from(mean) },
    }) as unknown as LearnedReward

  test('a refit is told by how far the guess has moved; an offset is no move', () => {
    const before = learned([1, 0, 0, -1], 4, 3, 4)
    expect(lensShift(before, learned([6, 5, 5, 4], 5))).toBe(0)
    const turned = learned([-1, 0, 0, 1], 5, 4, 5)
    expect(lensShift(before, turned)).toBe(1)
    expect(changeSentence(before, turned, 1)).toBe(
      "Your answer moved Pip's guess by 100%. It now guesses 80% of your answers, 75% before.",
    )
    expect(changeSentence(turned, before, 0)).toContain("Taking it back left Pip's guess as it was.")
  })
})

test('the trace steps with the clip, and both sides of a pair share its scale', () => {
  const trace = {
    mean: Float64Array.of(1, -2),
    standardDeviation: Float64Array.of(0, 2),
    trueReward: Float64Array.of(1, 1),
  }
  expect(traceReach([trace])).toBe(4)
  const { mean, truth, zero } = tracePaths(trace, { width: 100, height: 20, steps: 4 }, 4, null)
  expect(mean).toBe('M0 8L25 8L25 14L50 14')
  expect([truth, zero]).toEqual(['', 10])
})

test('a tap chooses the clip under it, a swipe its side, a scroll nothing', () => {
  const sideAt = (x: number) => (x < 100 ? ('left' as const) : ('right' as const))
  const stroke = (toX: number, toY: number) => ({ fromX: 150, fromY: 50, toX, toY })
  expect(clipChoice(stroke(152, 51), sideAt)).toBe('right')
  expect(clipChoice(stroke(60, 60), sideAt)).toBe('left')
  expect(clipChoice(stroke(230, 20), sideAt)).toBe('right')
  expect(clipChoice(stroke(150, 190), sideAt)).toBeNull()
  expect(clipChoice(stroke(180, 52), sideAt), 'too short to mean anything').toBeNull()
})

test('the pace is told against the time of the world', () => {
  expect(paceText(0.02, 100, 1)).toBe('5 times slower than real time')
  expect(paceText(0.2, 200, 1)).toBe('real time')
  expect(paceText(0.2, 200, 4)).toBe('4 times faster than real time')
  expect(paceText(null, 300, 1)).toBe('')
})

test('the reliability curve leaves empty bins out and runs from one half to one', () => {
  const bins = [
    { confidence: 1, right: 0.75, count: 4 },
    { confidence: 0.5, right: 0.5, count: 2 },
    { confidence: 0.8, right: 1, count: 0 },
  ]
  expect(reliabilityPoints({ bins }, 100)).toEqual([
    { x: 0, y: 100, count: 2 },
    { x: 100, y: 50, count: 4 },
  ])
})

test('a clip of a control world is a few moments in a stamp, the last the plainest', () => {
  const states = Float64Array.from({ length: 26 * 2 }, (_, i) => (i % 2 === 0 ? i / 52 : 0))
  const { poses } = strobeOf('Pendulum-v1', { states, steps: 25 })
  expect(poses.length).toBe(5)
  expect(poses.at(-1)!.opacity).toBe(1)
  expect(poses[0]!.opacity).toBeLessThan(0.2)
  expect(poses[0]!.lines, 'upright at angle 0').toBe('M29 21L29 4')
  expect(strobeOf('Unknown-v0', { states, steps: 25 }).poses.length).toBe(1)
  expect(strobeOf('Pendulum-v1', { states: Float64Array.of(0, 0), steps: 0 }).poses.length).toBe(1)
})
