import { expect, test } from 'vitest'
import type { Clip, Label } from '../../../src/core/label.ts'
import { Rng } from '../../../src/core/rng.ts'
import type { Feedback } from '../../../src/feedback/feedback.ts'
import { influenceTrial } from '../../../src/lab/influence-trial.ts'
import { rating } from '../persistence/sample-labels.ts'

/** Believes the sum of all ratings; a prediction is that sum times the first action, a reward that sum plus the action. */
function summing(disposed: { count: number }): Feedback {
  let labels: readonly Label[] = []
  const sumOf = (given: readonly Label[]) =>
    given.reduce((sum, label) => sum + (label.kind === 'rate' ? label.rating : 0), 0)
  const unused = () => {
    throw new Error('not asked for here')
  }
  return {
    queryRule: 'uniform',
    setLabels: async given => {
      labels = given
    },
    randomPairs: (count, rng) =>
      Array.from({ length: count }, () => {
        const clip: Clip = { start: 0, seed: 0, actions: [rng.integer(9) + 1] }
        return [clip, clip] as const
      }),
    predict: left => sumOf(labels) * left.actions[0]!,
    influence: async (label, epoch) => ({
      epoch,
      label,
      rewardChange: Math.abs(sumOf(labels) - sumOf(labels.filter(({ id }) => id !== label))),
      meanWithout: null,
      changedStates: null,
      milliseconds: 0,
    }),
    dispose: () => {
      disposed.count++
    },
    setRaterModels: unused,
    nextQueries: unused,
    nextClip: unused,
    trace: ({ actions }) => {
      const mean = Float64Array.from(actions, action => sumOf(labels) + action)
      return { mean, standardDeviation: mean, trueReward: mean }
    },
    predictedReturns: unused,
    report: unused,
  }
}

test('names the answer that moves the model most, and measures it against another one by refit', async () => {
  const labels: Label[] = [1, 0, -3, 2, 1].map((points, i) => ({
    ...rating(`${i}`),
    rating: points as 1 | 0 | -3 | 2,
  }))
  for (let seed = 0; seed < 20; seed++) {
    const disposed = { count: 0 }
    const trial = await influenceTrial(() => summing(disposed), labels, 50, Rng.fromSeed(seed, 'pairs'))
    expect(trial.named).toBe('2')
    expect(trial.random).not.toBe('2')
    expect(trial.rewardChange.named).toBe(3)
    const points = Math.abs(
      labels.flatMap(l => (l.id === trial.random && l.kind === 'rate' ? [l.rating] : []))[0]!,
    )
    expect(trial.rewardChange.random).toBe(points)
    expect(trial.predictionChange.random * 3).toBeCloseTo(trial.predictionChange.named * points, 9)
    expect(trial.stepChange).toEqual({ named: 3, random: points })
    expect(disposed.count).toBe(3)
  }
})
