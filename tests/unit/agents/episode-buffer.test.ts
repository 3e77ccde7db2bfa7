import { describe, expect, it } from 'vitest'
import { EpisodeBuffer } from '../../../src/agents/episode-buffer.ts'
import { PlaygroundError } from '../../../src/core/errors.ts'

const hot = (state: number) => [0, 1, 2].map(i => (i === state ? 1 : 0))

/** One step of one environment per entry: from, action, reward, to, how it ended. */
type Step = readonly [number, number, number, number, ('terminated' | 'truncated')?]

const batchOf = (...steps: Step[]) => ({
  size: steps.length,
  observations: Float32Array.from(steps.flatMap(([from]) => hot(from))),
  actions: Float32Array.from(steps, ([, action]) => action),
  rewards: Float64Array.from(steps, ([, , reward]) => reward),
  nextObservations: Float32Array.from(steps.flatMap(([, , , to]) => hot(to))),
  terminated: Uint8Array.from(steps, ([, , , , end]) => (end === 'terminated' ? 1 : 0)),
  truncated: Uint8Array.from(steps, ([, , , , end]) => (end === 'truncated' ? 1 : 0)),
})

/** Actions are not cut here: they were taken as they were drawn. */
function add(buffer: EpisodeBuffer, batch: ReturnType<typeof batchOf>, longest: number): void {
  buffer.add(batch, batch.actions, longest)
}

const shown = (buffer: EpisodeBuffer) =>
  buffer.take().map(({ observations, actions, rewards, terminated, finalObservation }) => ({
    observations: [...observations.subarray(0, 3 * actions.length)],
    actions,
    rewards,
    terminated,
    finalObservation: [...finalObservation],
  }))

describe('EpisodeBuffer', () => {
  it('keeps parallel episodes apart and hands them out when they end', () => {
    const buffer = new EpisodeBuffer(2, 3, 1)
    add(buffer, batchOf([0, 1, 0.5, 1], [2, 0, -1, 0, 'terminated']), 100)
    expect(buffer.waiting).toBe(1)
    add(buffer, batchOf([1, 0, 2, 2, 'truncated'], [0, 1, 0, 0]), 100)
    expect(shown(buffer)).toEqual([
      { observations: hot(2), actions: [0], rewards: [-1], terminated: true, finalObservation: hot(0) },
      {
        observations: [...hot(0), ...hot(1)],
        actions: [1, 0],
        rewards: [0.5, 2],
        terminated: false,
        finalObservation: hot(2),
      },
    ])
    expect(buffer.waiting).toBe(0)
  })

  it('cuts long episodes and those that do not go on from where they were', () => {
    const buffer = new EpisodeBuffer(1, 3, 1)
    for (let i = 0; i < 3; i++) add(buffer, batchOf([0, i, i, 0]), 2)
    expect(buffer.waiting).toBe(1)
    add(buffer, batchOf([2, 7, 7, 1]), 2)
    expect(shown(buffer).map(({ actions, terminated }) => [actions, terminated])).toEqual([
      [[0, 1], false],
      [[2], false],
    ])
  })

  it('goes on from a saved state as if nothing had been', () => {
    const [one, two] = [new EpisodeBuffer(2, 3, 1), new EpisodeBuffer(2, 3, 1)]
    for (let i = 0; i < 20; i++) add(one, batchOf([0, i, i, 0], [1, 0, 0.25, 2, 'terminated']), 100)
    two.load({ arrays: one.save(), numbers: {} })
    const last = batchOf([0, 20, 20, 2, 'terminated'], [1, 1, 1, 1, 'truncated'])
    add(one, last, 100)
    add(two, last, 100)
    const episodes = shown(two)
    expect(episodes).toEqual(shown(one))
    expect(episodes[20]!.actions).toHaveLength(21)
  })

  it('keeps all numbers of an action, as drawn', () => {
    const buffer = new EpisodeBuffer(2, 3, 2)
    const batch = {
      ...batchOf([0, 0, 1, 1, 'terminated'], [1, 0, 2, 2]),
      actions: Float32Array.of(1, 1, 1, 1),
    }
    buffer.add(batch, Float32Array.of(1.5, 2.5, 3.5, 0.5), 100)
    const restored = new EpisodeBuffer(2, 3, 2)
    restored.load({ arrays: buffer.save(), numbers: {} })
    for (const each of [buffer, restored]) {
      expect(each.take().map(({ actions, rewards }) => [actions, rewards])).toEqual([[[1.5, 2.5], [1]]])
    }
  })

  it('refuses arrays that do not agree', () => {
    const buffer = new EpisodeBuffer(2, 3, 1)
    add(buffer, batchOf([0, 1, 0.5, 1], [2, 0, -1, 0]), 100)
    const arrays = buffer.save()
    const refused = (changed: typeof arrays) => () =>
      new EpisodeBuffer(2, 3, 1).load({ arrays: changed, numbers: {} })
    expect(refused(arrays)).not.toThrow()
    expect(refused({ ...arrays, 'episodes.actions': Float32Array.of(1) })).toThrow(PlaygroundError)
    expect(refused({ ...arrays, 'episodes.places': Int32Array.of(0, 1, 2, 999) })).toThrow(/places is 999/)
    expect(refused({ ...arrays, 'episodes.lengths': Int32Array.of(2) })).toThrow(/at least 2/)
  })
})
