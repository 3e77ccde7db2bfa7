import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeTables } from '../../../src/cli/golden-tables.ts'
import { compareTables, holds } from '../../../src/cli/replay.ts'
import { environmentById } from '../../../src/envs/registry.ts'

const lake = () =>
  JSON.parse(readFileSync(new URL('../../golden/data/FrozenLake-4x4.json', import.meta.url), 'utf8'))

const compare = (file: unknown) => {
  const recorded = decodeTables(file, 'file.json')
  return compareTables(environmentById(recorded.env).create(recorded.envSettings).model, recorded)
}

test('the recorded lake is equal', () => {
  const found = compare(lake())
  expect(found).toMatchObject({ maxStateError: 0, maxRewardError: 0, flagsEqual: true, shapeEqual: true })
  expect(found.transitions).toBeGreaterThan(100)
  expect(found.maxValueError).toBeLessThan(1e-9)
  expect(found.maxReturnError).toBeLessThan(1e-9)
  expect(holds(found)).toBe(true)
})

test.each<[string, (file: ReturnType<typeof lake>) => void, object]>([
  ['a next state', file => (file.P[0][0][2][1] = 5), { maxStateError: 1 }],
  ['a probability', file => (file.P[0][0][2][0] += 1e-6), {}],
  ['a reward', file => (file.P[0][0][0][2] = 0.25), { maxRewardError: 0.25 }],
  ['a flag', file => (file.P[0][0][0][3] = 1), { flagsEqual: false }],
  ['a missing outcome', file => file.P[0][0].pop(), { maxStateError: Number.POSITIVE_INFINITY }],
  ['a value', file => (file.solutions[0].V[0] += 1e-8), { maxStateError: 0 }],
  ['a start value', file => (file.solutions[0].V_start += 1e-8), {}],
  ['the random policy', file => (file.solutions[0].V_random_policy_start += 1e-8), {}],
  ['a return', file => (file.optimal_undiscounted_return_within_time_limit += 1e-8), {}],
  ['the start', file => (file.start_state = 3), { shapeEqual: false }],
])('%s that differs is found', (_, change, expected) => {
  const file = lake()
  change(file)
  const found = compare(file)
  expect(found).toMatchObject(expected)
  expect(holds(found)).toBe(false)
})

test('a file without a table is held to its solutions', () => {
  const file = lake()
  delete file.P
  const found = compare(file)
  expect(found).toMatchObject({ transitions: 0, maxStateError: null, maxRewardError: null, flagsEqual: true })
  expect(found.maxValueError).toBeLessThan(1e-9)
  file.solutions[1].V[3] += 1
  expect(holds(compare(file))).toBe(false)
})

test("Gymnasium's arguments become settings", () => {
  const file = { ...lake(), kwargs: { is_slippery: false, reward_schedule: [1, -1, 0], desc: ['SF', 'HG'] } }
  expect(decodeTables(file, 'f').envSettings).toEqual({
    is_slippery: false,
    reward_schedule: '1,-1,0',
    desc: 'SF/HG',
  })
})

test.each<[string, (file: ReturnType<typeof lake>) => void, string]>([
  ['no world', file => delete file.env_id, 'f: env_id is missing; expected text.'],
  ['a short table', file => file.P.pop(), 'f: P is [['],
  ['a torn row', file => file.P[2][1].push([1, 2]), 'f: P[2][1]['],
  ['a value that is no number', file => (file.solutions[0].V[4] = null), 'f: solutions[0].V[4] is null'],
  ['no discount', file => delete file.solutions[1].gamma, 'f: solutions[1].gamma is missing; expected a number.'],
  ['another kind of file', file => ['nS', 'P', 'solutions'].forEach(key => delete file[key]), 'cannot be replayed yet'],
])('%s names the place', (_, change, message) => {
  const file = lake()
  change(file)
  expect(() => decodeTables(file, 'f')).toThrow(message)
})
