import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../../../src/core/errors.ts'
import type { Clip } from '../../../../src/core/label.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { parseTeacher } from '../../../../src/feedback/teachers/simulated-teacher.ts'
import type { Question } from '../../../../src/feedback/teachers/teacher.ts'
import { clip, DOWN, RIGHT, smallGarden, UP } from '../small-garden.ts'

const world = smallGarden()
const ask = (left: Clip, right: Clip, modelVersion = 0): Question => ({ left, right, modelVersion })
const flowers = clip(0, RIGHT, RIGHT)
const oneFlower = clip(0, RIGHT, DOWN)
const floor = clip(0, DOWN, RIGHT)
const otherFloor = clip(0, DOWN, UP)
const arrive = clip(7, UP)

function share(teacher: string, query: Question, answer: string, count = 2000): number {
  const rng = Rng.fromSeed(5, 'rater')
  let hits = 0
  for (let i = 0; i < count; i++) if (parseTeacher(teacher).answer(query, world, rng) === answer) hits++
  return hits / count
}

describe('simulated teachers', () => {
  it('oracle: prefers the larger sum of task and hidden reward, ties are equal', () => {
    expect(share('oracle', ask(floor, flowers), 'left', 20)).toBe(1)
    expect(share('oracle', ask(oneFlower, floor), 'right', 20)).toBe(1)
    expect(share('oracle', ask(floor, otherFloor), 'equal', 20)).toBe(1)
  })

  it('judges by the task alone where nothing is hidden', () => {
    const open = { ...world, hiddenReward: null }
    const rng = Rng.fromSeed(1, 'rater')
    expect(parseTeacher('oracle').answer(ask(flowers, floor), open, rng)).toBe('equal')
    expect(parseTeacher('oracle').answer(ask(arrive, clip(7, DOWN)), open, rng)).toBe('left')
  })

  it('mistake: presses the opposite with its chance', () => {
    expect(share('mistake:0.1', ask(floor, flowers), 'right')).toBeCloseTo(0.1, 1)
    expect(share('mistake:1', ask(floor, flowers), 'right', 20)).toBe(1)
    expect(share('mistake:1', ask(floor, otherFloor), 'equal', 20)).toBe(1)
  })

  it('noisy: answers by the logistic of the difference', () => {
    // Sums differ by 2, so P(left) = 1 / (1 + e^-1).
    expect(share('noisy:0.5', ask(floor, flowers), 'left', 8000)).toBeCloseTo(0.731, 1)
    expect(share('noisy:0', ask(floor, flowers), 'left', 8000)).toBeCloseTo(0.5, 1)
  })

  it('skip: cannot tell two clips that are both among the worst', () => {
    expect(share('skip:0.9', ask(flowers, clip(1, UP, UP)), 'cant-tell', 20)).toBe(1)
    expect(share('skip:0.1', ask(floor, flowers), 'left', 20)).toBe(1)
    expect(share('skip:0', ask(flowers, floor), 'right', 20)).toBe(1)
  })

  it('myopic: the end of a clip outweighs its beginning', () => {
    const flowerFirst = clip(0, RIGHT, DOWN)
    const flowerLast = clip(4, RIGHT, UP)
    expect(share('oracle', ask(flowerFirst, flowerLast), 'equal', 20)).toBe(1)
    expect(share('myopic:0.5', ask(flowerFirst, flowerLast), 'left', 20)).toBe(1)
  })

  it('equal: calls small differences equal, against the largest single reward', () => {
    // The largest single reward is a flower's 1.05; the sums differ by 1.
    expect(share('equal:1', ask(oneFlower, floor), 'equal', 20)).toBe(1)
    expect(share('equal:0.5', ask(oneFlower, floor), 'right', 20)).toBe(1)
  })

  it('biased: presses its side one time in five, and on ties', () => {
    expect(share('biased:left', ask(flowers, floor), 'left')).toBeCloseTo(0.2, 1)
    expect(share('biased:right', ask(floor, otherFloor), 'right', 20)).toBe(1)
  })

  it('drift: slips more the more labels were given', () => {
    expect(share('drift:0.01', ask(floor, flowers, 0), 'right', 200)).toBe(0)
    expect(share('drift:0.01', ask(floor, flowers, 40), 'right')).toBeCloseTo(0.2, 1)
    expect(share('drift:0.01', ask(floor, flowers, 5000), 'right')).toBeCloseTo(0.25, 1)
  })

  it('rates around a neutral middle', () => {
    const rng = Rng.fromSeed(5, 'rater')
    const oracle = parseTeacher('oracle')
    expect(oracle.rate(floor, world, rng)).toBe(0)
    expect(oracle.rate(flowers, world, rng)).toBe(-3)
    expect(oracle.rate(oneFlower, world, rng)).toBe(-2)
    expect(oracle.rate(arrive, world, rng)).toBe(2)
    expect(parseTeacher('mistake:1').rate(oneFlower, world, rng)).toBe(2)
    expect(Object.is(parseTeacher('mistake:1').rate(floor, world, rng), -0)).toBe(false)
  })

  it.each([
    ['oracel', "expected 'oracle', as one of oracle"],
    ['oracle:1', 'oracle without a value'],
    ['mistake', 'mistake:EPS with a number from 0 to 1'],
    ['mistake:2', 'mistake:EPS with a number from 0 to 1'],
    ['mistake:0.1:3', 'mistake:EPS'],
    ['biased:up', 'biased:left or biased:right'],
    ['noisy:loud', 'noisy:BETA'],
    ['', 'one of oracle, mistake:EPS'],
    ['toString', 'one of oracle'],
  ])('refuses %j, naming the flag', (text, expected) => {
    const parse = () => parseTeacher(text)
    expect(parse).toThrow(PlaygroundError)
    expect(parse).toThrow('--teacher')
    expect(parse).toThrow(expected)
  })
})
