import { describe, expect, it } from 'vitest'
import { type WishFigures, wishesOf } from '../../../../src/envs/pip/wishes.ts'

const wish = (env: string, id: string) => wishesOf(env).find(each => each.id === id)!

describe('wishes', () => {
  it.each(['Hopper-v5', 'Walker2d-v5', 'PipBench-v0'])(
    '%s: the measure of every beginning ends in that of the whole',
    env => {
      const stateSize = 30
      const count = 12
      // A robot that jerks about: what it does does not matter here, only that every measure has something to see.
      const states = Float64Array.from({ length: count * stateSize }, (_, i) => ((i * 7) % 11) / 5 - 1)
      for (const { measure, progress } of wishesOf(env)) {
        const rows = { states, stateSize, count, stepSeconds: 0.01 }
        const along = progress(rows)
        expect(along).toHaveLength(count)
        expect(along[0]).toBe(0)
        expect(along.at(-1)).toBe(measure(rows))
        expect(along[5]).toBe(measure({ ...rows, count: 6 }))
      }
    },
  )

  const figures = (measure: number, forward: number, length: number): WishFigures => ({
    measure,
    forward,
    length,
  })

  it('hopping backwards takes two metres, and more than a leap into a fall', () => {
    const { goal } = wish('Hopper-v5', 'hop-backwards')
    expect(goal?.isReached(figures(2.1, -4, 300), null)).toBe(true)
    expect(goal?.isReached(figures(1.9, -4, 300), null)).toBe(false)
    expect(goal?.isReached(figures(2.1, -2.2, 60), null)).toBe(false)
  })

  it('walking softly takes a way, and more than one who learnt to walk has left', () => {
    const { goal } = wish('Walker2d-v5', 'walk-softly')
    expect(goal?.isReached(figures(1.5, 3, 500), figures(-20, 12, 900))).toBe(true)
    expect(goal?.isReached(figures(0, 0, 1000), figures(-20, 12, 900))).toBe(false)
    expect(goal?.isReached(figures(0.5, 3, 500), figures(-20, 12, 900))).toBe(false)
    expect(goal?.isReached(figures(1.5, 3, 500), figures(1.6, 4, 900))).toBe(false)
  })
})
