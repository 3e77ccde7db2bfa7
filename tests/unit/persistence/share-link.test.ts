import { describe, expect, it } from 'vitest'
import type { RunConfig } from '../../../src/core/run-config.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { decodeShareLink, encodeShareLink, type LinkRegistry } from '../../../src/persistence/share-link.ts'
import { base, learnerSettings, registry } from './sample-registry.ts'

const config: RunConfig = {
  ...base,
  envSettings: { ...base.envSettings, layout: 3, map: 'S.F/~ö+&=#%/..G' },
  agent: 'sarsa',
  agentSettings: { discount: 0.95, schedule: 'exponential & slow' },
  reward: { weights: { flower: -0.6, 'goal-distance': 0 }, learnedWeight: 2.5, learnedOnly: true },
  seed: 7,
}

const decode = (hash: string) => decodeShareLink(hash, registry, base)
const paths = (hash: string) => decode(hash).problems.map(({ path }) => path)

describe('encodeShareLink', () => {
  it('is readable and leaves out what equals the given defaults', () => {
    const plain = { ...config, envSettings: { ...base.envSettings, layout: 3 } }
    expect(encodeShareLink(plain, { envSettings: base.envSettings, agentSettings: base.agentSettings })).toBe(
      'v=1&env=FlowerPath-v0&env.layout=3&agent=sarsa&agent.discount=0.95&agent.schedule=exponential%20%26%20slow' +
        '&reward.flower=-0.6&reward.goal-distance=0&reward.learnedWeight=2.5&reward.learnedOnly=true&seed=7',
    )
    expect(encodeShareLink(base, base)).toBe('v=1&env=FlowerPath-v0&agent=q-learning&seed=1')
  })

  it('holds every setting without defaults, so that a later default does not change it', () => {
    expect(encodeShareLink(base)).toContain(
      '&env.slippery=false&env.map=&agent=q-learning&agent.discount=0.99',
    )
  })

  it('keeps maps readable', () => {
    expect(encodeShareLink(config)).toContain('env.map=S.F/~%C3%B6%2B%26%3D%23%25/..G')
  })

  it('refuses text that no address can hold', () => {
    const broken = { ...base, envSettings: { ...base.envSettings, map: '\ud800' } }
    expect(() => encodeShareLink(broken)).toThrow(expect.objectContaining({ path: 'env.map' }))
  })
})

describe('decodeShareLink', () => {
  it.each(['', '#'])('of what encode wrote gives it back, with %j before it', prefix => {
    expect(decode(prefix + encodeShareLink(config))).toEqual({ config, problems: [] })
    const short = encodeShareLink(config, {
      envSettings: base.envSettings,
      agentSettings: base.agentSettings,
    })
    expect(decode(prefix + short)).toEqual({ config, problems: [] })
  })

  it.each(['', '#', '#&&'])('of nothing (%j) changes nothing', hash => {
    expect(decode(hash)).toEqual({ config: base, problems: [] })
  })

  it('changes only what the link says', () => {
    const { config: opened } = decodeShareLink('#seed=9&agent.discount=0.5', registry, config)
    expect(opened).toEqual({
      ...config,
      seed: 9,
      agentSettings: { ...config.agentSettings, discount: 0.5 },
    })
  })

  it('starts a named world and learner from their defaults, or from those it is handed', () => {
    const { config: opened } = decodeShareLink('#env=FlowerPath-v0&agent=sarsa', registry, config)
    expect(opened).toEqual({ ...base, agent: 'sarsa', seed: 7 })
    const tuned = decodeShareLink('#env=Bare-v0&agent=sarsa', registry, base, (agent, env) => ({
      for: agent + env,
    }))
    expect(tuned.config.agentSettings).toEqual({ for: 'sarsaBare-v0' })
    const moved = decodeShareLink('#env=Bare-v0', registry, base, (agent, env) => ({ for: agent + env }))
    expect(moved.config.agentSettings).toEqual({ for: 'q-learningBare-v0' })
  })

  it.each([
    ['unknown world', 'env=javascript:alert(1)', ['env']],
    ['inherited world', 'env=__proto__', ['env']],
    ['unknown learner', 'agent=constructor', ['agent']],
    ['unknown setting', 'env.hack=1', ['env.hack']],
    ['hidden setting', 'env.__proto__=1&agent.constructor=2', ['env.__proto__', 'agent.constructor']],
    ['hidden reward', 'reward.__proto__=1&reward.toString=1', ['reward.__proto__', 'reward.toString']],
    ['hidden scope', '__proto__.polluted=1&constructor=2', ['__proto__.polluted', 'constructor']],
    ['reward of another world', 'reward.lava=1', ['reward.lava']],
    ['weight out of range', 'reward.flower=2.5', ['reward.flower']],
    ['huge weight', 'reward.goal-distance=1e308', ['reward.goal-distance']],
    ['huge weight of the learned reward', 'reward.learnedWeight=1e9', ['reward.learnedWeight']],
    ['choice that is none', 'reward.learnedOnly=perhaps', ['reward.learnedOnly']],
    ['no number', 'agent.discount=NaN', ['agent.discount']],
    ['empty number', 'agent.discount=', ['agent.discount']],
    ['endless number', 'agent.discount=Infinity', ['agent.discount']],
    ['huge number', 'env.wind=1e308', ['env.wind']],
    ['half a layout', 'env.layout=1.5', ['env.layout']],
    ['script', 'env.layout=javascript:alert(1)', ['env.layout']],
    ['huge text', `env.map=${'.'.repeat(5001)}`, ['env.map']],
    ['map that makes no world', 'env.map=!', ['env.map']],
    ['huge seed', 'seed=1e308', ['seed']],
    ['seed beyond whole numbers', 'seed=9007199254740993', ['seed']],
    ['negative seed', 'seed=-1', ['seed']],
    ['version that is none', 'v=one', ['v']],
    ['key twice', 'seed=2&seed=3&agent.discount=0.5&agent.discount=0.5', ['seed', 'agent.discount']],
    ['key in capitals', 'env.Layout=4', ['env.Layout']],
    ['broken percent code', 'env.map=%E0%A4%A&%zz=1', ['env.map', '%zz']],
    ['no value', 'seed', ['seed']],
    ['no key', '=5', ['=5']],
    ['unknown part', 'theme=dark', ['theme']],
  ])('leaves out: %s, and names the place', (_what, hash, expected) => {
    const { config: opened, problems } = decode(hash)
    expect(problems.map(({ path }) => path)).toEqual(expected)
    expect(opened).toEqual(base)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('opens what is valid beside what is not', () => {
    const { config: opened, problems } = decode(
      '#v=1&env=FlowerPath-v0&env.layout=5&env.wind=9&agent=nobody&seed=4',
    )
    expect(opened).toEqual({ ...base, envSettings: { ...base.envSettings, layout: 5 }, seed: 4 })
    expect(problems.map(({ path }) => path)).toEqual(['env.wind', 'agent'])
    expect(problems[0]!.message).toBe("env.wind is '9'; expected a number from -1 to 1.")
  })

  it('leaves rewards and settings of an unknown world alone', () => {
    const { config: opened, problems } = decode('#env=Moon-v0&env.layout=5&reward.flower=1&agent=sarsa')
    expect(opened).toEqual({ ...base, agent: 'sarsa' })
    expect(problems.map(({ path }) => path)).toEqual(['env'])
  })

  it('keeps the reason that a registry gives', () => {
    const strict = {
      ...registry,
      agent: (id: string) => {
        throw Object.assign(decode(`agent=${id}`).problems[0]!, { message: 'Did you mean sarsa?' })
      },
    }
    expect(decodeShareLink('#agent=sarsi', strict, base).problems[0]).toMatchObject({
      code: 'unknown-agent',
      message: 'Did you mean sarsa?',
    })
  })

  it('lets bugs through', () => {
    const broken = {
      ...registry,
      agent: () => {
        throw new TypeError('bug')
      },
    }
    expect(() => decodeShareLink('#agent=sarsa', broken, base)).toThrow(TypeError)
  })

  it.each([
    ['long', `#env.map=${'x'.repeat(40_000)}`],
    ['many', `#${Array.from({ length: 300 }, (_, index) => `k${index}=1`).join('&')}`],
  ])('refuses a link of too %s a text as one', (_what, hash) => {
    expect(decode(hash).config).toEqual(base)
    expect(paths(hash)).toEqual(['link'])
  })

  it('names the first of many problems and counts the others', () => {
    const { problems } = decode(Array.from({ length: 30 }, (_, index) => `k${index}=1`).join('&'))
    expect(problems).toHaveLength(12)
    expect(problems.at(-1)!.message).toBe('19 more parts of the link were left out.')
  })

  it('says short things about long keys', () => {
    const [problem] = decode(`env.${'k'.repeat(20_000)}=1`).problems
    expect(problem!.message.length).toBeLessThan(200)
    expect(problem!.path.length).toBeLessThan(100)
  })
})

describe('a link from a newer version', () => {
  it.each([
    [
      '#v=2&env=FlowerPath-v0&reward.lava-glow=1',
      'This link is from a newer version (2; this page reads 1). The world opened; the rewards did not.',
    ],
    [
      '#v=3&env=Moon-v0&reward.flower=1&agent=sarsa&seed=5',
      'This link is from a newer version (3; this page reads 1). The learner and the seed opened; the world and the rewards did not.',
    ],
    [
      '#v=2&env=FlowerPath-v0&env.gravity=1&agent=sarsa',
      'This link is from a newer version (2; this page reads 1). The learner opened; the world opened in part.',
    ],
    ['#v=2&env=Moon-v0', 'This link is from a newer version (2; this page reads 1). The world did not open.'],
    ['#v=2&robot=3', 'This link is from a newer version (2; this page reads 1). Nothing of it opened.'],
  ])('%s', (hash, message) => {
    const [first] = decode(hash).problems
    expect(first).toMatchObject({ code: 'newer-link', path: 'v', message })
  })
})

describe('a learner that does not suit the world', () => {
  const picky: LinkRegistry = {
    ...registry,
    instead: (agent, env) =>
      env === 'Bare-v0' && agent === 'q-learning'
        ? { agent: 'sarsa', reason: 'q-learning cannot learn in Bare-v0.' }
        : undefined,
  }

  it('gives way without a word when the link did not ask for it', () => {
    const { config: opened, problems } = decodeShareLink('#env=Bare-v0&agent.discount=0.5', picky, base)
    expect(opened).toMatchObject({ agent: 'sarsa', agentSettings: { discount: 0.5, schedule: 'linear' } })
    expect(problems).toEqual([])
  })

  it('is refused with the reason when it did, and its settings are not read', () => {
    const { config: opened, problems } = decodeShareLink(
      '#env=Bare-v0&agent=q-learning&agent.discount=0.5',
      picky,
      base,
    )
    expect(opened).toMatchObject({ agent: 'sarsa', agentSettings: defaultsOf(learnerSettings) })
    expect(problems).toMatchObject([{ code: 'unsuitable-agent', path: 'agent' }])
    expect(problems[0]!.message).toBe('q-learning cannot learn in Bare-v0.')
  })

  it('stays where it suits', () => {
    expect(decodeShareLink('#agent=q-learning', picky, base)).toEqual({ config: base, problems: [] })
  })
})
