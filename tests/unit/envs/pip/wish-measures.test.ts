import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Movement } from '../../../../src/envs/pip/movement.ts'
import { backFlip, bow, hopBackwards, walkSoftly, wave } from '../../../../src/envs/pip/wish-measures.ts'
import { wishesOf } from '../../../../src/envs/pip/wishes.ts'

interface Told {
  readonly x?: readonly number[]
  readonly lean?: readonly number[]
  readonly feet?: readonly (readonly number[])[]
  readonly arm?: { readonly angle: readonly number[]; readonly rise: readonly number[] }
}

/** A movement of `count` states at 0.1 s, at rest and on both feet but for what is told. */
function movement(count: number, { x, lean, feet, arm }: Told): Movement {
  const rest = Array<number>(count).fill(0)
  const row = (numbers: readonly number[] = rest) => Float64Array.from(numbers)
  return {
    count,
    stepSeconds: 0.1,
    x: row(x),
    lean: row(lean),
    feet: (feet ?? [rest, rest]).map(row),
    arms: arm ? [{ angle: row(arm.angle), rise: row(arm.rise) }] : [],
  }
}

const measures = { wave, bow, hopBackwards, walkSoftly, backFlip }
const jump = [0, 0.1, 0.2, 0.1, 0]

describe('measures of wishes', () => {
  it.each(Object.entries(measures))('%s: standing still is worth nothing', (_name, measure) => {
    expect(measure(movement(6, {}))).toBe(0)
    expect(measure(movement(0, {}))).toBe(0)
  })

  it('a wave counts both ways, above the shoulder only', () => {
    const angle = [0, 2, 2.5, 2, 2.5]
    expect(wave(movement(5, { arm: { angle, rise: [-0.2, 0.1, 0.1, 0.1, 0.1] } }))).toBeCloseTo(1.5)
    expect(wave(movement(5, { arm: { angle, rise: [-0.2, -0.1, -0.1, -0.1, -0.1] } }))).toBe(0)
  })

  it('who falls over or jumps does not wave', () => {
    const arm = { angle: [2, 2.5, 2, 2.5, 2], rise: [0.1, 0.1, 0.1, 0.1, 0.1] }
    expect(wave(movement(5, { arm, lean: [1, 1, 1, 1, 1] }))).toBe(0)
    expect(wave(movement(5, { arm, feet: [jump, jump] }))).toBe(0)
  })

  it('a bow goes down and comes up again', () => {
    expect(bow(movement(4, { lean: [0, 0.5, 1, 0.1] }))).toBeCloseTo(0.9)
    expect(bow(movement(4, { lean: [0, 0.3, 0.6, 1] }))).toBe(0)
    expect(bow(movement(3, { lean: [0, 3, 0] }))).toBeCloseTo(Math.PI / 2)
  })

  it('leaning from the start and straightening up is no bow of its own', () => {
    expect(bow(movement(3, { lean: [0.6, 0.3, 0] }))).toBeCloseTo(0)
  })

  it('hops backwards count in the air, steps backwards do not', () => {
    const x = [0, -0.1, -0.3, -0.5, -0.6]
    expect(hopBackwards(movement(5, { x, feet: [jump, jump] }))).toBeCloseTo(0.4)
    expect(hopBackwards(movement(5, { x }))).toBe(0)
    expect(hopBackwards(movement(5, { x: x.map(number => -number), feet: [jump, jump] }))).toBeCloseTo(-0.4)
  })

  it('soft steps are worth more than hard ones, by the height of a fall that ends as fast', () => {
    const x = [0, 0.2, 0.4, 0.6, 0.8]
    const rest = [0, 0, 0, 0, 0]
    expect(walkSoftly(movement(5, { x, feet: [jump, rest] }))).toBeCloseTo(0.8 - (10 * 1 ** 2) / (2 * 9.81))
    const soft = [0, 0.02, 0.04, 0.02, 0]
    expect(walkSoftly(movement(5, { x, feet: [soft, rest] }))).toBeCloseTo(0.8 - (10 * 0.2 ** 2) / (2 * 9.81))
  })

  it('turns of one flight do not add to those of another, and somersaults forward are none', () => {
    const lean = [0, -1, -2, -3, -4]
    expect(backFlip(movement(5, { lean, feet: [jump, jump] }))).toBeCloseTo(2 / (2 * Math.PI))
    const twice = movement(9, {
      lean: [0, -1, -2, -3, -4, -5, -6, -7, -8],
      feet: [[...jump, ...jump.slice(1)]],
    })
    expect(backFlip(twice)).toBeCloseTo(2 / (2 * Math.PI))
    expect(backFlip(movement(5, { lean: lean.map(number => -number), feet: [jump, jump] }))).toBe(0)
  })

  it('never differ for a clip moved along the bench', () => {
    const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(numbers, numbers, numbers, fc.integer({ min: -20, max: 20 }), (x, lean, height, shift) => {
        const foot = height.map(number => Math.max(0, number))
        const here = movement(8, { x, lean, feet: [foot, foot] })
        const there = movement(8, { x: x.map(number => number + shift), lean, feet: [foot, foot] })
        for (const measure of Object.values(measures)) expect(measure(there)).toBeCloseTo(measure(here), 9)
      }),
    )
  })

  it('are known for Pip, hopper and walker', () => {
    expect(wishesOf('PipBench-v0').map(({ id }) => id)).toEqual([
      'wave',
      'bow',
      'hop-backwards',
      'walk-softly',
      'back-flip',
    ])
    expect(wishesOf('Hopper-v5').map(({ id }) => id)).toContain('hop-backwards')
    expect(wishesOf('Walker2d-v5').map(({ id }) => id)).toContain('walk-softly')
    expect(wishesOf('CartPole-v1')).toEqual([])
  })
})
