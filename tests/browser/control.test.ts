/** Control worlds through the page: opened from a grid world, gone back in time, driven, and brought back after a failure. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openPage, read, waitForStep } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

interface Shown {
  moment: import('../../src/core/exhibit.ts').Exhibit['moment']
  state: number[]
  start: number[]
}

/** The robots on show, as plain numbers. */
const shown = (page: Page): Promise<Shown[]> =>
  page.evaluate(() =>
    (
      window as never as {
        goodRobot: { telemetry(): { exhibits: import('../../src/core/exhibit.ts').Exhibit[] } }
      }
    ).goodRobot
      .telemetry()
      .exhibits.map(({ moment, state, trail }) => ({
        moment,
        state: Array.from(state),
        start: Array.from(trail.subarray(0, state.length)),
      })),
  )

/** Does the stage show anything but a few colours? A canvas that stopped being drawn is empty. */
const inkOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const canvas = document.querySelector('canvas')!
    const copy = document.createElement('canvas')
    copy.width = 64
    copy.height = 64
    const context = copy.getContext('2d')!
    await new Promise(requestAnimationFrame)
    context.drawImage(canvas, 0, 0, 64, 64)
    return context.getImageData(0, 0, 64, 64).data.filter((value, i) => i % 4 === 3 && value > 200).length
  })

test('every control world opens from a grid world and back, and its stage is drawn', async () => {
  const { page, errors, close } = await openPage(browser)
  await page.waitForSelector('canvas')
  for (const title of ['Cart and pole', 'Flower Path', 'Mountain car', 'Taxi', 'Acrobot', 'Pendulum']) {
    const epoch = await read(page, state => state.run.epoch)
    await page.getByRole('button', { name: title }).first().click()
    await page.waitForFunction(
      `window.goodRobot.state().run.epoch > ${epoch} && window.goodRobot.telemetry().frame?.epoch > ${epoch} && window.goodRobot.telemetry().frame.step > 10`,
      undefined,
      { timeout: 30_000 },
    )
    await page.waitForTimeout(600)
    expect(await inkOf(page), title).toBeGreaterThan(100)
  }
  expect(errors).toEqual([])
  await close()
})

test('going back shows the robot of then; two pinned moments start alike', async () => {
  const { page, errors, close } = await openPage(browser, { hash: '#v=1&env=CartPole-v1' })
  await page.waitForFunction('window.goodRobot.state().moments.entries.length >= 6', undefined, {
    timeout: 60_000,
  })
  expect((await shown(page))[0]!.moment).toBeNull()
  for (let i = 0; i < 3; i++) await page.keyboard.press('[')
  const then = await read(page, ({ moments }) => moments.shown)
  const entries = await read(page, ({ moments }) => moments.entries.map(({ step }) => step))
  expect(entries).toContain(then)
  await page.waitForFunction(`window.goodRobot.telemetry().exhibits[0]?.moment === ${then}`)
  await page.getByRole('button', { name: 'Compare with now' }).click()
  await page.waitForFunction('window.goodRobot.telemetry().exhibits.length === 2')
  const pair = await shown(page)
  expect(pair.map(({ moment }) => moment)).toEqual([then, null])
  expect(pair[0]!.start).toEqual(pair[1]!.start)
  const learnt = await read(page, ({ run }) => run.step)
  await waitForStep(page, learnt + 500) // it goes on learning meanwhile
  expect(errors).toEqual([])
  await close()
})

test('held keys drive the cart, and the score stands beside the robot’s', async () => {
  const { page, errors, close } = await openPage(browser, { hash: '#v=1&env=CartPole-v1' })
  await waitForStep(page, 2000)
  await page.keyboard.press('p')
  await page.waitForFunction(`window.goodRobot.telemetry().exhibits[0]?.moment === 'play'`)
  await page.keyboard.down('ArrowRight')
  await page.waitForFunction(`window.goodRobot.state().play.finished === 'terminated'`, undefined, {
    timeout: 15_000,
  })
  await page.keyboard.up('ArrowRight')
  const { play, pole } = { play: await read(page, state => state.play), pole: (await shown(page))[0]!.state }
  // Pushing right only, the pole falls to the left after 8 to 11 steps; each gives 1.
  expect(play.steps).toBeGreaterThanOrEqual(8)
  expect(play.steps).toBeLessThanOrEqual(11)
  expect(play.return).toBe(play.steps)
  expect(pole[2]).toBeLessThan(-0.2)
  expect(play.robot).not.toBeNull()
  expect(errors).toEqual([])
  await close()
})

test('after a number that is not finite the page goes on from the last good checkpoint', async () => {
  const { page, close } = await openPage(browser)
  // The trainer's own checks are tested elsewhere; here one of its messages is made up.
  await page.addInitScript(() => {
    const listen = Worker.prototype.addEventListener
    const heard: ((event: MessageEvent) => void)[] = []
    Worker.prototype.addEventListener = function (this: Worker, type: string, listener: never) {
      if (type === 'message') heard.push(listener)
      listen.call(this, type, listener)
    } as never
    Object.assign(window, {
      sayFailed: (data: unknown) => {
        for (const listener of heard) listener(new MessageEvent('message', { data }))
      },
    })
  })
  await page.goto(`${page.url().split('#')[0]}#v=1&env=CartPole-v1`)
  await page.reload()
  await waitForStep(page, 8000)
  await page.evaluate(() => {
    const { sayFailed, goodRobot } = window as never as {
      sayFailed(data: unknown): void
      goodRobot: { state(): import('../../src/store/state.ts').AppState }
    }
    sayFailed({
      type: 'failed',
      epoch: goodRobot.state().run.epoch,
      code: 'not-finite',
      message: 'PPO on CartPole-v1 stopped at step 9000: the reward is NaN.',
    })
  })
  await page.getByText('the reward is NaN').first().waitFor()
  const failed = await read(page, ({ run }) => run)
  expect(failed.status).toBe('failed')
  const { step } = failed.lastGood!
  expect(step).toBeGreaterThan(0)
  await page
    .getByRole('button', { name: /Go back to/ })
    .first()
    .click()
  await page.waitForFunction(
    `window.goodRobot.telemetry().frame.epoch > ${failed.epoch} && window.goodRobot.state().run.status === 'running'`,
  )
  await waitForStep(page, step)
  expect(await read(page, ({ run }) => run.failure)).toBeNull()
  await close()
})
