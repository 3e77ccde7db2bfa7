/** While training runs uncapped the page stays smooth (Canvas renderer). */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

/** Sums the script time of every callback between two animation frames; runs in the page before anything else. */
function measureScript() {
  const measured = { frames: [] as number[], longTasks: [] as { start: number; duration: number }[] }
  Object.assign(window, { measured })
  let spent = 0
  let depth = 0
  const timed =
    <Arguments extends unknown[]>(callback: (...parts: Arguments) => unknown) =>
    (...parts: Arguments) => {
      const start = performance.now()
      depth++
      try {
        return callback(...parts)
      } finally {
        depth--
        if (depth === 0) spent += performance.now() - start
      }
    }
  const frame = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = callback => frame(timed(callback))
  const timeout = window.setTimeout.bind(window)
  window.setTimeout = ((callback: () => void, ms?: number) => timeout(timed(callback), ms)) as never
  const interval = window.setInterval.bind(window)
  window.setInterval = ((callback: () => void, ms?: number) => interval(timed(callback), ms)) as never
  const listen = Worker.prototype.addEventListener
  Worker.prototype.addEventListener = function (
    this: Worker,
    type: string,
    listener: (event: Event) => void,
  ) {
    listen.call(this, type, timed(listener) as never)
  } as never
  const tick = () => {
    measured.frames.push(spent)
    spent = 0
    frame(tick)
  }
  frame(tick)
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries())
      measured.longTasks.push({ start: startTime, duration })
  }).observe({ type: 'longtask', buffered: true })
}

test('uncapped training: no task over 50 ms after the first 3 s, 95 % of frames within 8 ms of script', async () => {
  const { page, close } = await openPage(browser)
  await page.addInitScript(measureScript)
  await page.reload()
  await page.waitForFunction(`window.goodRobot?.telemetry().frame?.step > 10`)
  await page.keyboard.press('5')
  await page.waitForTimeout(3000)
  const from = await page.evaluate(() => {
    const { measured } = window as never as { measured: { frames: number[] } }
    measured.frames.length = 0
    return performance.now()
  })
  await page.waitForTimeout(8000)
  const { frames, longTasks } = await page.evaluate(
    () =>
      (
        window as never as {
          measured: { frames: number[]; longTasks: { start: number; duration: number }[] }
        }
      ).measured,
  )
  const late = longTasks.filter(task => task.start > from)
  const sorted = [...frames].sort((a, b) => a - b)
  const percentile = (share: number) => sorted[Math.floor(sorted.length * share)]!
  console.log(
    `frames ${frames.length}, script ms per frame: median ${percentile(0.5).toFixed(2)}, 95 % ${percentile(0.95).toFixed(2)}, ` +
      `most ${sorted.at(-1)!.toFixed(1)}; long tasks ${late.map(task => Math.round(task.duration)).join(', ') || 'none'}`,
  )
  expect(frames.length).toBeGreaterThan(100)
  expect(percentile(0.95)).toBeLessThanOrEqual(8)
  expect(late.filter(task => task.duration > 50)).toEqual([])
  await close()
})
