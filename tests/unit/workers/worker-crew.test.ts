/** Whoever steps the robots, and however many: a run's numbers are the same bits. */
import { describe, expect, test } from 'vitest'
import { PlaygroundError } from '../../../src/core/errors.ts'
import type { ControlRun } from '../../../src/training/control-run.ts'
import { shares } from '../../../src/training/crew.ts'
import { createRun, restoreRun } from '../../../src/training/run.ts'
import { type FromMember, recruit, type ToMember } from '../../../src/workers/worker-crew.ts'
import { NearWorker } from './near-worker.ts'

const small = { environments: 6, rolloutSteps: 32, hiddenUnits: 8 }
const open = async (env: string): Promise<ControlRun> =>
  (await createRun({
    env,
    envSettings: {},
    agent: 'ppo',
    agentSettings: small,
    seed: 3,
    reward: { weights: {}, learnedWeight: 1, learnedOnly: false },
  })) as ControlRun

const STEPS = 900

describe.each(['Hopper-v5', 'BipedalWalker-v3'])('%s', env => {
  test.each([1, 2, 5])('%i helpers give the same bits as none', async helpers => {
    const alone = await open(env)
    alone.advance(STEPS)
    const led = await open(env)
    led.advance(STEPS / 3)
    led.join(await recruit(led, helpers, () => new NearWorker()))
    expect(await led.advanceTogether(STEPS - led.step)).toBeGreaterThan(0)
    expect(led.hash()).toBe(alone.hash())
    expect(led.recentReturn()).toBe(alone.recentReturn())
  })

  test('a run saved with a crew goes on without one, and the other way round', async () => {
    const alone = await open(env)
    alone.advance(STEPS)
    const led = await open(env)
    led.join(await recruit(led, 2, () => new NearWorker()))
    await led.advanceTogether(STEPS / 2)
    const left = (await restoreRun(led.save())) as ControlRun
    left.advance(STEPS - left.step)
    expect(left.hash()).toBe(alone.hash())
    const joined = (await restoreRun(led.save())) as ControlRun
    joined.join(await recruit(joined, 1, () => new NearWorker()))
    await joined.advanceTogether(STEPS - joined.step)
    expect(joined.hash()).toBe(alone.hash())
  })
})

class FailingWorker extends NearWorker {
  private readonly failsAt: ToMember['type']

  constructor(failsAt: ToMember['type']) {
    super()
    this.failsAt = failsAt
  }

  protected override async answer(message: ToMember): Promise<FromMember> {
    if (message.type !== this.failsAt) return super.answer(message)
    return { type: 'failed', code: 'not-finite', message: 'The left knee is NaN' }
  }
}

test('a helper that cannot open the world leaves none behind', async () => {
  const workers = [new NearWorker(), new FailingWorker('open')]
  let next = 0
  const run = await open('Hopper-v5')
  await expect(recruit(run, 2, () => workers[next++]!)).rejects.toThrow('left knee')
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, true])
  expect(run.advance(12)).toBe(12)
})

test("a helper's failed step is the run's, with its code", async () => {
  const run = await open('Hopper-v5')
  const crew = await recruit(run, 1, () => new FailingWorker('step'))
  run.join(crew)
  const error = await run.advanceTogether(6).catch(reason => reason)
  expect(error).toBeInstanceOf(PlaygroundError)
  expect(error).toMatchObject({ code: 'not-finite' })
  expect(error.message).toContain('left knee')
})

test('robots are shared out whole and evenly', () => {
  expect(shares(8, 3)).toEqual([
    { from: 0, to: 2 },
    { from: 2, to: 5 },
    { from: 5, to: 8 },
  ])
})
