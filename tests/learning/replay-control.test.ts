/** Do the learners from replay learn worlds of real-valued states, with the settings a newcomer gets? */
import { describe, expect, it } from 'vitest'
import { createRun } from '../../src/training/run.ts'
import { configOf } from '../unit/training/tiny-worlds.ts'

describe('dqn', () => {
  it('learns to hold the pole far longer than by chance', async () => {
    const run = await createRun(configOf('CartPole-v1', 'dqn'))
    run.advance(15_000)
    expect(run.evaluate(20).meanReturn).toBeGreaterThan(150)
    run.dispose()
  })
})

describe.each(['sac', 'td3'])('%s', id => {
  it('swings the pendulum up within 8,000 steps', async () => {
    const run = await createRun(configOf('Pendulum-v1', id))
    run.advance(8_000)
    expect(run.evaluate(20).meanReturn).toBeGreaterThan(-400)
    run.dispose()
  })
})
