import { describe, expect, it } from 'vitest'
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
