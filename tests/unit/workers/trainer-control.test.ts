/** The trainer over worlds of real-valued states, with a learner whose every update takes as long as the test says. */
import { describe, expect, test, vi } from 'vitest'
import type { Label, Query } from '../../../src/core/label.ts'
import type { RunConfig } from '../../../src/core/run-config.ts'
import { simulatedGiven } from '../../../src/training/simulated-label.ts'
import type { ToWorker } from '../../../src/workers/protocol.ts'
import { LinearAgent, linearDefinition, withAgent } from '../training/fake-agents.ts'
import { configOf } from '../training/tiny-worlds.ts'
import { drive } from './drive.ts'

/** Milliseconds: code is loaded when it is wanted. */
const PATIENCE = 20_000

interface Costs {
  /** Milliseconds of the update that comes with every `every`-th batch. */
  update?: number
  every?: number
  /** Milliseconds of a save. */
  save?: number
}

/** @param wrong from the so-many-th batch on weights are no numbers. */
function trainer({ update = 0, every = 1, save = 0 }: Costs = {}, wrong = Number.POSITIVE_INFINITY) {
  const clock = { now: 0 }
  const agents: LinearAgent[] = []
  const definition = {
    ...linearDefinition,
    create(...parameters: Parameters<typeof linearDefinition.create>) {
      const agent = new LinearAgent(...parameters)
      const { learn, save: saved } = agent
      let batches = 0
      agent.learn = (batch, rng) => {
        if (++batches % every === 0) clock.now += update
        learn.call(agent, batch, rng)
        if (batches >= wrong) agent.weights[0] = Number.NaN
      }
      agent.save = () => {
        clock.now += save
        return saved.call(agent)
      }
      agents.push(agent)
      return agent
    },
  }
  return { ...drive({ catalogue: withAgent(definition), clock }), agents }
}

const start = (epoch: number, changes: Partial<RunConfig> = {}, checkpoint: unknown = null): ToWorker => ({
  type: 'start',
  epoch,
  config: configOf('CartPole-v1', 'linear', changes),
  labels: [],
  feedbackSettings: {},
  checkpoint,
})
const play: ToWorker = { type: 'play', epoch: 1, playing: true }
const fast: ToWorker = { type: 'speed', epoch: 1, speed: 'max' }
const step: ToWorker = { type: 'step', epoch: 1 }

test('it starts with what is known, where the robots are and the policy; nothing about teaching yet', async () => {
  const { tell, posted, of } = trainer()
  await tell(start(1))
  expect(posted.map(({ type }) => type)).toEqual(['started', 'frame', 'policy'])
  expect(of('started')[0]).toMatchObject({ optimalReturn: null, randomReturn: 22.646 })
  expect(of('frame')[0]!.frame).toMatchObject({ form: 'control', step: 0 })
  expect(of('policy')[0]).toMatchObject({ epoch: 1, step: 0, episode: 0, recentReturn: null })
  expect(of('policy')[0]!.snapshot.policy.layers[0]!.kernel).toHaveLength(4)
})

test('a step is one of every robot, and shows the policy after it', async () => {
  const { tell, of } = trainer()
  await tell(start(1), step, step)
  expect(of('frame').map(({ frame }) => frame.step)).toEqual([0, 3, 6])
  expect(of('policy').map(message => message.step)).toEqual([0, 3, 6])
})

test('at max frames come thirty times a second, policies four times, and the last when paused', async () => {
  const { tell, of, until, clock } = trainer({ update: 0.2 })
  await tell(start(1), fast, play)
  const from = clock.now
  until(from + 3000)
  const seconds = (clock.now - from) / 1000
  expect(of('frame').length).toBeGreaterThan(20 * seconds)
  expect(of('frame').length).toBeLessThanOrEqual(31 * seconds + 2)
  expect(of('policy').length).toBeGreaterThanOrEqual(3 * seconds)
  expect(of('policy').length).toBeLessThanOrEqual(4 * seconds + 2)
  expect(of('evaluation').length).toBeGreaterThan(2)
  await tell({ ...play, playing: false })
  const last = of('policy').at(-1)!
  expect(last.step).toBe(of('frame').at(-1)!.frame.step)
  expect(last.recentReturn).toBeGreaterThan(0)
  const policies = of('policy').length
  await tell({ ...play, playing: false })
  expect(of('policy')).toHaveLength(policies)
})

test('speed is kept though updates take longer than a slice', async () => {
  const { tell, of, until, clock } = trainer({ update: 100, every: 16 })
  await tell(start(1), { type: 'speed', epoch: 1, speed: 90 }, play)
  const from = clock.now
  until(from + 10_000)
  const taken = of('frame').at(-1)!.frame.step
  expect(taken).toBeGreaterThanOrEqual(870)
  expect(taken).toBeLessThanOrEqual(930)
})

test('a slice ends after the update that overran it, so that messages are heard', async () => {
  const { tell, clock, slices } = trainer({ update: 150 })
  await tell(start(1), fast, play)
  for (let i = 0; i < 20; i++) {
    const before = clock.now
    slices(1, 0)
    expect(clock.now - before).toBeLessThan(200)
  }
})

test('saving takes a fiftieth of the time at most', async () => {
  const quick = trainer({ update: 1 })
  const slow = trainer({ update: 1, save: 300 })
  for (const { tell, until, clock } of [quick, slow]) {
    await tell(start(1), fast, play)
    until(clock.now + 60_000)
  }
  expect(quick.of('checkpoint').length).toBeGreaterThanOrEqual(28)
  expect(slow.of('checkpoint').length).toBeGreaterThanOrEqual(3)
  expect(slow.of('checkpoint').length).toBeLessThanOrEqual(5)
})

describe('checkpoints', () => {
  test('go on bit for bit: typed arrays by themselves, JSON when asked for', async () => {
    const first = trainer({ update: 1 })
    await first.tell(start(1), fast, play)
    first.until(2500)
    const own = first.of('checkpoint').at(-1)!.checkpoint as { loop: { states: unknown } }
    expect(own.loop.states).toBeInstanceOf(Float64Array)
    await first.tell({ ...play, playing: false }, { type: 'save', epoch: 1 })
    const asked = first.of('checkpoint').at(-1)!.checkpoint
    expect(JSON.parse(JSON.stringify(asked))).toEqual(asked)
    await first.tell(step, { type: 'save', epoch: 1 })
    const second = trainer()
    await second.tell(start(1, {}, asked), step, { type: 'save', epoch: 1 })
    expect(second.of('checkpoint').at(-1)!.checkpoint).toEqual(first.of('checkpoint').at(-1)!.checkpoint)
  })

  test('a number that is not finite stops the run; the last checkpoint is good', async () => {
    const { tell, of, until, posted, agents } = trainer({ update: 1 })
    await tell(start(1))
    const [agent] = agents
    const { act } = agent!
    let batches = 0
    agent!.act = (observations, size, actions, rng) => {
      act.call(agent, observations, size, actions, rng)
      if (++batches === 3500) actions[1] = Number.NaN
    }
    await tell(fast, play)
    until(60_000)
    const failed = of('failed')
    expect(failed).toHaveLength(1)
    expect(failed[0]).toMatchObject({ epoch: 1, code: 'not-finite' })
    expect(failed[0]!.message).toMatch(
      /^Linear on CartPole-v1 stopped at step 10500: number 1 of the action of robot 2 is NaN;/,
    )
    const checkpoint = of('checkpoint').at(-1)!.checkpoint
    const before = posted.length
    await tell(step, play, { type: 'save', epoch: 1 })
    expect(posted).toHaveLength(before)
    await tell({ ...start(2, {}, checkpoint), epoch: 2 } as ToWorker, { ...step, epoch: 2 })
    expect(of('failed')).toHaveLength(1)
    expect(of('frame').at(-1)!.frame.step).toBeGreaterThan(3000)
  })

  test('weights that are no numbers are never posted', async () => {
    const { tell, of, until } = trainer({ update: 1 }, 3000)
    await tell(start(1), fast, play)
    until(60_000)
    expect(of('failed').at(-1)!).toMatchObject({ code: 'not-finite' })
    expect(of('failed').at(-1)!.message).toContain('a weight is NaN')
    expect(of('checkpoint').length).toBeGreaterThan(0)
    for (const { checkpoint } of of('checkpoint')) {
      const { weights } = (checkpoint as { agent: { arrays: { weights: Float32Array } } }).agent.arrays
      expect([...weights].every(Number.isFinite)).toBe(true)
    }
  })
})

test('settings, reward and freezing', async () => {
  const { tell, of, agents } = trainer()
  await tell(start(1))
  await tell(
    { type: 'reward', epoch: 1, reward: { weights: { upright: 1 }, learnedWeight: 1, learnedOnly: false } },
    { type: 'agent-settings', epoch: 1, settings: { discount: 0.5 } },
    { type: 'learning', epoch: 1, learning: false },
    step,
  )
  expect(of('frame').at(-1)!.frame.parts.shapingReward).not.toBe(0)
  expect(agents[0]!.save().numbers.updates).toBe(0)
  expect(of('failed')).toHaveLength(0)
})

describe('teaching', () => {
  const comparisons = (queries: readonly Query[]): Label[] =>
    queries.map(({ left, right }, i) => ({
      ...simulatedGiven(i, 1),
      env: 'CartPole-v1',
      kind: 'compare',
      left,
      right,
      swapped: false,
      answer: i % 2 === 0 ? 'left' : 'equal',
      strength: null,
    }))

  async function asked() {
    const driven = trainer()
    await driven.tell(start(1), { type: 'queries', epoch: 1, count: 4 })
    await vi.waitFor(() => expect(driven.of('queries')).toHaveLength(1), PATIENCE)
    return { ...driven, labels: comparisons(driven.of('queries')[0]!.queries) }
  }

  test('questions are at hand before the robot has taken a step', async () => {
    const { labels } = await asked()
    expect(labels).toHaveLength(4)
    for (const label of labels) expect(label.kind === 'compare' && label.left.start).toHaveLength(4)
  })

  test('of labels that wait only the newest are fitted to, after what was sent with them', async () => {
    const { tell, of, slices, posted, labels } = await asked()
    const before = of('learned-reward').length
    await tell(
      { type: 'labels', epoch: 1, labels: labels.slice(0, 2) },
      { type: 'labels', epoch: 1, labels },
      { type: 'queries', epoch: 1, count: 1 },
    )
    expect(of('queries')).toHaveLength(2)
    expect(of('learned-reward')).toHaveLength(before)
    slices(1, 0)
    await vi.waitFor(() => expect(of('learned-reward')).toHaveLength(before + 1), PATIENCE)
    expect(posted.at(-1)).toMatchObject({ learned: { form: 'control', labels: 4 } })
    await tell(step)
    expect(of('frame').at(-1)!.frame.lastReward.learnedReward).not.toBe(0)
    expect(of('failed')).toHaveLength(0)
  })

  test('simulated ratings and clips to rate', async () => {
    const { tell, of } = await asked()
    await tell(
      { type: 'rateable', epoch: 1 },
      { type: 'simulate', epoch: 1, kind: 'rate', query: null, teacher: 'oracle' },
      { type: 'simulate', epoch: 1, kind: 'compare', query: null, teacher: 'oracle' },
    )
    await vi.waitFor(() => expect(of('simulated')).toHaveLength(2), PATIENCE)
    expect(of('episode')[0]!.record.clip.actions.length).toBeGreaterThan(0)
    expect(of('simulated').map(({ content }) => content.kind)).toEqual(['rate', 'compare'])
  })
})

test('a learner that cannot learn there fails by name', async () => {
  const { tell, of } = trainer()
  await tell({ ...start(1), config: configOf('CartPole-v1', 'sarsa') } as ToWorker)
  expect(of('failed')[0]).toMatchObject({
    code: 'unsuitable-agent',
    message: expect.stringContaining('linear'),
  })
})
