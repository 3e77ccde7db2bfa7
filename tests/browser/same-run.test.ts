/** Same seed, same run: a tabular learner in the browser's worker ends in the very state it ends in under Node. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agents } from '../../src/agents/registry.ts'
import { agentSettingsFor, defaultConfig } from '../../src/app/run-commands.ts'
import { Run } from '../../src/training/run.ts'
import { launch, openPage } from './page.ts'

const STEPS = 3000

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const tabular = agents.filter(({ kind }) => kind.includes('tabular')).map(({ id }) => id)

test('every tabular learner: Node, Node again and the browser worker agree to the bit', async () => {
  expect(tabular.length).toBeGreaterThanOrEqual(6)
  const { page, close } = await openPage(browser)
  // The worker's own file, as the page loaded it.
  const workerUrl = await page.evaluate(
    () => performance.getEntriesByType('resource').find(({ name }) => /worker[^/]*\.js/.test(name))!.name,
  )
  for (const agent of tabular) {
    for (const env of ['FlowerPath-v0', 'FrozenLake-v1']) {
      const config = { ...defaultConfig(env, agent, 7), agentSettings: agentSettingsFor(agent, env) }
      const hashes = []
      for (let i = 0; i < 2; i++) {
        const run = await Run.create(config)
        run.advance(STEPS)
        hashes.push(run.hash())
      }
      const checkpoint = await page.evaluate(
        ({ url, config, steps }) =>
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
            for (let i = 0; i < steps; i++) worker.postMessage({ type: 'step', epoch: 1 })
            worker.postMessage({ type: 'save', epoch: 1 })
          }),
        { url: workerUrl, config, steps: STEPS },
      )
      const restored = await Run.restore(JSON.parse(checkpoint))
      expect(restored.step).toBe(STEPS)
      expect([...hashes, restored.hash()], `${agent} on ${env}`).toEqual([hashes[0], hashes[0], hashes[0]])
    }
  }
  await close()
})
