/**
 * A control world on the page at desktop, tablet and phone size, light and dark: while it learns, scrubbed back to an
 * earlier moment, two moments side by side, a person at the controls, and in Teach. Nothing runs out of the window, no
 * text is cut, targets can be hit; scrubbing does not move the stage. With `SHOTS=folder` it also saves the pictures.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goTo, launch, openPage, read } from '../browser/page.ts'
import { expectFittingCanvas } from './fitting-canvas.ts'
import { inspectLayout } from './inspect-layout.ts'

const SIZES = [
  { name: 'desktop', width: 1440, height: 900, touch: false, themes: ['light', 'dark'] },
  { name: 'tablet', width: 768, height: 1024, touch: true, themes: ['light', 'dark'] },
  { name: 'phone', width: 390, height: 844, touch: true, themes: ['light', 'dark'] },
  { name: 'narrow desktop', width: 1180, height: 720, touch: false, themes: ['light'] },
  { name: 'tall tablet', width: 1024, height: 1366, touch: true, themes: ['light'] },
  { name: 'small phone', width: 360, height: 740, touch: true, themes: ['light'] },
] as const
const CART_POLE = '#v=1&env=CartPole-v1'
const shots = process.env.SHOTS
if (shots) mkdirSync(shots, { recursive: true })

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const keptMoments = (page: Page, count: number) =>
  page.waitForFunction(`window.goodRobot.state().moments.entries.length >= ${count}`, undefined, {
    timeout: 60_000,
  })

const stageBox = (page: Page) => page.locator('.slot').first().boundingBox()

for (const size of SIZES) {
  for (const theme of size.themes) {
    test(`${size.name} ${size.width}x${size.height}, ${theme}`, async () => {
      const { page, errors, close } = await openPage(browser, {
        hash: CART_POLE,
        viewport: { width: size.width, height: size.height },
        colorScheme: theme,
        hasTouch: size.touch,
      })
      const look = async (where: string) => {
        await page.waitForTimeout(700)
        if (shots) await page.screenshot({ path: join(shots, `control-${size.name}-${theme}-${where}.png`) })
        const { found } = await page.evaluate(inspectLayout, size.touch)
        expect(found, where).toEqual([])
      }
      await page.waitForSelector('canvas')
      await page.keyboard.press('5')
      await keptMoments(page, 5)
      await look('watch')
      await expectFittingCanvas(page, 'watch')
      const before = await stageBox(page)

      await page.locator('.time-slider').focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowRight')
      await look('scrubbed')
      const shown = await read(page, state => state.moments.shown)
      const slider = page.locator('.time-slider')
      expect(await slider.getAttribute('aria-valuenow')).toBe(String(shown))
      expect(await slider.getAttribute('aria-valuetext')).toContain(`Step ${shown!.toLocaleString('en-US')}`)
      expect(await page.locator('.showing').innerText()).toContain('Watching the robot of step')
      expect(await stageBox(page), 'scrubbing does not move the stage').toEqual(before)

      await page.locator('.showing .btn').click()
      await look('pair')
      expect(await read(page, state => state.moments.pins)).toEqual([shown])
      await page.locator('.chip').first().click()
      expect(await read(page, state => state.moments.pins)).toEqual([])

      await slider.blur()
      await page.keyboard.press('p')
      await look('play')
      await expectFittingCanvas(page, 'play')
      await page.keyboard.down('ArrowRight')
      await page.waitForFunction('window.goodRobot.state().play.steps > 0')
      expect(await page.locator('.hold.held').count(), 'the button shows what the key holds').toBe(1)
      await page.keyboard.up('ArrowRight')
      expect(await read(page, state => state.play.held.every(value => value === null))).toBe(true)
      await page.keyboard.press('p')

      await goTo(page, 'Teach')
      await look('teach')
      expect(await page.locator('h1').allInnerTexts()).toContain('Which one is closer to what you want?')
      expect(errors).toEqual([])
      await close()
    })
  }
}

test('the time slider follows the pointer, goes live at its end, and is told in words', async () => {
  const { page, errors, close } = await openPage(browser, { hash: CART_POLE })
  await page.waitForSelector('canvas')
  await page.keyboard.press('5')
  await keptMoments(page, 6)
  await page.keyboard.press(' ')
  const box = (await page.locator('.time-slider').boundingBox())!
  const y = box.y + box.height * 0.75
  await page.mouse.move(box.x + box.width - 2, y)
  await page.mouse.down()
  await page.mouse.move(box.x + 14, y, { steps: 4 })
  const first = await read(page, state => state.moments.entries[0]!.step)
  expect(await read(page, state => state.moments.shown)).toBe(first)
  await page.mouse.move(box.x + box.width - 2, y, { steps: 4 })
  await page.mouse.up()
  expect(await read(page, state => state.moments.shown)).toBeNull()
  await page.keyboard.press('[')
  const newest = await read(page, state => state.moments.entries.at(-1)!.step)
  expect(await read(page, state => state.moments.shown)).toBeLessThanOrEqual(newest)
  expect(await page.locator('.showing').innerText()).toContain('Watching the robot of step')
  await page.keyboard.press(']')
  expect(await read(page, state => state.moments.shown)).toBeNull()
  expect(errors).toEqual([])
  await close()
})

test('the brain is drawn, and said in words beside the stage', async () => {
  const { page, errors, close } = await openPage(browser, { hash: CART_POLE })
  await page.keyboard.press('5')
  const canvas = page.locator('.brain-picture canvas')
  await canvas.waitFor()
  await page.waitForTimeout(2500)
  expect(await canvas.getAttribute('aria-label')).toMatch(/Next move: push (left|right), \d+% likely/i)
  const before = await canvas.screenshot()
  await page.waitForTimeout(700)
  expect(before.equals(await canvas.screenshot()), 'it lights up').toBe(false)
  const rows = await page.locator('.stage table tr').allInnerTexts()
  expect(rows.length).toBeGreaterThanOrEqual(6)
  expect(rows.join(' ')).toMatch(/Pole angle/)
  expect(errors).toEqual([])
  await close()
})
