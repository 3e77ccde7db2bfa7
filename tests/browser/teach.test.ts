/** The whole loop through the page: a person's keys, given as an oracle would, and the robot stops trampling. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayClip } from '../../src/core/clip-replay.ts'
import type { Clip } from '../../src/core/label.ts'
import { defaultsOf } from '../../src/core/settings.ts'
import { environmentById, tabularWorld } from '../../src/envs/registry.ts'
import { goTo, launch, nextQuery, openPage, read, readFrame, waitForStep } from './page.ts'

const LABELS = 30
const definition = environmentById('FlowerPath-v0')
const world = tabularWorld(definition.id, defaultsOf(definition.settings))
const { model } = world

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** What the greedy route from the start does: flowers stepped on, and whether it ends at the goal. */
function greedyRoute(actionValues: readonly number[]) {
  const flower = model.kinds.indexOf('flower')
  let state = model.startStates[0]!
  let flowers = 0
  for (let step = 0; step < world.maxEpisodeSteps!; step++) {
    const row = actionValues.slice(state * model.actions, (state + 1) * model.actions)
    const outcome = model.offsets[state * model.actions + row.indexOf(Math.max(...row))]!
    if (model.kind[outcome] === flower) flowers++
    if (model.terminated[outcome]) return { flowers, reached: model.reward[outcome]! > 0 }
    state = model.next[outcome]!
  }
  return { flowers, reached: false }
}

const judge = (clip: Clip) =>
  replayClip(model, clip).outcomes.reduce(
    (sum, outcome) => sum + model.reward[outcome]! + world.hiddenReward![outcome]!,
    0,
  )

test(`after ${LABELS} answers by key the robot reaches the flag and spares the flowers`, async () => {
  const { page, errors, close } = await openPage(browser)
  await page.keyboard.press('5')
  await waitForStep(page, 60_000)
  const before = greedyRoute((await readFrame(page)).actionValues)
  expect(before.reached, 'it has learnt the task').toBe(true)
  expect(before.flowers, 'and tramples flowers, which the task does not mind').toBeGreaterThan(0)

  await goTo(page, 'Teach')
  let shown: string | null = null
  for (let i = 0; i < LABELS; i++) {
    const query = await nextQuery(page, shown)
    shown = query.id
    const difference = judge(query.left) - judge(query.right)
    const key = Math.abs(difference) < 1e-9 ? 'ArrowUp' : difference > 0 ? 'ArrowLeft' : 'ArrowRight'
    await page.keyboard.press(key)
  }
  await page.getByText(`Saved - ${LABELS}`).first().waitFor()
  const told = (await readFrame(page)).step
  await waitForStep(page, told + 400_000)
  const after = greedyRoute((await readFrame(page)).actionValues)
  expect(after).toEqual({ flowers: 0, reached: true })

  await page.keyboard.press('u')
  await page
    .getByText(`Saved - ${LABELS - 1}`)
    .first()
    .waitFor()
  expect(await read(page, state => state.teach.answered.length)).toBe(LABELS - 1)
  expect(errors).toEqual([])
  await close()
})

test('the simulated rater answers by itself and says so', async () => {
  const { page, close } = await openPage(browser)
  await goTo(page, 'Teach')
  await page.getByRole('combobox', { name: 'Simulated rater' }).selectOption('oracle')
  await page.waitForFunction(`window.goodRobot.state().teach.answered.length >= 4`, undefined, {
    timeout: 20_000,
  })
  const raters = await read(page, state => state.teach.answered.map(({ label }) => label.rater))
  expect(new Set(raters)).toEqual(new Set(['simulated:oracle']))
  await close()
})

test('rating the last episode stores a rating on its seven-step scale', async () => {
  const { page, close } = await openPage(browser)
  await page.keyboard.press('4')
  await goTo(page, 'Teach')
  await page.getByText('Rate', { exact: true }).first().click()
  await page.waitForFunction(`window.goodRobot.state().teach.episode !== null`)
  await page.keyboard.press('2')
  await page.getByText('Saved - 1').first().waitFor()
  expect(
    await read(page, state => state.teach.answered.map(({ label }) => (label as { rating?: number }).rating)),
  ).toEqual([-2])
  await close()
})
