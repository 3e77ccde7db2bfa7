import { beforeEach, describe, expect, test } from 'vitest'
import type { Clip, Label } from '../../../../src/core/label.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { cartPoleFixed } from '../../../../src/envs/cart-pole-fixed.ts'
import { pendulum } from '../../../../src/envs/pendulum.ts'
import type { ControlFeedback } from '../../../../src/feedback/control/control-feedback.ts'
import { agreementOnFreshPairs, compare, label, openFeedback, rewardOf, trueReturn } from './random-robot.ts'

const world = pendulum.create({})
/** Twenty steps from an angle at rest, without torque. */
const from = (angle: number): Clip => ({ start: [angle, 0], seed: 5, actions: new Array(20).fill(0) })
const high = from(0.05)
const low = from(Math.PI)
const traceMean = (feedback: ControlFeedback, clip: Clip): number => {
  const { mean } = feedback.trace(clip)!
  return mean.reduce((sum, reward) => sum + reward, 0) / mean.length
}

let feedback: ControlFeedback
beforeEach(async () => {
  feedback = await openFeedback(world)
})

const comparisons = (count: number, side = 0, of = feedback): Label[] =>
  of.randomPairs(count, Rng.fromSeed(7, 'labels')).map(pair => compare(world, pair, side))

describe('without labels', () => {
  test('it knows nothing and says so', () => {
    expect(feedback.stepReward()).toBeNull()
    expect(feedback.stepDeviation()).toBeNull()
    expect(feedback.trace(high)).toBeNull()
    const report = feedback.report(3)
    expect(report).toMatchObject({ form: 'control', epoch: 3, labels: 0, agreement: { right: 0, of: 0 } })
    expect(report.calibration).toBeNull()
    expect(report.correlation).toBeNull()
    expect(report.stopping.expectedChange).toBeNull()
  })

  test('it asks all the same', () => {
    const [query] = feedback.nextQueries(1, 40)
    expect(query).toMatchObject({ policyStep: 40, modelVersion: 0, check: null, traces: null })
    expect(query!.left.actions).toHaveLength(20)
    expect(query!.reason).not.toBe('')
  })
})

describe('comparisons', () => {
  test('teach the order of clips never seen', async () => {
    await feedback.setLabels(comparisons(60))
    expect(agreementOnFreshPairs(world, feedback)).toBeGreaterThan(0.75)
    const report = feedback.report(0)
    expect(report.correlation).toBeGreaterThan(0.7)
    expect(report.epicDistance).toBeLessThan(0.45)
    expect(report.agreementByKind.compare!.of).toBeGreaterThan(20)
    expect(report.agreement.right / report.agreement.of).toBeGreaterThan(0.8)
    expect(report.surface.mean).toHaveLength(report.surface.columns * report.surface.rows)
  })

  test('also where most answers are ties', async () => {
    const cart = cartPoleFixed.create({})
    const feedback = await openFeedback(cart)
    const pairs = feedback.randomPairs(150, Rng.fromSeed(7, 'labels'))
    await feedback.setLabels(pairs.map(pair => compare(cart, pair)))
    expect(agreementOnFreshPairs(cart, feedback)).toBeGreaterThan(0.8)
    expect(rewardOf(feedback, [0, 0, 0, 0], [0])).toBeGreaterThan(rewardOf(feedback, [4, 3, 0.4, 3], [0]))
  })

  test('that call everything equal leave the reward flatter than decided ones', async () => {
    const decided = comparisons(40)
    await feedback.setLabels(decided)
    const gap = traceMean(feedback, high) - traceMean(feedback, low)
    await feedback.setLabels(
      decided.map(given =>
        label({ ...(given as Label & { kind: 'compare' }), id: `${given.id}=`, answer: 'equal' }),
      ),
    )
    expect(gap).toBeGreaterThan(0)
    expect(Math.abs(traceMean(feedback, high) - traceMean(feedback, low))).toBeLessThan(gap / 2)
  })

  test('of a rater who leans to the left still teach', async () => {
    const biased = comparisons(80, 40).map(given => ({ ...given, rater: 'leaning' }))
    expect(biased.filter(given => 'answer' in given && given.answer === 'left').length).toBeGreaterThan(45)
    await feedback.setLabels(biased)
    expect(agreementOnFreshPairs(world, feedback)).toBeGreaterThan(0.7)
  })

  test("that nobody can tell, and 'clearly' and 'slightly', count for nothing and for something", async () => {
    const [left, right] = [high, low]
    const said = { kind: 'compare', left, right, swapped: false } as const
    await feedback.setLabels([label({ ...said, answer: 'cant-tell', strength: null })])
    expect(feedback.stepReward()).toBeNull()
    await feedback.setLabels([label({ ...said, answer: 'left', strength: 'clearly' })])
    expect(feedback.predict(high, low)).toBeGreaterThan(0.5)
  })

  test('of a clip that does not fit are refused and change nothing', async () => {
    const good = comparisons(5)
    await feedback.setLabels(good)
    const before = rewardOf(feedback, [1, 0, 0], [0])
    const bad = label({ kind: 'rate', clip: { start: [0], seed: 1, actions: [0] }, rating: 1 })
    await expect(feedback.setLabels([...good, bad])).rejects.toMatchObject({ code: 'bad-clip' })
    expect(rewardOf(feedback, [1, 0, 0], [0])).toBe(before)
  })
})

describe('every other kind moves the reward the right way', () => {
  const cases: readonly (readonly [string, (good: Clip, bad: Clip) => Label[]])[] = [
    [
      'rate',
      (good, bad) =>
        [0, 1, 2, 3].flatMap(() => [
          label({ kind: 'rate', clip: good, rating: 2 }),
          label({ kind: 'rate', clip: bad, rating: -2 }),
        ]),
    ],
    [
      'praise',
      (good, bad) =>
        [0, 1, 2, 3].flatMap(() => {
          const ages = good.actions.map((_, t) => 50 * (good.actions.length - t))
          return [
            label({ kind: 'praise', clip: good, ages, signal: 1 }),
            label({ kind: 'praise', clip: bad, ages, signal: -1 }),
          ]
        }),
    ],
    [
      'correct',
      (good, bad) =>
        // The end of the bad clip is where the better one would have begun.
        [0, 1, 2, 3].map(() => label({ kind: 'correct', clip: bad, at: 0, better: good })),
    ],
  ]
  for (const [kind, labels] of cases) {
    test(kind, async () => {
      await feedback.setLabels(labels(high, low))
      expect(traceMean(feedback, high)).toBeGreaterThan(traceMean(feedback, low))
      await feedback.setLabels(labels(low, high))
      expect(traceMean(feedback, low)).toBeGreaterThan(traceMean(feedback, high))
    })
  }

  test('demo', async () => {
    const push = (torque: number) =>
      label({ kind: 'demo', clip: { ...low, actions: new Array(60).fill(torque) }, from: 'start' })
    await feedback.setLabels([push(2), push(2), push(2), push(2)])
    expect(rewardOf(feedback, [-1, 0, 0], [2])).toBeGreaterThan(rewardOf(feedback, [-1, 0, 0], [-2]))
    await feedback.setLabels([push(-2), push(-2), push(-2), push(-2)])
    expect(rewardOf(feedback, [-1, 0, 0], [-2])).toBeGreaterThan(rewardOf(feedback, [-1, 0, 0], [2]))
  })

  test('a severe rater is not taken for bad clips', async () => {
    const rate = (clip: Clip, rating: -3 | -2 | -1 | 0 | 1 | 2 | 3, rater: string) =>
      label({ kind: 'rate', clip, rating }, rater)
    const severe = [0, 1, 2, 3, 4, 5].flatMap(() => [rate(high, -1, 'severe'), rate(low, -3, 'severe')])
    const usual = [0, 1, 2, 3, 4, 5].flatMap(() => [rate(high, 1, 'usual'), rate(low, -1, 'usual')])
    await feedback.setLabels([...severe, ...usual])
    const { agreementByKind } = feedback.report(0)
    expect(agreementByKind.rate!.right / agreementByKind.rate!.of).toBeGreaterThan(0.8)
  })
})

describe('reproducing', () => {
  test('whoever is known to press without looking is believed less, from the next refit on', async () => {
    const pairs = feedback.randomPairs(40, Rng.fromSeed(7, 'labels'))
    const ann = pairs.map(pair => ({ ...compare(world, pair), rater: 'ann' }))
    const bob = ann.map(answer => {
      const opposite = answer.answer === 'left' ? ('right' as const) : ('left' as const)
      return { ...answer, id: `${answer.id}-bob`, rater: 'bob', answer: opposite }
    })
    const known = { side: 0, tieBand: null, slope: null, ratingOffset: 0 }
    const careless = (who: string, careful: string) =>
      new Map([
        [who, { ...known, lapse: 0.5 }],
        [careful, { ...known, lapse: 0.01 }],
      ])
    await feedback.setLabels([...ann, ...bob])
    const before = feedback.trace(high)!.mean
    feedback.setRaterModels(careless('bob', 'ann'))
    expect(feedback.trace(high)!.mean).toEqual(before)
    await feedback.setLabels([])
    await feedback.setLabels([...ann, ...bob])
    const annBelieved = traceMean(feedback, high) - traceMean(feedback, low)
    const other = await openFeedback(world)
    other.setRaterModels(careless('ann', 'bob'))
    await other.setLabels([...ann, ...bob])
    expect(annBelieved).toBeGreaterThan(0)
    expect(traceMean(other, high) - traceMean(other, low)).toBeLessThan(0)
  })

  test('a rater of whom nothing is known answers as the settings say', async () => {
    const labels = comparisons(20)
    const silent = await openFeedback(world)
    const nothing = { side: 0, lapse: null, tieBand: null, slope: null, ratingOffset: 0 }
    silent.setRaterModels(new Map([['person', nothing]]))
    for (const each of [feedback, silent]) await each.setLabels(labels)
    expect(silent.trace(high)).toEqual(feedback.trace(high))
  })

  test('the same calls in the same order give the same bits', async () => {
    const other = await openFeedback(world)
    const labels = comparisons(12)
    for (const one of [feedback, other]) {
      await one.setLabels(labels.slice(0, 8))
      await one.setLabels(labels)
    }
    expect(other.trace(high)).toEqual(feedback.trace(high))
    expect(other.nextQueries(3, 0)).toEqual(feedback.nextQueries(3, 0))
    expect(other.report(0)).toEqual(feedback.report(0))
  })

  test('a label taken back leaves what there would be without it', async () => {
    const other = await openFeedback(world)
    const labels = comparisons(6)
    await feedback.setLabels(labels)
    await feedback.setLabels(labels.slice(0, 5))
    await other.setLabels(labels.slice(0, 5))
    expect(feedback.trace(high)).toEqual(other.trace(high))
  })

  test('influence leaves the model as it is, and is larger for an answer that nothing else stands for', async () => {
    const said = { kind: 'compare', swapped: false, strength: null } as const
    const repeated = Array.from({ length: 8 }, () =>
      label({ ...said, left: high, right: low, answer: 'left' }),
    )
    const fast: Clip = { start: [Math.PI, 7], seed: 5, actions: new Array(20).fill(2) }
    const only = label({ ...said, left: fast, right: low, answer: 'left' })
    await feedback.setLabels([...repeated, only])
    const before = feedback.trace(high)
    const large = await feedback.influence(only.id, 2)
    const small = await feedback.influence(repeated[3]!.id, 2)
    expect(feedback.trace(high)).toEqual(before)
    expect(large).toMatchObject({ epoch: 2, label: only.id, meanWithout: null, changedStates: null })
    expect(large.rewardChange).toBeGreaterThan(small.rewardChange)
    await expect(feedback.influence('nobody', 2)).rejects.toMatchObject({ code: 'unknown-label' })
  })
})

describe('the reward', () => {
  test('is centred over where the robot has been, and pessimism takes the doubt off', async () => {
    const careful = await openFeedback(world, { pessimism: 2 })
    const labels = comparisons(20)
    await feedback.setLabels(labels)
    await careful.setLabels(labels)
    const at = [Float32Array.of(1, 0, 0), Float32Array.of(0), 1] as const
    const [mean, deviation, less] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)]
    feedback.stepReward()!(...at, mean)
    feedback.stepDeviation()!(...at, deviation)
    careful.stepReward()!(...at, less)
    expect(less[0]).toBeCloseTo(mean[0]! - 2 * deviation[0]!, 12)
    expect(deviation[0]).toBeGreaterThan(0)
  })

  test('is drawn over the two numbers that are asked for', async () => {
    feedback.setPlane(0, 2)
    await feedback.setLabels(comparisons(40))
    const { surface } = feedback.report(0)
    expect([surface.x.index, surface.y.index]).toEqual([0, 2])
    // Upright and at rest is best, in truth and by the model: the middle of the right edge.
    const [columns, middle] = [surface.columns, Math.floor(surface.rows / 2)]
    const best = middle * columns + columns - 1
    expect(surface.trueReward[best]).toBeGreaterThan(surface.trueReward[middle * columns]!)
    expect(surface.mean[best]).toBeGreaterThan(surface.mean[middle * columns]!)
    expect(() => feedback.setPlane(1, 1)).toThrow('two different ones')
  })

  test('is expected to change less the more answers there are', async () => {
    await feedback.setLabels(comparisons(15))
    const early = feedback.report(0).stopping
    await feedback.setLabels(comparisons(120))
    const late = feedback.report(0).stopping
    expect(late.expectedChange!).toBeLessThan(early.expectedChange!)
  })
})

describe('questions', () => {
  for (const queryRule of ['uniform', 'disagreement', 'entropy', 'information', 'coverage', 'mixed']) {
    test(`by ${queryRule} show clips of the robot, with traces and a reason`, async () => {
      const feedback = await openFeedback(world, { queryRule })
      await feedback.setLabels(comparisons(8, 0, feedback))
      const queries = feedback.nextQueries(4, 500)
      expect(new Set(queries.map(({ id }) => id)).size).toBe(4)
      for (const { left, right, traces, reason, modelVersion } of queries) {
        expect(traces![0].mean).toHaveLength(20)
        expect(trueReturn(world, left)).toBeLessThan(0)
        expect(left).not.toEqual(right)
        expect(reason.length).toBeGreaterThan(10)
        expect(modelVersion).toBe(8)
      }
    })
  }

  test('hold checks among them: repeats with sides changed over, and plain ones', async () => {
    const feedback = await openFeedback(world, { checkShare: 0.5 })
    const labels = comparisons(40, 0, feedback)
    await feedback.setLabels(labels)
    const queries = feedback.nextQueries(60, 0)
    const repeats = queries.flatMap(query =>
      query.check?.kind === 'repeat' ? [{ query, of: query.check.of }] : [],
    )
    const plain = queries.filter(({ check }) => check?.kind === 'control')
    expect(repeats.length).toBeGreaterThan(5)
    expect(plain.length).toBeGreaterThan(5)
    expect(new Set(repeats.map(({ of }) => of)).size).toBe(repeats.length)
    for (const { query, of } of repeats) {
      const first = labels.find(({ id }) => id === of) as Label & { kind: 'compare' }
      expect(query.left).toBe(first.right)
      expect(query.right).toBe(first.left)
    }
    const gaps = (pairs: readonly { left: Clip; right: Clip }[]) =>
      pairs.map(({ left, right }) => Math.abs(trueReturn(world, left) - trueReturn(world, right)))
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(gaps(plain))).toBeGreaterThan(mean(gaps(queries.filter(({ check }) => check === null))))
  })
})
