import { describe, expect, it } from 'vitest'
import type { ClipSteps } from '../../../src/core/agent.ts'
import { replayControlClip } from '../../../src/core/clip-replay.ts'
import type { Clip, Label, LabelContent } from '../../../src/core/label.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { environmentById } from '../../../src/envs/registry.ts'
import { REACTION_DELAY } from '../../../src/feedback/praise-credit.ts'
import { evidenceOf, stepsOf } from '../../../src/training/evidence.ts'
import { PraiseBook } from '../../../src/training/praise-book.ts'
import { simulatedGiven } from '../../../src/training/simulated-label.ts'
import { corridor } from './tiny-worlds.ts'

const world = corridor(4, 20)
const clip = (start: number, actions: readonly number[]): Clip => ({ start, seed: 1, actions })
const labels = (...contents: LabelContent[]): Label[] =>
  contents.map((content, i) => ({ ...simulatedGiven(i, 1), ...content }))

/** States of one-hot rows. */
const statesOf = ({ observations }: ClipSteps): number[] => {
  const states: number[] = []
  observations.forEach((number, i) => {
    if (number === 1) states.push(i % 5)
    else expect(number).toBe(0)
  })
  return states
}

describe('evidence in a grid world', () => {
  it('sees what was before each step as one-hot states, up to where the episode ends', () => {
    const { demonstrations } = evidenceOf(
      world,
      labels(
        { kind: 'demo', clip: clip(1, [0, 1, 1]), from: 'start' },
        { kind: 'demo', clip: clip(2, [1, 1, 1, 1]), from: 'takeover' },
      ),
    )
    expect([...demonstrations.starts]).toEqual([0, 3, 5])
    expect(statesOf(demonstrations)).toEqual([1, 0, 1, 2, 3])
    expect([...demonstrations.actions]).toEqual([0, 1, 1, 1, 1])
  })

  it('states what comparisons say, and leaves out those that say nothing', () => {
    const pair = { kind: 'compare', left: clip(0, [1]), right: clip(0, [0]), swapped: false } as const
    const { preferences } = evidenceOf(
      world,
      labels(
        { ...pair, answer: 'left', strength: 'clearly' },
        { ...pair, answer: 'cant-tell', strength: null },
        { ...pair, answer: 'equal', strength: null },
        { ...pair, answer: 'right', strength: null },
      ),
    )
    expect([...preferences.targets]).toEqual([1, 0.5, 0])
    expect(preferences.left.starts).toHaveLength(4)
  })

  it('takes a correction for a demonstration, and for a preference over as many steps as both have', () => {
    const evidence = evidenceOf(
      world,
      labels({ kind: 'correct', clip: clip(1, [1, 0, 0, 0]), at: 1, better: clip(2, [1, 1]) }),
    )
    const { demonstrations, preferences } = evidence
    expect(statesOf(demonstrations)).toEqual([2, 3])
    expect(statesOf(preferences.left)).toEqual([2, 3])
    expect(statesOf(preferences.right)).toEqual([2, 1])
    expect([...preferences.right.actions]).toEqual([0, 0])
    expect([...preferences.targets]).toEqual([1])
  })

  it('leaves no pair behind a clip that was corrected at its end', () => {
    const { demonstrations, preferences } = evidenceOf(
      world,
      labels({ kind: 'correct', clip: clip(1, [1]), at: 1, better: clip(2, [1]) }),
    )
    expect([...demonstrations.starts]).toEqual([0, 1])
    expect(preferences.targets).toHaveLength(0)
  })

  it('gives praise to the step a person had time to react to, or to the newest where no delay is known of', () => {
    const praise = labels({ kind: 'praise', clip: clip(0, [1, 0, 1]), ages: [850, 450, 50], signal: -1 })
    const { credit, signals, clips } = evidenceOf(world, praise).praise
    expect([...signals]).toEqual([-1])
    expect(statesOf(clips)).toEqual([0, 1, 0])
    expect(credit[1]).toBeGreaterThan(0.9)
    expect(credit.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect([...evidenceOf(world, praise, null).praise.credit]).toEqual([0, 0, 1])
  })

  it('grows signal by signal into the same', () => {
    const said = Array.from({ length: 300 }, (_, i) => ({
      kind: 'praise' as const,
      clip: clip(i % 4, [1, 0, 1, 1]),
      ages: [1250, 850, 450, 50],
      signal: i % 3 === 0 ? (1 as const) : (-1 as const),
    }))
    const book = new PraiseBook(world, REACTION_DELAY)
    for (const content of said.slice(0, 20)) book.add(content)
    const early = book.evidence()
    for (const content of said.slice(20)) book.add(content)
    expect(book.evidence()).toEqual(evidenceOf(world, labels(...said)))
    expect(early).toEqual(evidenceOf(world, labels(...said.slice(0, 20))))
  })

  it('is empty without labels, and ratings add nothing', () => {
    const none = evidenceOf(world, [])
    expect([...none.demonstrations.starts]).toEqual([0])
    expect(evidenceOf(world, labels({ kind: 'rate', clip: clip(0, [1]), rating: 2 }))).toEqual(none)
  })

  it('refuses clips of another world', () => {
    const foreign = labels({ kind: 'demo', clip: clip(9, [1]), from: 'start' })
    expect(() => evidenceOf(world, foreign)).toThrow(expect.objectContaining({ code: 'bad-clip' }))
  })
})

describe('evidence in a world of real numbers', () => {
  it('is what the replay gives', () => {
    const { settings, create } = environmentById('Pendulum-v1')
    const pendulum = create(defaultsOf(settings))
    if (pendulum.form !== 'control') throw new Error('a grid world')
    const swing: Clip = { start: [1, 0.5], seed: 4, actions: [0.5, -1, 2] }
    const replayed = replayControlClip(pendulum, swing)
    const steps = stepsOf(pendulum, swing)
    expect(steps.length).toBe(3)
    expect(steps.observations).toEqual(replayed.observations)
    expect(steps.actions).toEqual(Float32Array.of(0.5, -1, 2))
  })
})
