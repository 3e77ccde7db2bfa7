import { describe, expect, test } from 'vitest'
import type { Exhibit } from '../../../src/core/exhibit.ts'
import { diagnosticRows } from '../../../src/panels/cards/diagnostic-text.ts'
import { formVerdict } from '../../../src/panels/cards/shaping-verdict.ts'
import { controlRows } from '../../../src/panels/watch/control-text.ts'
import { stripValue } from '../../../src/panels/watch/drive-strip.tsx'
import { driveText } from '../../../src/panels/watch/outcome-text.ts'
import type { PlayState } from '../../../src/store/state.ts'

test('diagnostics stand with a plain twin and a short number; unknown names stay as they are', () => {
  expect(
    diagnosticRows({
      'approximate KL': 0.0023304,
      entropy: -1.25,
      'value loss': 2.4e-6,
      odd: Number.NaN,
      updates: 12_345,
    }),
  ).toEqual([
    { name: 'Approximate KL', plain: 'how far the policy moved', value: '0.00233' },
    { name: 'Entropy', plain: 'how much it still tries out', value: '\u22121.25' },
    { name: 'Value loss', plain: 'error of its forecasts', value: '2.4e-6' },
    { name: 'Odd', plain: '', value: '-' },
    { name: 'Updates', plain: 'times it has learnt', value: '12,345' },
  ])
})

test('what is said of a term where states cannot be counted: no more than its form says', () => {
  expect(formVerdict('potential', 1).text).toContain('best moves stay the same')
  expect(formVerdict('free', 1).text).toContain('Not checked')
  expect(formVerdict('free', 0).text).toBe('No effect at 0.')
})

describe('the stage in words', () => {
  const world = {
    observations: [{ label: 'Pole angle', unit: 'rad' }],
    actions: [
      { label: 'Push left', unit: '' },
      { label: 'Push right', unit: '' },
    ],
    actionSpace: { kind: 'discrete', n: 2 },
  } as const
  const exhibit = {
    moment: 12_000,
    state: Float64Array.of(0.05),
    action: Float64Array.of(1),
    thought: { value: 42 },
    parts: { reward: 87 },
    episodeStep: 87,
    finished: 'no',
  } as unknown as Exhibit

  test('observation, action, value, return', () => {
    const [robot] = controlRows([exhibit], world, state => state)
    expect(robot!.name).toBe('the robot of step 12,000')
    expect(robot!.cells).toEqual([
      { label: 'Pole angle', value: '+0.05 rad' },
      { label: 'Action', value: 'Push right' },
      { label: 'Value', value: '+42.0' },
      { label: 'Return so far', value: '+87.0 in 87 steps' },
    ])
  })

  test('a motor by its amount; a person has no value; an end is told', () => {
    const box = { kind: 'box', shape: [1], low: [-2], high: [2] } as const
    const motors = { ...world, actions: [{ label: 'Torque', unit: 'N m' }], actionSpace: box }
    const [robot] = controlRows(
      [{ ...exhibit, moment: 'play', thought: null, finished: 'truncated' }],
      motors,
      () => null,
    )
    expect(robot!.name).toBe('your robot')
    expect(robot!.cells.map(({ value }) => value)).toEqual([
      '',
      'Torque +1.00 N m',
      '+87.0 in 87 steps',
      'out of time',
    ])
    expect(controlRows([{ ...exhibit, action: null }], world, () => null)[0]!.cells[1]!.value).toBe(
      'none yet',
    )
  })
})

describe('a person at the controls', () => {
  const play: PlayState = {
    active: true,
    seed: 1,
    state: 0,
    steps: 0,
    return: 0,
    finished: 'no',
    event: 'none',
    bestReturn: null,
    held: [],
    robot: { return: 0, finished: false },
    help: '',
  }

  test('the episode waits for the first push', () => {
    expect(driveText(play, false)).toBe('Hold a key to begin.')
    expect(driveText(play, true)).toBe('Hold a button, or drag a strip, to begin.')
    expect(driveText({ ...play, steps: 3 }, false)).toBe('Pip drives the same start, step for step.')
  })

  test('in the end it is said who did better, once Pip is through', () => {
    const over = { ...play, steps: 40, return: 40, finished: 'terminated' } as const
    expect(driveText(over, false)).toBe('The episode ended: 40 steps, +40.0.')
    expect(driveText({ ...over, robot: { return: 500, finished: true } }, false)).toContain('Pip got +500.')
    expect(driveText({ ...over, robot: { return: 9, finished: true } }, false)).toContain(
      "Better than Pip's +9.00.",
    )
    expect(driveText({ ...over, robot: { return: 40, finished: true } }, false)).toContain('As good as Pip.')
    expect(driveText({ ...over, robot: null, finished: 'truncated' }, false)).toBe(
      'Time is up: 40 steps, +40.0.',
    )
  })

  test('a strip gives full force at its ends and none in its middle', () => {
    expect([100, 150, 175, 200, 900].map(x => stripValue(x, 100, 100))).toEqual([-1, 0, 0.5, 1, 1])
  })
})
