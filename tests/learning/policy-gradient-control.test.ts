/** Do the policy-gradient learners learn worlds of real-valued states, with the settings a newcomer gets? */
import { describe, expect, it } from 'vitest'
import { createRun, restoreRun } from '../../src/training/run.ts'
import { configOf } from '../unit/training/tiny-worlds.ts'

describe('ppo', () => {
  it('holds the pole after 40,000 steps', async () => {
    const run = await createRun(configOf('CartPole-v1', 'ppo'))
    run.advance(40_000)
    expect(run.evaluate(20).meanReturn).toBeGreaterThanOrEqual(475)
    run.dispose()
  })

  it('swings the pendulum up within 60,000 steps, by forces in between', async () => {
    const run = await createRun(configOf('Pendulum-v1', 'ppo'))
    run.advance(60_000)
    expect(run.evaluate(20).meanReturn).toBeGreaterThan(-400)
    run.dispose()
  })

  it.each(['CartPole-v1', 'Pendulum-v1'])('goes on from a checkpoint bit for bit on %s', async env => {
    const run = await createRun(configOf(env, 'ppo'))
    run.advance(5_003)
    const restored = await restoreRun(JSON.parse(JSON.stringify(run.save())))
    expect(restored.hash()).toBe(run.hash())
    for (const each of [run, restored]) each.advance(6_000)
    expect(restored.hash()).toBe(run.hash())
    for (const each of [run, restored]) each.dispose()
  })
})

describe.each(['a2c', 'reinforce', 'actor-critic'])('%s', id => {
  it('learns to hold the pole far longer than by chance', async () => {
    const run = await createRun(configOf('CartPole-v1', id))
    run.advance(100_000)
    expect(run.evaluate(20).meanReturn).toBeGreaterThan(150)
    run.dispose()
  })
})
