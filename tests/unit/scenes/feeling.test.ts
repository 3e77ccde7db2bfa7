import { describe, expect, test } from 'vitest'
import type { Exhibit } from '../../../src/core/exhibit.ts'
import { Feeling, moodOf } from '../../../src/scenes/feeling.ts'

const discrete = { solvedReturn: 475, actionSpace: { kind: 'discrete', n: 2 } } as const
const none = { reward: 0, shapingReward: 0, learnedReward: 0 }

const exhibit = (change: Partial<Exhibit>): Exhibit => ({
  moment: null,
  state: Float64Array.of(0),
  previousState: Float64Array.of(0),
  progress: 1,
  action: null,
  thought: null,
  lastReward: none,
  parts: none,
  episodeStep: 1,
  finished: 'no',
  event: 'none',
  trail: Float64Array.of(0),
  ...change,
})

const thinking = (...policy: number[]) => ({
  activations: [],
  action: Float64Array.of(0),
  policy: Float64Array.from(policy),
  actionValues: null,
  value: 0,
})

describe('moods', () => {
  test('follow events', () => {
    expect(moodOf(exhibit({ event: 'fell', finished: 'terminated' }), discrete)).toBe('hurt')
    expect(moodOf(exhibit({ event: 'reward' }), discrete)).toBe('happy')
    expect(moodOf(exhibit({ event: 'goal', finished: 'terminated' }), discrete)).toBe('happy')
    const solved = { ...none, reward: 500 }
    expect(moodOf(exhibit({ event: 'goal', parts: solved }), discrete)).toBe('proud')
  })

  test('the time limit puzzles only where there was something to reach', () => {
    expect(moodOf(exhibit({ event: 'timeout', finished: 'truncated' }), discrete)).toBe('puzzled')
    const endless = { ...discrete, solvedReturn: null }
    expect(moodOf(exhibit({ event: 'timeout', finished: 'truncated' }), endless)).toBe('idle')
  })

  test('all moves alike puzzle, a clear favourite does not', () => {
    expect(moodOf(exhibit({ thought: thinking(0.51, 0.49) }), discrete)).toBe('puzzled')
    expect(moodOf(exhibit({ thought: thinking(0.8, 0.2) }), discrete)).toBe('idle')
  })

  test('means and deviations are no probabilities', () => {
    const box = {
      solvedReturn: null,
      actionSpace: { kind: 'box', shape: [1], low: [-2], high: [2] },
    } as const
    expect(moodOf(exhibit({ thought: thinking(0.5, 0.5) }), box)).toBe('idle')
  })
})

describe('the face', () => {
  const feeling = () => new Feeling(0, () => 0)

  test('keeps a mood for a while after what set it', () => {
    const pip = feeling()
    expect(pip.face('hurt', 'left', 100, true)).toBe('hurt')
    expect(pip.face('idle', 'left', 700, true)).toBe('hurt')
    expect(pip.face('idle', 'left', 800, true)).toBe('left')
  })

  test('a doubt does not cut a hurt short', () => {
    const pip = feeling()
    pip.face('hurt', 'idle', 100, true)
    expect(pip.face('puzzled', 'idle', 300, true)).toBe('hurt')
    expect(pip.face('puzzled', 'idle', 2000, true)).toBe('puzzled')
  })

  test('does not flicker with every push', () => {
    const pip = feeling()
    const seen = [300, 320, 340, 360, 380].map((now, i) =>
      pip.face('idle', i % 2 ? 'right' : 'left', now, true),
    )
    expect(new Set(seen).size).toBe(1)
  })

  test('blinks after 4 to 7 s, shortly, and never with reduced motion', () => {
    const pip = feeling()
    expect(pip.face('idle', 'idle', 3900, true)).toBe('idle')
    expect(pip.face('idle', 'idle', 4050, true)).toBe('blink')
    expect(pip.face('idle', 'idle', 4200, true)).toBe('idle')
    expect(pip.face('idle', 'idle', 8250, true)).toBe('blink')
    expect(feeling().face('idle', 'idle', 4050, false)).toBe('idle')
  })
})
