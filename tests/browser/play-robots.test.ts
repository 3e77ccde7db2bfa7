/** Every robot at a person's hands: each of its axes by key, by finger and by gamepad. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type PlayAxis, playAxes, playKind } from '../../src/core/play-axes.ts'
import { launch, type OpenOptions, openPage, read } from './page.ts'

const ROBOTS = [
  'LunarLander-v3',
  'LunarLanderContinuous-v3',
  'BipedalWalker-v3',
  'BipedalWalkerHardcore-v3',
  'Reacher-v5',
  'InvertedPendulum-v5',
  'InvertedDoublePendulum-v5',
  'Hopper-v5',
  'HalfCheetah-v5',
  'Walker2d-v5',
  'PipBench-v0',
]

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** Closed in the end whatever comes: a page that is left goes on training. */
async function open(options: OpenOptions) {
  const { page, errors, close } = await openPage(browser, options)
  onTestFinished(close)
  return { page, errors }
}

const hashOf = (env: string) => `#v=1&env=${env}`
const patience = { timeout: 30_000 }
const heldIs = (page: Page, axis: number, value: number | null) =>
  page.waitForFunction(
    `(window.goodRobot.state().play.held[${axis}] ?? null) === ${value}`,
    undefined,
    patience,
  )

async function axesOf(page: Page, env: string): Promise<readonly PlayAxis[]> {
  const { actionSpace, actions } = await read(page, state => state.world)
  return playAxes(env, { actionSpace, actions })
}

/** A robot that has fallen is set up again, and holds still until something is held. */
async function again(page: Page): Promise<void> {
  await page.keyboard.press('r')
  await page.waitForFunction('window.goodRobot.state().play.steps === 0', undefined, patience)
}

const moves = (page: Page) =>
  page.waitForFunction('window.goodRobot.state().play.steps > 0', undefined, patience)

test.each(ROBOTS)('%s by keys and by gamepad', async env => {
  const { page, errors } = await open({ hash: hashOf(env) })
  await page.evaluate(() => {
    const pad = { connected: true, axes: [0, 0, 0, 0], buttons: [] as { pressed: boolean }[] }
    Object.assign(window, { testPad: pad })
    Object.assign(navigator, { getGamepads: () => [pad] })
  })
  await page.keyboard.press('p')
  await page.waitForFunction('window.goodRobot.state().play.active')
  const axes = await axesOf(page, env)
  for (const [axis, { less, more }] of axes.entries()) {
    for (const [key, value] of [
      [more, 1],
      [less, -1],
    ] as const) {
      if (!key) continue
      await again(page)
      await page.keyboard.down(key.key)
      await heldIs(page, axis, value)
      await moves(page)
      await page.keyboard.up(key.key)
      await heldIs(page, axis, null)
    }
  }
  /** Sticks first, up being below zero, then shoulder buttons. */
  const hold = (axis: number, isHeld: boolean) =>
    page.evaluate(
      ([at, on]) => {
        const { testPad } = window as never as {
          testPad: { axes: number[]; buttons: { pressed: boolean }[] }
        }
        if (at < 4) testPad.axes[at] = on ? (at % 2 === 0 ? 1 : -1) : 0
        else testPad.buttons = Array.from({ length: 16 }, (_, i) => ({ pressed: Boolean(on) && i === at }))
      },
      [axis, isHeld ? 1 : 0] as const,
    )
  for (const axis of axes.keys()) {
    await again(page)
    await hold(axis, true)
    await heldIs(page, axis, 1)
    await moves(page)
    await hold(axis, false)
    await heldIs(page, axis, null)
  }
  expect(errors).toEqual([])
})

test.each(ROBOTS)('%s by finger on a phone', async env => {
  const { page, errors } = await open({
    hash: hashOf(env),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await page.getByRole('button', { name: /^Play it/ }).tap()
  const session = await page.context().newCDPSession(page)
  const axes = await axesOf(page, env)
  const joints =
    playKind(env, await read(page, ({ world: { actionSpace } }) => ({ actionSpace }))) === 'joints'
  const targets = page.locator(joints ? '.controls .strip-drive' : '.controls .hold')
  await targets.first().waitFor()
  const count = await targets.count()
  expect(count).toBe(joints ? axes.length : axes.reduce((sum, { less }) => sum + (less ? 2 : 1), 0))
  const seen = new Set<string>()
  for (let i = 0; i < count; i++) {
    await targets.nth(i).scrollIntoViewIfNeeded()
    const { x, y, width, height } = (await targets.nth(i).boundingBox())!
    expect(height, 'large enough for a finger').toBeGreaterThanOrEqual(32)
    if ((await read(page, state => state.play.finished)) !== 'no') {
      await page.getByRole('button', { name: 'Play again' }).tap()
    }
    const touchPoints = [{ x: x + (joints ? 0.9 : 0.5) * width, y: y + height / 2 }]
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await page.waitForFunction(
      'window.goodRobot.state().play.held.some(value => value !== null)',
      undefined,
      patience,
    )
    seen.add(JSON.stringify(await read(page, state => state.play.held)))
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await page.waitForFunction(
      'window.goodRobot.state().play.held.every(value => value === null)',
      undefined,
      patience,
    )
  }
  expect(seen.size, 'each holds something of its own').toBe(count)
  await moves(page)
  expect(errors).toEqual([])
})
