/** A person plays the world with the arrow keys, and the stage keeps fitting its place. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openPage, read } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** Width and height of the canvas on the page, beside those of the element that holds it. */
const sizes = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('canvas')!
    const { width, height } = canvas.getBoundingClientRect()
    return [width, height, canvas.parentElement!.clientWidth, canvas.parentElement!.clientHeight]
  })

test('arrow keys walk round the flowers to the flag, and the score stands beside the robot’s', async () => {
  const { page, errors, close } = await openPage(browser)
  await page.keyboard.press('p')
  expect(await read(page, state => state.play.active)).toBe(true)
  // From B7 up the first column and along the first row to the flag at G2: no flower on the way.
  const keys = ['Left', ...Array(6).fill('Up'), ...Array(6).fill('Right'), 'Down']
  for (const key of keys) await page.keyboard.press(`Arrow${key}`)
  const play = await read(page, state => state.play)
  expect(play).toMatchObject({ finished: 'terminated', steps: 14 })
  expect(play.return).toBeCloseTo(1 - 13 * 0.05)
  expect(play.bestReturn).toBe(play.return)
  expect(errors).toEqual([])
  await close()
})

test('the canvas fills its place when the dock grows, the window changes and Teach opens', async () => {
  const { page, close } = await openPage(browser)
  const settled = async () => {
    await page.waitForTimeout(500)
    const [width, height, slotWidth, slotHeight] = await sizes(page)
    expect(Math.abs(width! - slotWidth!)).toBeLessThanOrEqual(1)
    expect(Math.abs(height! - slotHeight!)).toBeLessThanOrEqual(1)
  }
  await settled()
  await page.keyboard.press('p')
  await settled()
  await page.setViewportSize({ width: 1100, height: 760 })
  await settled()
  await page.getByRole('navigation').getByText('Teach', { exact: true }).first().click()
  await settled()
  await close()
})
