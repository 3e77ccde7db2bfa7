import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../src/core/agent.ts'
import type { ControlWorld } from '../../../src/core/environment.ts'
import { Rng } from '../../../src/core/rng.ts'
import { NO_SHAPING, type RunConfig } from '../../../src/core/run-config.ts'
import { defaultsOf } from '../../../src/core/settings.ts'
import { evaluateControl } from '../../../src/training/control-evaluation.ts'
import type { ControlRun } from '../../../src/training/control-run.ts'
import { notFinite } from '../../../src/training/not-finite.ts'
import { createRun, createTabularRun, restoreRun, restoreTabularRun } from '../../../src/training/run.ts'
import type { Catalogue } from '../../../src/training/run-setup.ts'
import { driftWorld } from './drift-world.ts'
import { type LinearAgent, linearDefinition, withAgent } from './fake-agents.ts'
import { configOf } from './tiny-worlds.ts'

const catalogue: Catalogue = {
  ...withAgent(linearDefinition),
  environmentById: id =>
    id === driftWorld.id ? driftWorld : withAgent(linearDefinition).environmentById(id),
}

async function open(changes: Partial<RunConfig> = {}, env: string = driftWorld.id): Promise<ControlRun> {
  return (await createRun(configOf(env, 'linear', changes), catalogue)) as ControlRun
}

/** A run and what its learner is given. */
async function recorded(changes: Partial<RunConfig> = {}) {
  const run = await open(changes)
  const batches: Batch[] = []
  ;(run.agent as LinearAgent).batches = batches
  return { run, batches }
}

const shaped = (weights: Record<string, number>) => ({ ...NO_SHAPING, weights })

describe('the loop', () => {
  it('steps all robots at once, rounding up', async () => {
    const { run, batches } = await recorded()
    expect(run.advance(4)).toBe(6)
    expect(run.step).toBe(6)
    expect(batches).toHaveLength(2)
    expect(batches[0]!.size).toBe(3)
  })

  it('gives final observations, then new starts; cuts at the limit only what has not ended', async () => {
    const { run, batches } = await recorded({ agentSettings: { environments: 4 } })
    run.advance(4 * 60)
    let ends = 0
    let cuts = 0
    batches.forEach((batch, t) => {
      for (let i = 0; i < batch.size; i++) {
        const x = batch.nextObservations[2 * i]!
        const steps = batch.nextObservations[2 * i + 1]!
        expect(steps).toBe(batch.observations[2 * i + 1]! + 1)
        expect(x).toBeCloseTo(batch.observations[2 * i]! + batch.actions[i]!, 5)
        expect(batch.rewards[i]).toBeCloseTo(x, 5)
        const terminated = Math.abs(x) > 3
        expect(batch.terminated[i]).toBe(terminated ? 1 : 0)
        expect(batch.truncated[i]).toBe(steps === 7 && !terminated ? 1 : 0)
        ends += batch.terminated[i]!
        cuts += batch.truncated[i]!
        const over = batch.terminated[i] === 1 || batch.truncated[i] === 1
        const next = batches[t + 1]
        if (!next) continue
        expect(next.observations[2 * i + 1]).toBe(over ? 0 : steps)
        if (!over) expect(next.observations[2 * i]).toBe(x)
      }
    })
    expect(Math.min(ends, cuts)).toBeGreaterThan(3)
    expect(run.episode).toBe(ends + cuts)
  })

  it('is the same however it is cut and whatever is looked at', async () => {
    const whole = await open({ reward: shaped({ near: 1, push: 0.5 }) })
    whole.advance(600)
    const pieces = await open({ reward: shaped({ near: 1, push: 0.5 }) })
    for (let i = 0; i < 200; i++) {
      pieces.advance(1 + (i % 3))
      if (i % 20 === 3) pieces.evaluate(5)
      if (i % 9 === 3) pieces.frame(1)
      if (i % 11 === 3) pieces.snapshot()
      if (i % 31 === 3) pieces.save()
    }
    expect(pieces.step).toBe(600)
    expect(pieces.hash()).toBe(whole.hash())
    expect(pieces.frame(1)).toMatchObject({ ...whole.frame(1), event: expect.any(String) })
    expect(pieces.curves(1).shapingReward).toEqual(whole.curves(1).shapingReward)
    const other = await open({ reward: shaped({ near: 1, push: 0.5 }), seed: 2 })
    other.advance(600)
    expect(other.hash()).not.toBe(whole.hash())
  })

  it('learns nothing when learning is off', async () => {
    const { run, batches } = await recorded()
    run.learning = false
    run.advance(30)
    expect(batches).toHaveLength(0)
    expect(run.step).toBe(30)
  })

  it('shows where all robots are, and an ended episode until the next step', async () => {
    const { run, batches } = await recorded()
    expect(run.frame(3)).toMatchObject({ form: 'control', epoch: 3, step: 0, episodeStep: 0, event: 'none' })
    let ended = 0
    for (let i = 0; i < 40; i++) {
      run.advance(1)
      const batch = batches.at(-1)!
      const frame = run.frame(3)
      expect(frame.robots).toHaveLength(3 * 2)
      for (let robot = 0; robot < 3; robot++)
        expect(Math.fround(frame.robots[2 * robot]!)).toBe(batch.nextObservations[2 * robot])
      expect(frame.action).toEqual(batch.actions.slice(0, 1))
      expect(frame.episodeStep).toBe(batch.nextObservations[1])
      expect(frame.lastReward).toEqual({ reward: batch.rewards[0], shapingReward: 0, learnedReward: 0 })
      expect(frame.diagnostics).toEqual({ updates: i + 1 })
      if (batch.truncated[0] === 1) expect(frame.event).toBe('timeout')
      else if (batch.terminated[0] === 1) expect(['fell', 'goal']).toContain(frame.event)
      else expect(frame.event).toBe('none')
      ended += batch.terminated[0]! + batch.truncated[0]!
    }
    expect(ended).toBeGreaterThan(2)
    expect(run.recentReturn()).toBe(run.curves(1).recent.reward)
  })
})

describe('shaping', () => {
  it('stands beside the task, and both are learnt from', async () => {
    const weights = { near: 2, push: 0.5 }
    const { run, batches } = await recorded({ reward: shaped(weights), agentSettings: { discount: 0.9 } })
    let sums = { reward: 0, shapingReward: 0 }
    let terminations = 0
    for (let i = 0; i < 60; i++) {
      run.advance(1)
      const batch = batches.at(-1)!
      const [x, time] = [batch.observations[0]!, batch.observations[1]!]
      const next = batch.nextObservations[0]!
      const terminated = batch.terminated[0] === 1
      const near = (terminated ? 0 : 0.9 * -Math.abs(next)) + Math.abs(x)
      const shaping = weights.near * near + weights.push * (100 * x + 10 * batch.actions[0]! + next)
      if (time === 0) sums = { reward: 0, shapingReward: 0 }
      sums = { reward: sums.reward + next, shapingReward: sums.shapingReward + shaping }
      expect(batch.rewards[0]).toBeCloseTo(next + shaping, 4)
      const frame = run.frame(1)
      expect(frame.lastReward.reward).toBeCloseTo(next, 5)
      expect(frame.lastReward.shapingReward).toBeCloseTo(shaping, 4)
      expect(frame.parts.reward).toBeCloseTo(sums.reward, 3)
      expect(frame.parts.shapingReward).toBeCloseTo(sums.shapingReward, 3)
      terminations += batch.terminated[0]!
    }
    expect(terminations).toBeGreaterThan(2)
  })

  it('changes while running, with the discount too', async () => {
    const { run, batches } = await recorded()
    run.advance(3)
    expect(run.frame(1).parts.shapingReward).toBe(0)
    run.setReward(shaped({ near: 1 }))
    run.setAgentSettings({ discount: 0 })
    run.advance(1)
    const { observations, nextObservations, rewards } = batches.at(-1)!
    expect(rewards[0]).toBeCloseTo(nextObservations[0]! + Math.abs(observations[0]!), 5)
    expect(run.config.reward.weights).toEqual({ near: 1 })
    expect(() => run.setReward(shaped({ nearer: 1 }))).toThrow(/reward\.nearer.*'near'/)
    expect(() => run.setReward(shaped({ near: 6 }))).toThrow(/reward\.near is 6; .*-5 to 5/)
    expect(() => run.setAgentSettings({ environments: 5 })).toThrow(/agent\.environments cannot change/)
  })

  it('is not learnt from when only the learned reward counts, of which there is none', async () => {
    const { run, batches } = await recorded({ reward: { ...shaped({ near: 1 }), learnedOnly: true } })
    run.advance(30)
    expect(batches.flatMap(({ rewards }) => [...rewards]).every(reward => reward === 0)).toBe(true)
    expect(run.curves(1).reward.some(reward => reward !== 0)).toBe(true)
    expect(run.curves(1).shapingReward.every(reward => reward === 0)).toBe(true)
  })
})

describe('evaluation', () => {
  /** One episode after the other, a batch of one. */
  function plainReturns(run: ControlRun, episodes: number, seed: number): number[] {
    const world: ControlWorld = run.world
    return Array.from({ length: episodes }, (_, episode) => {
      const rng = Rng.fromSeed(seed, `evaluation/${episode}`)
      const environment = world.create()
      environment.reset(rng)
      const seen = new Float32Array(environment.observationSize)
      const action = new Float32Array(1)
      let sum = 0
      for (let step = 0; step < world.maxEpisodeSteps; step++) {
        environment.observe(seen, 0)
        run.agent.greedy(seen, 1, action)
        environment.step(action, 0, rng)
        sum += environment.reward
        if (environment.terminated) break
      }
      return sum
    })
  }

  it.each(['CartPole-v1', 'Pendulum-v1', driftWorld.id])(
    'in %s does not depend on how episodes are run together',
    async env => {
      const run = await open({ reward: NO_SHAPING }, env)
      run.advance(300)
      const returns = plainReturns(run, 150, 5)
      const evaluation = run.evaluate(150, 5)
      expect(evaluation.returns).toEqual(returns)
      expect(evaluation.episodes).toBe(150)
      expect(run.evaluate(10, 5).returns).toEqual(returns.slice(0, 10))
      expect(run.evaluate(10, 6).returns).not.toEqual(returns.slice(0, 10))
      expect(evaluation.meanReturn).toBeCloseTo(returns.reduce((a, b) => a + b) / 150, 9)
      expect(run.curves(1).lastEvaluation!.episodes).toBe(10)
    },
  )

  it('counts steps and cuts at the limit', async () => {
    const run = await open({ envSettings: { bound: 1e6, limit: 9 } })
    const stay = { greedy: (_: Float32Array, __: number, actions: Float32Array) => actions.fill(0) }
    const { meanLength, returns } = evaluateControl(run.world, stay, 4, 1)
    expect(meanLength).toBe(9)
    const start = Rng.fromSeed(1, 'evaluation/2')
    expect(returns[2]).toBeCloseTo(9 * (2 * start.uniform() - 1), 12)
    expect(evaluateControl(run.world, stay, 0, 1)).toMatchObject({ episodes: 0, returns: [] })
  })
})

describe('a checkpoint', () => {
  const config = { reward: shaped({ near: 1 }), agentSettings: { environments: 4 } }

  it.each([0, 4, 12, 1000])('after %i steps goes on bit for bit', async steps => {
    const run = await open(config)
    run.advance(steps)
    run.evaluate(2)
    run.learning = steps !== 12
    const forms = [JSON.parse(JSON.stringify(run.save())), structuredClone(run.capture())]
    const restored = await Promise.all(forms.map(form => restoreRun(form, catalogue)))
    for (const other of restored) {
      expect(other.hash()).toBe(run.hash())
      expect(other.frame(1)).toEqual({ ...run.frame(1), event: 'none' })
    }
    run.advance(500)
    for (const other of restored) {
      other.advance(500)
      expect(other.hash()).toBe(run.hash())
      expect(other.curves(1)).toEqual(run.curves(1))
      expect((other as ControlRun).save()).toEqual(run.save())
    }
  })

  // biome-ignore lint/suspicious/noExplicitAny: a file from outside, about to be damaged
  type Damaged = any
  const damages: [string, (file: Damaged) => void, string][] = [
    ['a state that is no number', ({ loop }) => (loop.states[3] = Number.NaN), 'loop.states'],
    ['too few states', ({ loop }) => (loop.states = new Float64Array(4)), 'loop.states'],
    ['another type', ({ loop }) => (loop.states = new Float32Array(8)), 'loop.states'],
    ['a robot that half ended', ({ loop }) => (loop.ended[1] = 2), 'loop.ended'],
    ['a broken sum', ({ log }) => (log.rewards[0] = Number.POSITIVE_INFINITY), 'log.rewards'],
    ['a negative count', ({ log }) => (log.episodeSteps[0] = -1), 'log.episodeSteps'],
    ['no log', file => delete file.log, 'log'],
    ['a text for learning', file => (file.learning = 'yes'), 'learning'],
    ['a learner that needs tables', file => (file.config.agent = 'q-learning'), 'agent'],
  ]
  it.each(damages)('with %s is refused by place', async (_, damage, path) => {
    const run = await open(config)
    run.advance(100)
    const file = structuredClone(run.capture())
    damage(file)
    await expect(restoreRun(file, catalogue)).rejects.toMatchObject({ name: 'PlaygroundError', path })
  })
})

describe('a number that is not finite stops the run by name', () => {
  const settings = defaultsOf(driftWorld.settings)

  it.each([
    [{ brokenReward: 5 }, /^Linear on Drift-v0 stopped at step 15: the reward of robot \d is NaN;/],
    [
      { brokenObservation: 5 },
      /^Linear on Drift-v0 stopped at step 15: number 1 of the observation of robot \d is Infinity;/,
    ],
  ])('%o', async (broken, sentence) => {
    const run = await open({ envSettings: { ...settings, bound: 1e6, ...broken } })
    run.advance(12)
    expect(() => run.advance(3)).toThrow(
      expect.objectContaining({ code: 'not-finite', message: expect.stringMatching(sentence) }),
    )
  })

  it('an action', async () => {
    const run = await open()
    run.agent.act = (_observations, _size, actions) => {
      actions.fill(0)
      actions[1] = Number.NaN
    }
    expect(() => run.advance(1)).toThrow(/number 1 of the action of robot 2 is NaN/)
  })

  it('a gradient that the learner finds', async () => {
    const run = await open()
    run.agent.learn = () => {
      throw notFinite("the gradient's length", Number.NaN)
    }
    expect(() => run.advance(1)).toThrow(
      /^Linear on Drift-v0 stopped at step 3: the gradient's length is NaN;/,
    )
  })

  it('a weight, before it is saved', async () => {
    const run = await open()
    ;(run.agent as LinearAgent).weights[1] = Number.NEGATIVE_INFINITY
    expect(() => run.save()).toThrow(
      expect.objectContaining({
        code: 'not-finite',
        message: expect.stringContaining('a weight is -Infinity'),
      }),
    )
  })

  it('a reward in evaluation', async () => {
    const run = await open({ envSettings: { ...settings, bound: 1e6, brokenReward: 5 } })
    expect(() => run.evaluate(2)).toThrow(
      /Linear on Drift-v0 stopped at step 0: the reward in evaluation is NaN/,
    )
  })
})

describe('who can learn what', () => {
  it.each([
    [
      'q-learning',
      'CartPole-v1',
      /agent is 'q-learning', which cannot learn CartPole-v1: it keeps a table.*dqn/,
    ],
    ['dqn', 'Pendulum-v1', /agent is 'dqn', which cannot learn Pendulum-v1: it chooses among.*ppo/],
  ])('%s not %s', async (agent, env, sentence) => {
    await expect(createRun(configOf(env, agent))).rejects.toMatchObject({
      code: 'unsuitable-agent',
      path: 'agent',
      message: expect.stringMatching(sentence),
    })
  })

  it('what needs tables says so', async () => {
    const refusal = { code: 'not-tabular', path: 'env', message: expect.stringContaining('CartPole-v1') }
    await expect(createTabularRun(configOf('CartPole-v1', 'q-learning'))).rejects.toMatchObject(refusal)
    const run = await createRun(configOf('CartPole-v1', 'linear'), catalogue)
    await expect(restoreTabularRun(run.save())).rejects.toMatchObject(refusal)
  })
})

describe('beginning with a trained robot', () => {
  it.each(['ppo', 'sac'])('%s acts as the robot did, to the bit, and learns on', async agent => {
    const opened = (seed: number) =>
      createRun(configOf('Pendulum-v1', agent, { seed, agentSettings: {} })) as Promise<ControlRun>
    const [teacher, pupil] = [await opened(1), await opened(2)]
    teacher.advance(1500)
    const before = pupil.evaluate(3, 5).returns
    pupil.adopt(teacher.snapshot(), teacher.step)
    expect(pupil.evaluate(3, 5).returns).toEqual(teacher.evaluate(3, 5).returns)
    expect(pupil.evaluate(3, 5).returns).not.toEqual(before)
    const adopted = pupil.snapshot()
    pupil.advance(4096)
    expect(pupil.snapshot().policy).not.toEqual(adopted.policy)
    teacher.dispose()
    pupil.dispose()
  })
})
