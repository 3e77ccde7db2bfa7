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

/** What a critical eye would find; runs in the page. */
function inspectLayout(touch: boolean) {
  const found: string[] = []
  const { scrollWidth } = document.documentElement
  if (scrollWidth > innerWidth) found.push(`page is ${scrollWidth} wide in a window of ${innerWidth}`)
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').trim().slice(0, 30)}"`
  const shown = (element: Element) => {
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.clipPath === 'none'
  }
  for (const element of document.querySelectorAll('button, a[href], select, input:not([type=file])')) {
    if (!shown(element)) continue
    const box = element.getBoundingClientRect()
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`out of the window: ${name(element)}`)
    const least = element.matches('button') ? (touch ? 36 : 24) : 14
    if (box.height < least) found.push(`only ${Math.round(box.height)} px high: ${name(element)}`)
  }
  for (const element of document.querySelectorAll('button, h1, h2, h3, p, label, output, b, dt, dd, li')) {
    if (!shown(element) || element.closest('[hidden], .sr')) continue
    const { overflowX, textOverflow } = getComputedStyle(element)
    if (
      overflowX === 'hidden' &&
      textOverflow !== 'ellipsis' &&
      element.scrollWidth > element.clientWidth + 1
    ) {
      found.push(`text is cut: ${name(element)}`)
    }
  }
  const canvas = document.querySelector('canvas')
  const stage = canvas?.getBoundingClientRect()
  return { found, stage: stage && { width: stage.width, height: stage.height, top: stage.top } }
}

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

/** Is the canvas as large as its place, and its picture neither stretched nor squeezed? Runs in the page. */
function inspectCanvas() {
  const canvas = document.querySelector('canvas')!
  const box = canvas.getBoundingClientRect()
  const slot = canvas.parentElement!.getBoundingClientRect()
  return {
    beyond: Math.max(box.width - slot.width, box.height - slot.height),
    missing: Math.max(slot.width - box.width, slot.height - box.height),
    stretch: box.width / canvas.width / (box.height / canvas.height),
  }
}

async function expectFittingCanvas(page: Page, where: string): Promise<void> {
  const { beyond, missing, stretch } = await page.evaluate(inspectCanvas)
  expect(beyond, `${where}: the canvas is larger than its place`).toBeLessThan(1.5)
  expect(missing, `${where}: the canvas is smaller than its place`).toBeLessThan(1.5)
  expect(Math.abs(stretch - 1), `${where}: the board is out of shape`).toBeLessThan(0.01)
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
