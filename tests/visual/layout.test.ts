/**
 * The page at desktop, tablet and phone size, light and dark, in Watch and Teach: nothing runs out of the window, no
 * text is cut, targets can be hit, and the world is drawn; at the edges of each arrangement too, and while a person
 * plays. With `SHOTS=folder` it also saves the pictures to look at.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goTo, launch, openPage } from '../browser/page.ts'
import { expectFittingCanvas } from './fitting-canvas.ts'
import { inspectLayout } from './inspect-layout.ts'

const SIZES = [
  { name: 'desktop', width: 1440, height: 900, touch: false },
  { name: 'tablet', width: 768, height: 1024, touch: true },
  { name: 'phone', width: 390, height: 844, touch: true },
] as const
/** Sizes at which an arrangement is at its tightest, widest or tallest. */
const EDGES = [
  { name: 'narrow desktop', width: 1180, height: 720, touch: false },
  { name: 'large desktop', width: 1920, height: 1080, touch: false },
  { name: 'tall tablet', width: 1024, height: 1366, touch: true },
  { name: 'small phone', width: 360, height: 740, touch: true },
] as const
const shots = process.env.SHOTS
if (shots) mkdirSync(shots, { recursive: true })

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** Colours that occur in the middle of the stage, as the person sees it. */
async function coloursOnStage(page: Page): Promise<number> {
  const picture = await page.locator('canvas').first().screenshot()
  return new Set(
    picture
      .subarray(picture.length >> 2)
      .toString('hex')
      .match(/.{6}/g),
  ).size
}

for (const size of SIZES) {
  for (const theme of ['light', 'dark'] as const) {
    test(`${size.name} ${size.width}x${size.height}, ${theme}`, async () => {
      const { page, errors, close } = await openPage(browser, {
        viewport: { width: size.width, height: size.height },
        colorScheme: theme,
        hasTouch: size.touch,
        deviceScaleFactor: size.name === 'phone' ? 2 : 1,
      })
      for (const mode of ['Watch', 'Teach'] as const) {
        if (mode === 'Teach') await goTo(page, mode)
        await page.waitForSelector('canvas')
        await page.waitForTimeout(2500)
        if (shots)
          await page.screenshot({ path: join(shots, `${size.name}-${theme}-${mode.toLowerCase()}.png`) })
        const { found, stage } = await page.evaluate(inspectLayout, size.touch)
        expect(found, mode).toEqual([])
        expect(stage!.width, `${mode}: the world is the first thing one sees`).toBeGreaterThan(
          size.width * 0.55,
        )
        expect(stage!.top).toBeLessThan(size.height * 0.35)
        expect(await coloursOnStage(page)).toBeGreaterThan(500)
      }
      expect(errors).toEqual([])
      await close()
    })
  }
}

for (const size of EDGES) {
  test(`${size.name} ${size.width}x${size.height}: watching, playing and teaching`, async () => {
    const { page, errors, close } = await openPage(browser, {
      viewport: { width: size.width, height: size.height },
      hasTouch: size.touch,
    })
    await page.waitForSelector('canvas')
    await page.waitForTimeout(1500)
    for (const where of ['watch', 'play', 'teach'] as const) {
      if (where === 'play') await page.keyboard.press('p')
      if (where === 'teach') await goTo(page, 'Teach')
      await page.waitForTimeout(800)
      const { found } = await page.evaluate(inspectLayout, size.touch)
      expect(found, where).toEqual([])
      await expectFittingCanvas(page, where)
    }
    expect(errors).toEqual([])
    await close()
  })
}

test('the board keeps its shape when the window changes, and its colours when the run starts again', async () => {
  const { page, errors, close } = await openPage(browser)
  await page.waitForSelector('canvas')
  await page.waitForTimeout(1500)
  await page.setViewportSize({ width: 1250, height: 760 })
  await page.waitForTimeout(500)
  await expectFittingCanvas(page, 'after a resize')
  await page.keyboard.press('r')
  await page.waitForTimeout(300)
  await page.keyboard.press('4')
  await page.waitForTimeout(700)
  const before = await page.locator('canvas').first().screenshot()
  await page.waitForTimeout(700)
  const after = await page.locator('canvas').first().screenshot()
  expect(before.equals(after), 'the stage still follows the run').toBe(false)
  expect(errors).toEqual([])
  await close()
})
