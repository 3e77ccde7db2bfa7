import { describe, expect, it } from 'vitest'
import { TrainingRhythm } from '../../../src/agents/training-rhythm.ts'

/** Gradient steps due behind each of `calls` batches of `size` environment steps. */
function due(settings: Record<string, number>, size: number, calls: number): number[] {
  const rhythm = new TrainingRhythm()
  return Array.from({ length: calls }, () => rhythm.advance(size, settings))
}

describe('TrainingRhythm', () => {
  it('learns every so many steps, once learning starts', () => {
    const settings = { trainFrequency: 3, gradientSteps: 2, learningStarts: 5 }
    expect(due(settings, 1, 10)).toEqual([0, 0, 0, 0, 0, 2, 0, 0, 2, 0])
  })

  it('counts the steps of all environments, and keeps what is left over', () => {
    const settings = { trainFrequency: 4, gradientSteps: 1, learningStarts: 0 }
    expect(due(settings, 3, 8)).toEqual([0, 1, 1, 1, 0, 1, 1, 1])
    expect(due(settings, 10, 4)).toEqual([2, 3, 2, 3])
  })

  it('goes on from what it saved', () => {
    const settings = { trainFrequency: 7, gradientSteps: 1, learningStarts: 0 }
    const rhythm = new TrainingRhythm()
    rhythm.advance(5, settings)
    const other = new TrainingRhythm()
    other.load(rhythm.save())
    expect(other.steps).toBe(5)
    expect(other.advance(2, settings)).toBe(1)
  })
})
