import { describe, expect, it } from 'vitest'
import { teach } from '../../../../src/training/teach.ts'
import { normalised, parseKinds, querySetting } from '../../../../src/training/teaching/teach-options.ts'

describe('kinds of labels', () => {
  it.each([
    ['compare', ['compare']],
    ['rate + compare', ['compare', 'rate']],
    ['correct+demo+praise', ['praise', 'demo', 'correct']],
  ])('%s', (text, kinds) => {
    expect(parseKinds(text)).toEqual(kinds)
  })

  it.each(['', 'compare+', 'compare+compare', 'comparing'])('refuses %j, naming the flag', text => {
    expect(() => parseKinds(text)).toThrow(expect.objectContaining({ code: 'bad-flag', path: '--kind' }))
  })

  it('refuses what cannot be given here', () => {
    expect(() => parseKinds('praise', ['compare', 'rate'])).toThrow(/expected compare, rate/)
  })
})

describe('query rules', () => {
  it('those of the settings, another, or none', () => {
    expect(querySetting(undefined)).toEqual({})
    expect(querySetting('coverage')).toEqual({ queryRule: 'coverage' })
    expect(() => querySetting('coverige')).toThrow(expect.objectContaining({ path: '--query' }))
  })
})

describe('the last answer', () => {
  const answers = async (env: string, agent: string, steps: number, lastAnswer?: number) => {
    const given: number[] = []
    await teach({
      env,
      envSettings: {},
      agent,
      agentSettings: {},
      teacher: 'oracle',
      labels: 20,
      steps,
      lastAnswer,
      seed: 0,
      kind: 'compare',
      feedbackSettings: {},
      withoutReference: true,
      onProgress: progress => given.push(progress.steps),
    })
    return given.at(-1)
  }

  it('comes after 60 % of the steps, or when it is said to', async () => {
    expect(await answers('CartPoleFixed-v0', 'ppo', 6000)).toBeCloseTo(3600, -3)
    expect(await answers('CartPoleFixed-v0', 'ppo', 6000, 6000)).toBe(6000)
  })

  it('is not to be said where answers come evenly', async () => {
    await expect(answers('FlowerPath-v0', 'q-learning', 100, 50)).rejects.toMatchObject({
      code: 'bad-flag',
      path: '--last-answer',
    })
  })
})

describe('the normalised return', () => {
  it('is 0 for random actions, 1 for the reference, more for better', () => {
    expect(normalised(-1200, -1200, -150)).toBe(0)
    expect(normalised(-150, -1200, -150)).toBe(1)
    expect(normalised(-140, -1200, -150)).toBeGreaterThan(1)
  })

  it('is none where the reference learnt nothing', () => {
    expect(normalised(5, 1, 1)).toBeNull()
    expect(normalised(5, 2, 1)).toBeNull()
  })
})
