import { describe, expect, it } from 'vitest'
import type { Label } from '../../../src/core/label.ts'
import { encodePreferencePairs, preferencePairs } from '../../../src/persistence/preference-pairs.ts'
import { comparison, correction, demonstration, praise, rating } from './sample-labels.ts'

const pairsOf = (...labels: Label[]) => preferencePairs(labels).pairs
const WORLD = 'FlowerPath-v0 layout=0 map="S.F/..G" slippery=false'

describe('preference pairs', () => {
  it('name the better side of a comparison as chosen, whichever side it was', () => {
    const [left, right] = pairsOf(comparison('a'), { ...comparison('b'), answer: 'right' })
    expect(left).toEqual({
      prompt: `${WORLD} from 56`,
      chosen: '0 1 1 2',
      rejected: '3 3 1',
      margin: 0,
      chosen_clip: { start: [56], seed: 12, actions: [0, 1, 1, 2], from: 0 },
      rejected_clip: { start: [56], seed: 4294967295, actions: [3, 3, 1], from: 0 },
      kind: 'compare',
      rater: 'person',
      label: 'a',
    })
    expect(right).toMatchObject({ chosen: '3 3 1', rejected: '0 1 1 2', label: 'b' })
  })

  it('put the start into the text of each clip where the two differ', () => {
    const { left, ...rest } = comparison('a')
    expect(pairsOf({ ...rest, left: { ...left, start: 3 } })[0]).toMatchObject({
      prompt: WORLD,
      chosen: 'from 3: 0 1 1 2',
      rejected: 'from 56: 3 3 1',
    })
  })

  it('carry how much better as a margin', () => {
    const strengths = (['slightly', 'clearly', null] as const).map(strength => ({
      ...comparison('a'),
      strength,
    }))
    expect(pairsOf(...strengths).map(({ margin }) => margin)).toEqual([1 / 3, 1, 0])
  })

  it('set a correction against the rest of its clip', () => {
    expect(pairsOf(correction('a'))[0]).toMatchObject({
      prompt: 'Pendulum-v1 from 3,-0.25',
      chosen: '2 2',
      rejected: '-0.25 1',
      chosen_clip: { start: [3, -0.25], from: 0 },
      rejected_clip: { start: [3.1, -0.5], actions: [0.5, -0.25, 1], from: 1 },
      kind: 'correct',
    })
    const long: Label = { ...correction('a'), clip: { start: [0, 0], seed: 0, actions: [1, 2, 3, 4] } }
    expect(preferencePairs([long], () => 2).pairs[0]).toMatchObject({ rejected: '3 4' })
  })

  it('leave out what names no better one, and say how many', () => {
    const { pairs, leftOut } = preferencePairs([
      { ...comparison('a'), answer: 'equal' },
      { ...comparison('b'), answer: 'cant-tell' },
      { ...comparison('c'), answer: 'cant-tell' },
      { ...correction('d'), at: 3 },
      rating('e'),
      praise('f'),
      demonstration('g'),
      comparison('h'),
    ])
    expect(pairs.map(({ label }) => label)).toEqual(['h'])
    expect(leftOut).toEqual({ equal: 1, cantTell: 2, emptyCorrections: 1, otherKinds: 3 })
  })

  it('are one object a line, all with the same columns of the same types', () => {
    const text = encodePreferencePairs(pairsOf(comparison('a'), correction('b')))
    const lines = text.trimEnd().split('\n')
    const rows = lines.map(line => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toHaveLength(2)
    expect(text.endsWith('\n')).toBe(true)
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? 'list of numbers'
        : typeof value === 'object'
          ? Object.entries(value!).map(([key, inner]) => [key, shape(inner)])
          : typeof value
    expect(shape(rows[0])).toEqual(shape(rows[1]))
    expect(encodePreferencePairs([])).toBe('')
  })
})
