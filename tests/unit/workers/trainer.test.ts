import { expect, test } from 'vitest'
import { defaultConfig } from '../../../src/app/run-commands.ts'
import type { ToWorker } from '../../../src/workers/protocol.ts'
import { drive } from './drive.ts'

const config = defaultConfig('FlowerPath-v0', 'q-learning', 3)
const start = (epoch: number, checkpoint: unknown = null): ToWorker => ({
  type: 'start',
  epoch,
  config,
  labels: [],
  feedbackSettings: {},
  checkpoint,
})

test('it starts, says the exact optimum, and steps one at a time', async () => {
  const { tell, of } = drive()
  await tell(start(1), { type: 'step', epoch: 1 }, { type: 'step', epoch: 1 })
  const [started] = of('started')
  expect(started!.optimalReturn).toBeGreaterThan(started!.randomReturn!)
  expect(of('frame').at(-1)!.frame.step).toBe(2)
})

test('messages of an older epoch are ignored', async () => {
  const { tell, of } = drive()
  await tell(start(2), { type: 'step', epoch: 1 })
  expect(of('frame').at(-1)!.frame.step).toBe(0)
})

test('speed is kept: 50 steps a second for two seconds are 100 steps', async () => {
  const { tell, of, slices } = drive()
  await tell(start(1), { type: 'speed', epoch: 1, speed: 50 }, { type: 'play', epoch: 1, playing: true })
  slices(200, 10)
  const taken = of('frame').at(-1)!.frame.step
  expect(taken).toBeGreaterThanOrEqual(95)
  expect(taken).toBeLessThanOrEqual(110)
})

test('at max a frame comes at most four times a second', async () => {
  const { tell, of, slices, clock } = drive({ look: 3 })
  await tell(start(1), { type: 'speed', epoch: 1, speed: 'max' }, { type: 'play', epoch: 1, playing: true })
  const before = of('frame').length
  const from = clock.now
  slices(100, 10)
  expect(of('frame').at(-1)!.frame.step).toBeGreaterThan(1000)
  expect(of('frame').length - before).toBeLessThanOrEqual((clock.now - from) / 250 + 1)
})

test('a checkpoint brings the run back where it was', async () => {
  const first = drive()
  await first.tell(start(1), ...Array.from({ length: 40 }, (): ToWorker => ({ type: 'step', epoch: 1 })))
  await first.tell({ type: 'save', epoch: 1 })
  const second = drive()
  await second.tell(start(5, structuredClone(first.of('checkpoint').at(-1)!.checkpoint)), {
    type: 'step',
    epoch: 5,
  })
  expect(second.of('frame').at(-1)!.frame.step).toBe(41)
})

test('a config that does not decode fails with its place, and the next start works', async () => {
  const { tell, of } = drive()
  await tell({ ...start(1), config: { ...config, env: 'FlowerPat-v0' } } as ToWorker)
  expect(of('failed').at(-1)!.message).toContain('FlowerPath-v0')
  await tell(start(2), { type: 'step', epoch: 2 })
  expect(of('frame').at(-1)!.frame.step).toBe(1)
})

test('frozen, the robot acts and learns nothing', async () => {
  const { tell, of, slices } = drive({ look: 3 })
  await tell(start(1), { type: 'learning', epoch: 1, learning: false })
  await tell({ type: 'speed', epoch: 1, speed: 'max' }, { type: 'play', epoch: 1, playing: true })
  slices(20, 300)
  const { frame } = of('frame').at(-1)!
  expect(frame.step).toBeGreaterThan(500)
  expect(new Set(frame.form === 'tabular' ? frame.values : null).size).toBe(1)
})
