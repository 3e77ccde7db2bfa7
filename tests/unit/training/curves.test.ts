import { describe, expect, it } from 'vitest'
import { EpisodeCurves } from '../../../src/training/curves.ts'

const evaluation = (meanReturn: number) => ({
  episodes: 1,
  meanReturn,
  standardDeviation: 0,
  returns: [meanReturn],
  meanLength: 1,
})

/** Episode i returns i, with -i of shaping, 2i learned and length i + 1. */
function grown(episodes: number): EpisodeCurves {
  const curves = new EpisodeCurves()
  for (let i = 0; i < episodes; i++) curves.add(i, -i, 2 * i, i + 1)
  return curves
}

describe('curves', () => {
  it('are empty at first', () => {
    const { binSize, episode, lastEvaluation, recent } = new EpisodeCurves().curves(3)
    expect({ binSize, points: episode.length, lastEvaluation }).toEqual({
      binSize: 1,
      points: 0,
      lastEvaluation: null,
    })
    expect(recent).toEqual({ reward: 0, shapingReward: 0, learnedReward: 0, length: 0 })
  })

  it('keep every episode while they fit', () => {
    const { binSize, episode, reward, length } = grown(512).curves(1)
    expect(binSize).toBe(1)
    expect([...episode]).toEqual(Array.from({ length: 512 }, (_, i) => i + 1))
    expect([...reward]).toEqual(Array.from({ length: 512 }, (_, i) => i))
    expect(length[511]).toBe(512)
  })

  it.each([513, 1024, 1025, 5000, 300_000])('stay within 512 points over %i episodes and exact', episodes => {
    const { binSize, episode, reward, shapingReward, learnedReward } = grown(episodes).curves(1)
    expect(reward.length).toBeLessThanOrEqual(512)
    expect(reward.length).toBeGreaterThan(256)
    expect(episode.at(-1)).toBe(episodes)
    reward.forEach((mean, bin) => {
      const first = bin * binSize
      const last = Math.min(first + binSize, episodes) - 1
      expect(mean).toBeCloseTo((first + last) / 2, 6)
      expect(episode[bin]).toBe(last + 1)
      expect(shapingReward[bin]).toBeCloseTo(-mean, 6)
      expect(learnedReward[bin]).toBeCloseTo(2 * mean, 6)
    })
  })

  it('average the last 20 episodes', () => {
    expect(grown(5).curves(1).recent).toEqual({
      reward: 2,
      shapingReward: -2,
      learnedReward: 4,
      length: 3,
    })
    expect(grown(100).curves(1).recent.reward).toBe(89.5)
  })

  it('thin evaluations out and keep the newest', () => {
    const curves = new EpisodeCurves()
    for (let i = 0; i < 2000; i++) curves.addEvaluation(i, evaluation(i))
    const { evaluationEpisode, evaluationReturn, lastEvaluation } = curves.curves(1)
    expect(evaluationEpisode.length).toBeLessThanOrEqual(512)
    expect(evaluationEpisode.at(-1)).toBe(1999)
    expect(evaluationReturn).toEqual(evaluationEpisode)
    expect(lastEvaluation).toEqual(evaluation(1999))
  })

  it('go on after saving', () => {
    const whole = grown(3000)
    const halves = new EpisodeCurves()
    halves.load(grown(1500).save())
    for (let i = 1500; i < 3000; i++) halves.add(i, -i, 2 * i, i + 1)
    expect(halves.curves(1)).toEqual(whole.curves(1))
  })
})
