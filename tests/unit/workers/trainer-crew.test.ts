/** The trainer and a crew that steps the robots for it. */
import { expect, test } from 'vitest'
import type { ControlRun } from '../../../src/training/control-run.ts'
import { restoreRun } from '../../../src/training/run.ts'
import type { ToWorker } from '../../../src/workers/protocol.ts'
import { recruit } from '../../../src/workers/worker-crew.ts'
import { configOf } from '../training/tiny-worlds.ts'
import { drive } from './drive.ts'
import { NearWorker } from './near-worker.ts'

/** An engine and a learner are loaded. */
const PATIENCE = { timeout: 20_000 }

const start = (epoch: number): ToWorker => ({
  type: 'start',
  epoch,
  config: {
    ...configOf('Hopper-v5', 'ppo'),
    agentSettings: { environments: 4, rolloutSteps: 16, hiddenUnits: 8 },
  },
  labels: [],
  feedbackSettings: {},
  checkpoint: null,
})
const play = (epoch: number): ToWorker => ({ type: 'play', epoch, playing: true })

function withCrew(helpers: number) {
  const workers: NearWorker[] = []
  const driven = drive({
    look: 1,
    recruit: run =>
      recruit(run, helpers, () => {
        const worker = new NearWorker()
        workers.push(worker)
        return worker
      }),
  })
  const pause = () => new Promise(resolve => setTimeout(resolve, 2))
  return {
    ...driven,
    workers,
    /** Slices and waits for the crew between them, until so many steps were taken. */
    async train(steps: number) {
      for (let i = 0; i < 500 && (driven.of('frame').at(-1)?.frame.step ?? 0) < steps; i++) {
        driven.slices(1, 100)
        await pause()
      }
    },
  }
}

test('trains with a crew, hears messages meanwhile, and saves what a run alone comes to', async () => {
  const { tell, train, of, workers } = withCrew(2)
  await tell(start(1))
  await expect.poll(() => workers.length, PATIENCE).toBe(2)
  await tell({ type: 'speed', epoch: 1, speed: 1000 }, play(1))
  await train(200)
  await tell({ type: 'agent-settings', epoch: 1, settings: { learningRate: 0.0003 } })
  await train(400)
  await tell({ type: 'play', epoch: 1, playing: false }, { type: 'save', epoch: 1 })
  await expect.poll(() => of('checkpoint').length, PATIENCE).toBeGreaterThan(0)
  expect(of('failed')).toEqual([])
  const saved = (await restoreRun(of('checkpoint').at(-1)!.checkpoint)) as ControlRun
  expect(saved.step).toBeGreaterThanOrEqual(400)
  const alone = drive()
  await alone.tell(start(1))
  for (let step = 0; step < saved.step; step += 4) await alone.tell({ type: 'step', epoch: 1 })
  await alone.tell({ type: 'save', epoch: 1 })
  const same = (await restoreRun(alone.of('checkpoint').at(-1)!.checkpoint)) as ControlRun
  expect(same.step).toBe(saved.step)
  expect(same.hash()).toBe(saved.hash())
})

test('a crew goes with its run, and one that comes too late goes at once', async () => {
  const { tell, workers } = withCrew(1)
  await tell(start(1))
  await expect.poll(() => workers.length, PATIENCE).toBe(1)
  await tell(start(2))
  await expect.poll(() => workers.map(({ terminated }) => terminated), PATIENCE).toEqual([true, false])
})

test('without a crew that could be had, training goes on alone', async () => {
  const { tell, slices, of } = drive({ recruit: () => Promise.reject(new Error('no workers here')) })
  await tell(start(1))
  await expect.poll(() => of('started').length, PATIENCE).toBe(1)
  await tell(play(1))
  slices(20, 100)
  expect(of('frame').at(-1)!.frame.step).toBeGreaterThan(0)
  expect(of('failed')).toEqual([])
})
