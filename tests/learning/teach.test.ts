import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../src/core/errors.ts'
import { teach } from '../../src/training/teach.ts'
import type { TaughtResult, TeachOptions, TeachProgress } from '../../src/training/teaching/teach-options.ts'

const gardener = (over: Partial<TeachOptions> = {}) =>
  teach({
    env: 'FlowerPath-v0',
    envSettings: {},
    agent: 'q-learning',
    agentSettings: {},
    teacher: 'oracle',
    labels: 30,
    seed: 1,
    kind: 'compare',
    feedbackSettings: {},
    ...over,
  })

/** Arrives at the flag (20 steps without it cost more than half a point) and steps on no flower. */
const well = ({ flowerStepsPerEpisode, taskReturn }: TaughtResult) =>
  flowerStepsPerEpisode === 0 && taskReturn > -0.5

async function countWell(runs: readonly Partial<TeachOptions>[]): Promise<number> {
  let count = 0
  for (const over of runs) if (well(await gardener(over))) count++
  return count
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

describe('Flower Path', () => {
  it('tramples flowers until taught', async () => {
    const untaught = await gardener({ labels: 0, steps: 150_000 })
    expect(untaught.flowerStepsPerEpisode).toBeGreaterThan(0)
    expect(untaught.taskReturn).toBeGreaterThan(0)
    expect(untaught.normalisedReturn).toBeLessThan(0.9)
  })

  it('30 labels of an oracle: no flower in 10 of 10 seeds', async () => {
    expect(await countWell(numbers(10).map(seed => ({ seed })))).toBe(10)
  })

  it('30 labels of an oracle: no flower on 48 of 50 layouts or more', async () => {
    const layouts = numbers(50).map(layout => ({ envSettings: { layout } }))
    expect(await countWell(layouts)).toBeGreaterThanOrEqual(48)
  }, 120_000)

  it('60 labels, one in ten wrong: no flower in 9 of 10 seeds or more', async () => {
    const seeds = numbers(10).map(seed => ({ seed, teacher: 'mistake:0.1', labels: 60 }))
    expect(await countWell(seeds)).toBeGreaterThanOrEqual(9)
  })

  it('30 ratings of single clips: no flower in 9 of 10 seeds or more', async () => {
    expect(await countWell(numbers(10).map(seed => ({ seed, kind: 'rate' })))).toBeGreaterThanOrEqual(9)
  })

  it('places alone tell it too', async () => {
    const result = await gardener({ labels: 80, feedbackSettings: { features: 'places' } })
    expect(result.rightSince).not.toBeNull()
  })

  it('a wish for something is learnt: Pip passes the pond in 9 of 10 layouts or more', async () => {
    let right = 0
    for (const layout of numbers(10)) {
      const taught = await gardener({ env: 'PondPath-v0', envSettings: { layout }, labels: 35 })
      if (taught.rightSince !== null) right++
    }
    expect(right).toBeGreaterThanOrEqual(9)
  }, 60_000)

  it('comparing regret teaches it too', async () => {
    const taught = await gardener({ labels: 20, feedbackSettings: { preferenceModel: 'regret' } })
    expect(taught.rightSince).not.toBeNull()
  })

  it('an ensemble of networks teaches it too', async () => {
    const result = await gardener({ labels: 12, feedbackSettings: { rewardModel: 'ensemble' } })
    expect(well(result)).toBe(true)
  })

  it('learns from the answers alone, without the task reward', async () => {
    const reward = { weights: {}, learnedWeight: 1, learnedOnly: true }
    const result = await gardener({ labels: 60, reward })
    expect(well(result)).toBe(true)
  })

  it('reports what it promises, the same for the same seed', async () => {
    const progress: TeachProgress[] = []
    const over = { labels: 20, steps: 60_001, onProgress: (step: TeachProgress) => progress.push(step) }
    const result = await gardener({ ...over, query: 'mixed', kind: 'rate + compare' })
    expect(result).toMatchObject({ teacher: 'oracle', kind: 'compare+rate', query: 'mixed', labels: 20 })
    expect(progress.map(step => step.labels)).toEqual(numbers(20))
    expect(progress.at(-1)!.steps).toBe(60_001)
    expect(result.heldOutAgreement).toBeGreaterThan(0.8)
    expect(result.expectedCalibrationError).toBeLessThan(0.4)
    expect(result.trueReturn).toBeCloseTo(result.taskReturn - result.flowerStepsPerEpisode!, 9)
    expect(result.hash).toMatch(/^[0-9a-f]{64}$/)
    const again = await gardener({ ...over, query: 'mixed', kind: 'compare+rate' })
    expect(again).toEqual(result)
    expect((await gardener({ ...over, seed: 2 })).hash).not.toBe(result.hash)
  })
})

it('teaches a task whose reward is not given: at most two steps longer than the best way', async () => {
  for (const seed of [0, 1, 3]) {
    const result = await gardener({ env: 'CliffWalking-v1', seed })
    // The learned reward stands alone and charges nothing for a step, so a way round costs only by the discount.
    expect(result.trueReturn).toBeGreaterThanOrEqual(-15)
    expect(result.flowerStepsPerEpisode).toBeNull()
  }
})

it.each([
  [{ kind: 'cheer' }, '--kind', "--kind is 'cheer'; expected compare, rate, praise, demo, correct"],
  [{ kind: 'compare+compare' }, '--kind', 'each once'],
  [{ query: 'informaton' }, '--query', 'expected one of uniform, disagreement'],
  [{ teacher: 'mistake:2' }, '--teacher', 'a number from 0 to 1'],
  [{ feedbackSettings: { clipLength: 0 } }, 'feedback.clipLength', 'from 1 to 50'],
])('refuses %j, naming the place', async (over, path, sentence) => {
  const error = await gardener(over).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(PlaygroundError)
  expect(error).toMatchObject({ path })
  expect((error as PlaygroundError).message).toContain(sentence)
})
