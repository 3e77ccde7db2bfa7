import { describe, expect, it } from 'vitest'
import { replayClip } from '../../../src/core/clip-replay.ts'
import type { PlaygroundError } from '../../../src/core/errors.ts'
import { NO_SHAPING, type RunConfig } from '../../../src/core/run-config.ts'
import { TRAIL_STATES } from '../../../src/training/episode-tape.ts'
import { createTabularRun, restoreTabularRun } from '../../../src/training/run.ts'
import { configOf } from './tiny-worlds.ts'

// biome-ignore lint/suspicious/noExplicitAny: a file from outside, about to be damaged
type Damaged = any

const shaped = { weights: { distance: 0.3, visits: 0.2, step: -0.02 }, learnedWeight: 1, learnedOnly: false }

async function refusalOf(config: unknown): Promise<PlaygroundError> {
  return createTabularRun(config as RunConfig).then(
    () => Promise.reject(new Error('accepted')),
    error => error,
  )
}

describe('a run is the same however it is cut', () => {
  const configs = [
    configOf('FrozenLake-v1', 'q-learning'),
    configOf('CliffWalking-v1', 'sarsa', { reward: shaped }),
    configOf('WindyCrossing-v0', 'dyna-q', { reward: shaped }),
    configOf('Taxi-v4', 'q-lambda'),
  ]
  it.each(configs)('$env with $agent', async config => {
    const whole = await createTabularRun(config)
    whole.advance(1000)
    const pieces = await createTabularRun(config)
    for (let i = 0; i < 1000; i++) {
      pieces.advance(1)
      if (i % 100 === 7) pieces.evaluate(3)
      if (i % 50 === 3) pieces.frame(1)
      if (i % 70 === 5) pieces.curves(1)
      if (i % 90 === 1) pieces.lastEpisode()
      if (i % 110 === 1) pieces.save()
    }
    expect(pieces.hash()).toBe(whole.hash())
    expect(pieces.frame(1).parts).toEqual(whole.frame(1).parts)
    expect(pieces.curves(1).reward).toEqual(whole.curves(1).reward)
    expect(pieces.curves(1).shapingReward).toEqual(whole.curves(1).shapingReward)
    expect(pieces.step).toBe(1000)
  })

  it('and another with another seed', async () => {
    const hashes = await Promise.all(
      [1, 2].map(async seed => {
        const run = await createTabularRun(configOf('FourRooms-v0', 'q-learning', { seed }))
        run.advance(500)
        return run.hash()
      }),
    )
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(hashes[0]).not.toBe(hashes[1])
  })
})

describe('a checkpoint', () => {
  it.each([0, 1, 333, 5000])('after %i steps goes on bit for bit, through JSON', async steps => {
    const run = await createTabularRun(
      configOf('FrozenLake8x8-v1', 'sarsa', { reward: { ...shaped, weights: {} } }),
    )
    run.setLearnedReward(run.world.model.reward.map((_, k) => k / 1000))
    run.advance(steps)
    run.evaluate(5)
    const restored = await restoreTabularRun(JSON.parse(JSON.stringify(run.save())))
    expect(restored.hash()).toBe(run.hash())
    expect(restored.frame(2)).toEqual({ ...run.frame(2), event: 'none', tdErrors: new Float64Array(0) })
    expect(restored.curves(2)).toEqual(run.curves(2))
    expect(restored.lastEpisode()).toEqual(run.lastEpisode())
    run.advance(777)
    restored.advance(777)
    expect(restored.hash()).toBe(run.hash())
    expect(restored.curves(2)).toEqual(run.curves(2))
    expect(restored.frame(2).parts).toEqual(run.frame(2).parts)
  })

  it('holds an episode longer than its tape', async () => {
    const config = configOf('CliffWalking-v1', 'q-learning', {
      agentSettings: { learningRate: 0, epsilon: 0, initialValue: 0 },
      seed: 3,
    })
    const run = await createTabularRun(config)
    const cliff = run.world.model.reward.indexOf(-100)
    expect(cliff).toBeGreaterThan(0)
    run.learning = false
    const values = run.agent.save()
    // Up and down for ever.
    values.arrays.values!.fill(0)
    for (let state = 0; state < 48; state++) values.arrays.values![state * 4 + (state % 24 < 12 ? 2 : 0)] = 1
    run.agent.load(values)
    run.advance(20_000)
    expect(run.episode).toBe(0)
    const frame = run.frame(1)
    expect(frame.trail).toHaveLength(TRAIL_STATES)
    expect(frame.trail.at(-1)).toBe(frame.state)
    expect(frame.episodeStep).toBe(20_000)
    const restored = await restoreTabularRun(JSON.parse(JSON.stringify(run.save())))
    restored.advance(1)
    run.advance(1)
    expect(restored.frame(1).trail).toEqual(run.frame(1).trail)
  })

  const damages: [string, (file: Damaged) => void, string][] = [
    ['another format', file => Object.assign(file, { format: 'png' }), 'format'],
    ['a newer version', file => Object.assign(file, { version: 99 }), 'version'],
    ['no config', file => Object.assign(file, { config: null }), 'config'],
    ['an unknown world', file => Object.assign(file.config, { env: 'CliffWalkin-v1' }), 'env'],
    ['an unknown learner', file => Object.assign(file.config, { agent: 'r-learning' }), 'agent'],
    [
      'a setting out of range',
      file => Object.assign(file.config.agentSettings, { epsilon: 7 }),
      'agent.epsilon',
    ],
    [
      'values of another size',
      file => Object.assign(file.agent.arrays, { values: file.agent.arrays.updates }),
      'agent.arrays.values',
    ],
    ['text for an array', file => Object.assign(file.agent.arrays, { values: 'x' }), 'agent.arrays.values'],
    [
      'broken base64',
      file => Object.assign(file.agent.arrays.values, { base64: '*' }),
      'agent.arrays.values.base64',
    ],
    [
      'a state outside the world',
      file => Object.assign(file.loop.robots[0], { state: 48 }),
      'loop.robots[0].state',
    ],
    ['two robots', file => file.loop.robots.push({}), 'loop.robots'],
    ['a broken stream', file => Object.assign(file.loop, { agentRng: [1, 2, 3, 0.5] }), 'loop.agentRng[3]'],
    [
      'an outcome outside the world',
      file => Object.assign(file.log.past[0].head, { base64: 'fwAAAH8AAAA=' }),
      'log.past[0].head',
    ],
    ['a missing part', file => Object.assign(file, { log: undefined }), 'log'],
  ]
  it.each(damages)('with %s is refused by place', async (_, damage, path) => {
    const run = await createTabularRun(configOf('CliffWalking-v1', 'q-learning'))
    run.advance(2000)
    const file = JSON.parse(JSON.stringify(run.save()))
    damage(file)
    await expect(restoreTabularRun(file)).rejects.toMatchObject({ name: 'PlaygroundError', path })
  })
})

describe('the last episode', () => {
  it.each(['FrozenLake-v1', 'WindyCrossing-v0', 'CliffWalking-v1', 'Taxi-v4'])(
    'in %s replays exactly',
    async env => {
      const run = await createTabularRun(configOf(env, 'q-learning'))
      let replayed = 0
      for (let i = 0; i < 400; i++) {
        const { episode } = run
        run.advance(25)
        if (run.episode === episode) continue
        const { clip, episode: number } = run.lastEpisode()!
        expect(number).toBe(run.episode)
        const { states } = replayClip(run.world.model, clip)
        const trail = run.frame(1).pastTrails[0]!
        expect(states.slice(-trail.length)).toEqual(trail)
        if (states.length <= TRAIL_STATES) expect(states).toEqual(trail)
        replayed++
      }
      expect(replayed).toBeGreaterThan(10)
    },
  )

  it('is null before one has finished', async () => {
    expect((await createTabularRun(configOf('FourRooms-v0', 'q-learning'))).lastEpisode()).toBeNull()
  })
})

describe('frames', () => {
  it('show each step, what it brought and where it ended', async () => {
    const run = await createTabularRun(configOf('CliffWalking-v1', 'q-learning', { seed: 4 }))
    const first = run.frame(9)
    expect(first).toMatchObject({
      epoch: 9,
      step: 0,
      episode: 0,
      episodeStep: 0,
      state: 36,
      action: -1,
      event: 'none',
    })
    expect([...first.trail]).toEqual([36])
    const seen = new Set<string>()
    let before = first
    for (let i = 0; i < 3000; i++) {
      run.advance(1)
      const frame = run.frame(9)
      const { model } = run.world
      expect(model.next[frame.previousState * 4 + frame.action]).toBe(frame.state)
      expect(frame.tdErrors).toHaveLength(2)
      expect(frame.tdErrors[0]).toBe(frame.previousState)
      expect(frame.lastReward.reward).toBe(model.reward[frame.previousState * 4 + frame.action])
      if (frame.state === 47) {
        expect(frame.event).toBe('goal')
        expect(frame.episode).toBe(before.episode + 1)
        expect(frame.trail.at(-1)).toBe(47)
        expect(frame.pastTrails[0]).toEqual(frame.trail)
      } else if (frame.lastReward.reward === -100) expect(frame.event).toBe('fell')
      else if (frame.state === frame.previousState) expect(frame.event).toBe('bump')
      else expect(frame.event).toBe('none')
      seen.add(frame.event)
      before = frame
    }
    expect([...seen].sort()).toEqual(['bump', 'fell', 'goal', 'none'])
  })

  it('tell of a time limit, and of the most notable event when many steps lie between', async () => {
    const run = await createTabularRun(
      configOf('FourRooms-v0', 'q-learning', { agentSettings: { epsilon: 1 } }),
    )
    run.advance(200)
    expect(run.frame(1).event).toBe('timeout')
    expect(run.frame(1).event).toBe('none')
    run.advance(200_000)
    expect(run.frame(1).event).toBe('goal')
    expect(run.frame(1).pastTrails).toHaveLength(3)
  })

  it('hold the behaviour policy and the values of every state', async () => {
    const run = await createTabularRun(configOf('Taxi-v4', 'q-learning'))
    run.advance(2000)
    const { policy, values, actionValues, visits } = run.frame(1)
    for (let state = 0; state < 500; state++) {
      const row = [...actionValues!.slice(6 * state, 6 * state + 6)]
      expect(values[state]).toBe(Math.max(...row))
      expect(policy.slice(6 * state, 6 * state + 6).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    }
    expect(visits.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(2000)
  })
})

describe('rewards stay apart', () => {
  it('task, shaping and learned reward are summed by themselves, and their total is learnt from', async () => {
    const run = await createTabularRun(
      configOf('FourRooms-v0', 'q-learning', {
        reward: { weights: { step: -0.5 }, learnedWeight: 2, learnedOnly: false },
        agentSettings: { learningRate: 1 },
      }),
    )
    run.setLearnedReward(new Float64Array(run.world.model.outcomes).fill(0.125))
    run.advance(1)
    const { parts, actionValues, previousState, action } = run.frame(1)
    expect(parts).toEqual({ reward: -0.005, shapingReward: -0.5, learnedReward: 0.25 })
    expect(actionValues![previousState * run.world.model.actions + action]).toBeCloseTo(-0.255, 12)
  })

  it('learns from the learned reward alone when told to', async () => {
    const run = await createTabularRun(
      configOf('FourRooms-v0', 'q-learning', {
        reward: { weights: { step: -0.5, visits: 1 }, learnedWeight: 2, learnedOnly: true },
        agentSettings: { learningRate: 1 },
      }),
    )
    run.setLearnedReward(new Float64Array(run.world.model.outcomes).fill(0.125))
    run.advance(1)
    const { parts, actionValues, previousState, action } = run.frame(1)
    expect(parts).toEqual({ reward: -0.005, shapingReward: 0, learnedReward: 0.125 })
    expect(actionValues![previousState * run.world.model.actions + action]).toBe(0.125)
  })

  it('takes changed weights while running', async () => {
    const run = await createTabularRun(configOf('FourRooms-v0', 'q-learning'))
    run.advance(10)
    expect(run.frame(1).parts.shapingReward).toBe(0)
    run.setReward({ ...NO_SHAPING, weights: { step: -1 } })
    run.advance(5)
    expect(run.frame(1).parts.shapingReward).toBe(-5)
    expect(run.config.reward.weights).toEqual({ step: -1 })
  })

  it('fades a visit bonus with the visits of the entered state', async () => {
    const run = await createTabularRun(
      configOf('FourRooms-v0', 'q-learning', {
        reward: { weights: { visits: 1 }, learnedWeight: 1, learnedOnly: false },
      }),
    )
    const visits = new Map([[run.frame(1).state, 1]])
    let sum = 0
    for (let i = 0; i < 150; i++) {
      run.advance(1)
      const { state } = run.frame(1)
      visits.set(state, (visits.get(state) ?? 0) + 1)
      sum += 1 / Math.sqrt(visits.get(state)!)
      expect(run.frame(1).parts.shapingReward).toBeCloseTo(sum, 10)
      expect(run.frame(1).lastReward.shapingReward).toBeCloseTo(1 / Math.sqrt(visits.get(state)!), 12)
    }
  })
})

describe('learning can be switched off', () => {
  it('then it goes on acting and no value moves', async () => {
    const run = await createTabularRun(configOf('FourRooms-v0', 'q-learning'))
    run.advance(500)
    run.learning = false
    const before = run.agent.save()
    run.advance(500)
    expect(run.agent.save()).toEqual(before)
    expect(run.step).toBe(1000)
    expect((await restoreTabularRun(run.save())).learning).toBe(false)
  })
})

describe('evaluation', () => {
  it('is greedy, on the task alone, and the same each time it is asked', async () => {
    const run = await createTabularRun(
      configOf('CliffWalking-v1', 'q-learning', {
        reward: { weights: { distance: 1 }, learnedWeight: 1, learnedOnly: false },
      }),
    )
    run.advance(20_000)
    const evaluation = run.evaluate(4)
    expect(evaluation).toEqual({
      episodes: 4,
      meanReturn: -13,
      standardDeviation: 0,
      returns: [-13, -13, -13, -13],
      meanLength: 13,
    })
    expect(run.evaluate(4)).toEqual(evaluation)
    expect(run.curves(1).lastEvaluation).toEqual(evaluation)
    expect([...run.curves(1).evaluationReturn]).toEqual([-13, -13])
  })

  it('depends on its seed where there is chance', async () => {
    const run = await createTabularRun(configOf('FrozenLake-v1', 'q-learning'))
    run.advance(50_000)
    expect(run.evaluate(100, 7).returns).toEqual(run.evaluate(100, 7).returns)
    expect(run.evaluate(100, 7).returns).not.toEqual(run.evaluate(100, 8).returns)
  })
})

describe('bad input', () => {
  const cases: [string, Partial<Record<keyof RunConfig, unknown>>, string, string][] = [
    ['an unknown world', { env: 'FourRoom-v0' }, 'env', "Did you mean 'FourRooms-v0'?"],
    ['an unknown learner', { agent: 'q-learnin' }, 'agent', "Did you mean 'q-learning'?"],
    ['an unknown setting of the learner', { agentSettings: { gama: 1 } }, 'agent.gama', 'not a setting'],
    ['a setting out of range', { agentSettings: { learningRate: 2 } }, 'agent.learningRate', 'from 0 to 1'],
    ['an unknown setting of the world', { envSettings: { size: 1 } }, 'env.size', 'not a setting'],
    [
      'an unknown term',
      { reward: { ...NO_SHAPING, weights: { distanc: 1 } } },
      'reward.distanc',
      "Did you mean 'distance'?",
    ],
    [
      'a weight out of range',
      { reward: { ...NO_SHAPING, weights: { distance: 99 } } },
      'reward.distance',
      'from -2 to 2',
    ],
    [
      'a weight that is no number',
      { reward: { ...NO_SHAPING, weights: { distance: Number.NaN } } },
      'reward.distance',
      'NaN',
    ],
    [
      'a learned weight out of range',
      { reward: { ...NO_SHAPING, learnedWeight: 1e9 } },
      'reward.learnedWeight',
      '100',
    ],
    ['no reward', { reward: null }, 'reward', 'object'],
    ['a broken seed', { seed: 0.5 }, 'seed', 'whole number'],
  ]
  it.each(cases)('%s is named', async (_, changes, path, text) => {
    const error = await refusalOf({ ...configOf('FourRooms-v0', 'q-learning'), ...changes })
    expect(error.name).toBe('PlaygroundError')
    expect(error.path).toBe(path)
    expect(error.message).toContain(text)
  })

  it('a learned reward of the wrong length or not finite is refused and changes nothing', async () => {
    const run = await createTabularRun(configOf('FourRooms-v0', 'q-learning'))
    expect(() => run.setLearnedReward(new Float64Array(3))).toThrow(/3 amounts/)
    const table = new Float64Array(run.world.model.outcomes)
    table[5] = Number.POSITIVE_INFINITY
    expect(() => run.setLearnedReward(table)).toThrow(/outcome 5 is Infinity/)
    run.setReward({ ...NO_SHAPING, weights: { step: -1 } })
    run.advance(10)
    expect(run.frame(1).parts.learnedReward).toBe(0)
  })

  it('values that are no longer numbers stop the run', async () => {
    const run = await createTabularRun(configOf('FourRooms-v0', 'q-learning'))
    const state = run.agent.save()
    state.arrays.values!.fill(Number.NaN)
    run.agent.load(state)
    expect(() => run.advance(1)).toThrow(
      expect.objectContaining({
        code: 'not-finite',
        message: expect.stringMatching(/^Q-learning on FourRooms-v0 stopped at step 1: .* is NaN;/),
      }),
    )
  })

  it('are never saved', async () => {
    const run = await createTabularRun(configOf('CliffWalking-v1', 'q-learning'))
    const state = run.agent.save()
    state.arrays.values![4 * 47] = Number.POSITIVE_INFINITY
    run.agent.load(state)
    expect(() => run.save()).toThrow(/^Q-learning on CliffWalking-v1 stopped at step 0: a value is Infinity/)
  })

  it('finds a broken value that no step touches', async () => {
    const run = await createTabularRun(configOf('CliffWalking-v1', 'q-learning'))
    const state = run.agent.save()
    state.arrays.values![4 * 47] = Number.POSITIVE_INFINITY
    run.agent.load(state)
    expect(() => run.advance(20_000)).toThrow(/at step 20000: .* is Infinity/)
  })
})
