import { describe, expect, it } from 'vitest'
import { teach } from '../../src/training/teach.ts'
import type { TaughtResult, TeachOptions } from '../../src/training/teaching/teach-options.ts'

const taught = (options: Pick<TeachOptions, 'env' | 'agent' | 'labels'> & Partial<TeachOptions>) =>
  teach({
    envSettings: {},
    agentSettings: {},
    teacher: 'oracle',
    seed: 1,
    kind: 'compare',
    feedbackSettings: {},
    ...options,
  })

describe('taught by comparisons alone', () => {
  it('a pendulum is held up after 100 answers', async () => {
    const result: TaughtResult = await taught({ env: 'Pendulum-v1', agent: 'sac', labels: 100 })
    expect(result.trueReturn).toBeGreaterThan(-200)
    expect(result.heldOutAgreement).toBeGreaterThan(0.6)
    expect(result.query).toBe('uniform')
  }, 240_000)

  it('nothing is learnt where nothing was answered', async () => {
    const result = await taught({ env: 'Pendulum-v1', agent: 'sac', labels: 0, steps: 2500 })
    expect(result.trueReturn).toBeLessThan(-500)
    expect(result.labels).toBe(0)
  }, 240_000)
})
