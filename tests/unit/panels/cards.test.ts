import { describe, expect, test } from 'vitest'
import type { Curves } from '../../../src/core/frame.ts'
import { buildModel } from '../../../src/core/tabular-model.ts'
import { curveRange, curveRows } from '../../../src/panels/cards/curve-data.ts'
import { splitSettings } from '../../../src/panels/cards/main-settings.ts'
import { termVerdict, togetherVerdict } from '../../../src/panels/cards/shaping-verdict.ts'
import { taskRewards } from '../../../src/panels/cards/task-rewards.ts'
import { mapLines, mapText } from '../../../src/panels/controls/setting-field.tsx'
import { shareLearnt, statusText } from '../../../src/panels/world-status.ts'
import type { AppState } from '../../../src/store/state.ts'

/** Three states in a row; the last is terminal and tabled as leading to itself. */
const corridor = buildModel({
  states: 3,
  actions: 2,
  kinds: ['floor', 'goal', 'lava'],
  startStates: [0],
  outcomesOf(state, action) {
    if (state === 2) return [{ probability: 1, next: 2, reward: 0, terminated: true, kind: 'goal' }]
    if (action === 1 && state === 1)
      return [{ probability: 1, next: 2, reward: 1, terminated: true, kind: 'goal' }]
    if (action === 0 && state === 0)
      return [{ probability: 1, next: 0, reward: -1, terminated: false, kind: 'lava' }]
    return [{ probability: 1, next: 1, reward: -0.05, terminated: false, kind: 'floor' }]
  },
})

test('task rewards are the usual step, then what pays otherwise; terminal states pay nothing', () => {
  expect(taskRewards(corridor)).toEqual([
    { kind: 'step', low: -0.05, high: -0.05 },
    { kind: 'lava', low: -1, high: -1 },
    { kind: 'goal', low: 1, high: 1 },
  ])
})

describe('what the check says of a term', () => {
  const check = { epoch: 2, changedStates: { safe: [], free: [3, 4] }, together: [3] }

  test('safe, changing, unchecked, stale, weightless', () => {
    expect(termVerdict(check, 2, 'safe', 1)).toEqual({
      text: 'Checked: best moves stay the same.',
      states: [],
    })
    expect(termVerdict(check, 2, 'free', 1)).toEqual({
      text: 'Checked: best move changes in 2 squares.',
      states: [3, 4],
    })
    expect(termVerdict(check, 2, 'visits', 1).text).toContain('not checked')
    expect(termVerdict(check, 3, 'free', 1)).toEqual({ text: 'Checking.', states: [] })
    expect(termVerdict(check, 2, 'free', 0).text).toBe('No effect at 0.')
  })

  test('all together', () => {
    expect(togetherVerdict(check, 2)?.text).toBe('All together: checked: best move changes in 1 square.')
    expect(togetherVerdict(check, 1)).toBeNull()
  })
})

test('a learner shows three settings, in the order of its schema, and keeps the rest', () => {
  const setting = { kind: 'boolean', label: '', help: '', default: false } as const
  const schema = { zeta: setting, discount: setting, eta: setting, learningRate: setting }
  const { main, more } = splitSettings(schema)
  expect(Object.keys(main)).toEqual(['zeta', 'discount', 'learningRate'])
  expect(Object.keys(more)).toEqual(['eta'])
})

describe('curves for the chart', () => {
  const curves = {
    episode: Float64Array.of(10, 20, 30),
    reward: Float64Array.of(-50, -2, -1),
    shapingReward: Float64Array.of(0, 0, 9),
    learnedReward: Float64Array.of(0, 0, 0),
    evaluationEpisode: Float64Array.of(12, 30),
    evaluationReturn: Float64Array.of(-3, -1),
  } as unknown as Curves

  test('evaluations stand at the bin that holds their episode, the optimum at every one', () => {
    const rows = curveRows(curves, 0.5)
    expect(rows[4]).toEqual([null, -3, -1])
    expect(rows[5]).toEqual([0.5, 0.5, 0.5])
    expect(curveRows(curves, null)[5]).toEqual([null, null, null])
  })

  test('hidden lines do not stretch the axis, the optimum does', () => {
    const rows = curveRows(curves, 0.5)
    const [, high] = curveRange(rows, [1, 4, 5])
    expect(high).toBeGreaterThan(0.5)
    expect(high).toBeLessThan(9)
    expect(curveRange(curveRows(curves, null), [5])).toEqual([0, 1])
  })
})

describe('where a world stands', () => {
  test('in words', () => {
    expect(statusText(undefined, null)).toBe('Not tried yet')
    expect(statusText(undefined, 0)).toBe('Learning, first episode')
    expect(statusText({ episodes: 90, solvedAt: null, bestEvaluation: 0 }, null)).toBe('Left at episode 90')
    expect(statusText({ episodes: 90, solvedAt: null, bestEvaluation: 0 }, 260)).toBe('Learning, episode 260')
    expect(statusText({ episodes: 90, solvedAt: 40, bestEvaluation: 1 }, 260)).toBe('Solved, 40 episodes')
  })

  test('as a share between random and the best possible', () => {
    const run = (meanReturn: number | null) =>
      ({
        run: {
          evaluation: meanReturn === null ? null : { meanReturn },
          optimalReturn: -13,
          randomReturn: -113,
        },
        world: { solvedReturn: null },
      }) as AppState
    expect(shareLearnt(run(-63))).toBe(0.5)
    expect(shareLearnt(run(-500))).toBe(0)
    expect(shareLearnt(run(null))).toBeNull()
    const open = run(-63)
    const inexact = { ...open, run: { ...open.run, optimalReturn: null } } as AppState
    expect(shareLearnt(inexact)).toBeNull()
    const solvable = { ...inexact, world: { solvedReturn: -88 } } as AppState
    expect(shareLearnt(solvable), 'as far as solved, where nobody knows the best').toBe(1)
  })
})

describe('a map as text', () => {
  test('its rows stand on lines of their own and come back joined', () => {
    expect(mapLines('SFF/FHG')).toBe('SFF\nFHG')
    expect(mapText(' SFF \n\nFHG\n')).toBe('SFF/FHG')
    expect(mapText('SFF/FHG')).toBe('SFF/FHG')
    expect(mapText(mapLines(''))).toBe('')
  })
})
