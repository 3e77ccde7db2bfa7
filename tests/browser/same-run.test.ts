/** Same seed, same run: a learner in the browser's worker ends in the very state it ends in under Node, to the bit. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents, unsuitable } from '../../src/agents/registry.ts'
import { agentSettingsFor, defaultConfig } from '../../src/app/run-commands.ts'
import type { RunConfig } from '../../src/core/run-config.ts'
import { defaultsOf } from '../../src/core/settings.ts'
import { environmentById, environments } from '../../src/envs/registry.ts'
import { createRun, restoreRun } from '../../src/training/run.ts'
import { loadEngines } from '../engines.ts'
import { launch, openPage } from './page.ts'

await loadEngines()

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** Runs a config in a worker of the page's own file and gives back its checkpoint. */
async function inWorker(page: Page, config: RunConfig, messages: number): Promise<unknown> {
  const url = await page.evaluate(
    () => performance.getEntriesByType('resource').find(({ name }) => /worker[^/]*\.js/.test(name))!.name,
  )
  const text = await page.evaluate(
    ({ url, config, messages }) =>
      new Promise<string>((resolve, reject) => {
        const worker = new Worker(url, { type: 'module' })
        worker.onmessage = ({ data }) => {
          if (data.type === 'failed') reject(new Error(data.message))
          if (data.type !== 'checkpoint') return
          worker.terminate()
          resolve(JSON.stringify(data.checkpoint))
        }
        worker.postMessage({
          type: 'start',
          epoch: 1,
          config,
          labels: [],
          feedbackSettings: {},
          checkpoint: null,
        })
        for (let i = 0; i < messages; i++) worker.postMessage({ type: 'step', epoch: 1 })
        worker.postMessage({ type: 'save', epoch: 1 })
      }),
    { url, config, messages },
  )
  return JSON.parse(text)
}

/** @param messages `step` messages, each of which takes one step of every parallel robot. */
async function compare(page: Page, env: string, agent: string, messages: number, settings = {}) {
  const config = {
    ...defaultConfig(env, agent, 7),
    agentSettings: { ...agentSettingsFor(agent, env), ...settings },
  }
  const restored = await restoreRun(await inWorker(page, config, messages))
  const hashes = []
  for (let i = 0; i < 2; i++) {
    const run = await createRun(config)
    run.advance(restored.step)
    hashes.push(run.hash())
    run.dispose()
  }
  expect(restored.step).toBeGreaterThanOrEqual(messages)
  expect([...hashes, restored.hash()], `${agent} on ${env}`).toEqual([hashes[0], hashes[0], hashes[0]])
  restored.dispose()
}

test('every tabular learner: Node, Node again and the browser worker agree to the bit', async () => {
  const tabular = agents.filter(({ worlds }) => worlds === 'tabular')
  expect(tabular.length).toBeGreaterThanOrEqual(6)
  const { page, close } = await openPage(browser)
  for (const { id } of tabular) {
    for (const env of ['FlowerPath-v0', 'FrozenLake-v1']) await compare(page, env, id, 3000)
  }
  await close()
})

test('every network learner: Node, Node again and the browser worker agree to the bit', async () => {
  const networks = agents.filter(({ worlds }) => worlds === 'any')
  expect(networks.length).toBeGreaterThanOrEqual(7)
  const { page, close } = await openPage(browser)
  for (const agent of networks) {
    for (const env of ['CartPole-v1', 'Acrobot-v1', 'Pendulum-v1', 'MountainCarContinuous-v0']) {
      const definition = environmentById(env)
      if (unsuitable(agent, definition.create(defaultsOf(definition.settings)))) continue
      // Long enough for several updates of each.
      await compare(page, env, agent.id, 1500)
    }
  }
  await close()
}, 400_000)

test('robots on MuJoCo: Node, Node again and the browser worker agree to the bit', async () => {
  const robots = environments.filter(({ group }) => group === 'MuJoCo robots')
  expect(robots.length).toBeGreaterThanOrEqual(6)
  const { page, close } = await openPage(browser)
  for (const { id } of robots) await compare(page, id, 'ppo', 600)
  await close()
}, 400_000)

/** Sooner than a world's own settings would, so that there are several updates. */
const SOON = { rolloutSteps: 128 }
const learners = [
  { env: 'LunarLander-v3', agent: 'ppo', messages: 600, settings: SOON },
  { env: 'BipedalWalker-v3', agent: 'ppo', messages: 300, settings: SOON },
  { env: 'Hopper-v5', agent: 'ppo', messages: 300, settings: SOON },
  { env: 'PipBench-v0', agent: 'ppo', messages: 300, settings: SOON },
  { env: 'HalfCheetah-v5', agent: 'sac', messages: 600, settings: { learningStarts: 200 } },
]

test('robots that learn: Node, Node again and the browser worker agree to the bit', async () => {
  const { page, close } = await openPage(browser)
  for (const { env, agent, messages, settings } of learners) {
    const start = performance.now()
    await compare(page, env, agent, messages, settings)
    console.log(`${agent} on ${env}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  await close()
}, 400_000)
