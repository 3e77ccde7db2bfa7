/** The trainer and worlds whose engine has to be brought. */
import { expect, test } from 'vitest'
import { PlaygroundError } from '../../../src/core/errors.ts'
import type { Catalogue } from '../../../src/training/run-setup.ts'
import type { ToWorker } from '../../../src/workers/protocol.ts'
import { linearDefinition, withAgent } from '../training/fake-agents.ts'
import { gustyWorld } from '../training/gusty-world.ts'
import { configOf } from '../training/tiny-worlds.ts'
import { drive } from './drive.ts'

/** An engine that comes, or fails, when it is told to. */
function slowEngine() {
  let come!: () => void
  let fail!: (error: Error) => void
  const fetched = () =>
    new Promise<void>((resolve, reject) => {
      come = resolve
      fail = reject
    })
  const definition = gustyWorld(fetched)
  const real = withAgent(linearDefinition)
  const catalogue: Catalogue = {
    ...real,
    environmentById: id => (id === definition.id ? definition : real.environmentById(id)),
  }
  return { come: () => come(), fail: (error: Error) => fail(error), ...drive({ catalogue }) }
}

const start = (epoch: number, env: string): ToWorker => ({
  type: 'start',
  epoch,
  config: configOf(env, 'linear'),
  labels: [],
  feedbackSettings: {},
  checkpoint: null,
})

test('a run begins once its engine has come', async () => {
  const { tell, of, come } = slowEngine()
  await tell(start(1, 'Gusty-v0'), { type: 'play', epoch: 1, playing: true })
  expect(of('started')).toEqual([])
  come()
  await tell({ type: 'ping', sentAt: 0 })
  expect(of('started').map(({ epoch }) => epoch)).toEqual([1])
})

test('pings are answered while it is awaited', async () => {
  const { tell, of } = slowEngine()
  await tell(start(1, 'Gusty-v0'), { type: 'ping', sentAt: 5 })
  expect(of('pong')).toHaveLength(1)
})

test('another run does not wait for an engine that nobody wants any more', async () => {
  const { tell, of, come } = slowEngine()
  await tell(start(1, 'Gusty-v0'))
  await tell(start(2, 'CartPole-v1'))
  expect(of('started').map(({ epoch }) => epoch)).toEqual([2])
  come()
  await tell({ type: 'step', epoch: 2 })
  expect(of('started').map(({ epoch }) => epoch)).toEqual([2])
  expect(of('failed')).toEqual([])
})

test('of starts sent together the last alone begins', async () => {
  const { tell, of } = slowEngine()
  await tell(start(1, 'CartPole-v1'), start(2, 'Gusty-v0'), start(3, 'Pendulum-v1'))
  await tell({ type: 'ping', sentAt: 0 })
  expect(of('started').map(({ epoch }) => epoch)).toEqual([3])
})

test('an engine that does not come is told in a sentence, and may come later', async () => {
  const { tell, of, come, fail } = slowEngine()
  await tell(start(1, 'Gusty-v0'))
  fail(new EvalError('unsafe-eval'))
  await tell({ type: 'ping', sentAt: 0 })
  expect(of('failed')).toMatchObject([{ epoch: 1, code: 'engine-unavailable' }])
  expect(of('failed')[0]!.message).toContain('content-security policy')
  await tell(start(2, 'Gusty-v0'))
  come()
  await tell({ type: 'ping', sentAt: 0 })
  expect(of('started').map(({ epoch }) => epoch)).toEqual([2])
})

test('a checkpoint from the middle of episodes brings the run back', async () => {
  const { tell, of, come } = slowEngine()
  await tell(start(1, 'Gusty-v0'))
  come()
  await tell({ type: 'ping', sentAt: 0 })
  for (let i = 0; i < 10; i++) await tell({ type: 'step', epoch: 1 })
  await tell({ type: 'save', epoch: 1 })
  const { checkpoint } = of('checkpoint').at(-1)!
  await tell({ ...start(2, 'Gusty-v0'), checkpoint } as ToWorker, { type: 'step', epoch: 2 })
  expect(of('failed')).toEqual([])
  expect(of('started').map(({ epoch }) => epoch)).toEqual([1, 2])
  const steps = of('frame').map(({ frame }) => frame.step)
  expect(steps.at(-1)).toBe(33)
})

test('what an engine says itself is passed on', async () => {
  const { tell, of, fail } = slowEngine()
  await tell(start(1, 'Gusty-v0'))
  fail(new PlaygroundError('no-memory', 'It needs more memory.'))
  await tell({ type: 'ping', sentAt: 0 })
  expect(of('failed')).toMatchObject([{ code: 'no-memory', message: 'It needs more memory.' }])
})
