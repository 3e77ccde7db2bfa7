/** Each way of teaching by mouse and by touch where a person would do it with that hand, from a fresh page to a first answer. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goTo, launch, nextQuery, openPage } from './page.ts'
import {
  chooseWay,
  FIRST_ANSWER_MILLISECONDS,
  holdFinger,
  labels,
  live,
  PHONE,
  praiseOnceItActs,
  ready,
  stepsActed,
  untilSeen,
  VISIBLE_MILLISECONDS,
  worldHash,
} from './teaching.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const WORLDS = ['FlowerPath-v0', 'CartPole-v1'] as const
const RATED = /^Better/

/** Presses the mouse on a held button until the recording is `steps` long. */
async function holdMouse(page: Page, button: Locator, steps: number): Promise<void> {
  const box = (await button.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await expect.poll(() => stepsActed(page), { timeout: 10_000 }).toBeGreaterThanOrEqual(steps)
  await page.mouse.up()
}

test.each(WORLDS)('%s by mouse: compare, rate, praise and show how, each seen within a second', async env => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash(env) })
  const opened = Date.now()
  await goTo(page, 'Teach')
  await nextQuery(page, null)
  const left = ready(page, /Left is better/)
  await left.waitFor()
  const times: Record<string, number> = {}
  times.compare = await untilSeen(page, () => left.click())
  expect(Date.now() - opened).toBeLessThan(FIRST_ANSWER_MILLISECONDS)

  await chooseWay(page, 'Rate')
  const better = ready(page, RATED)
  await better.waitFor({ timeout: 20_000 })
  times.rate = await untilSeen(page, () => better.click())

  await chooseWay(page, 'Praise')
  await praiseOnceItActs(page, () => ready(page, /^Scold/).click())
  times.praise = await untilSeen(page, () => ready(page, /^Praise/).click())

  await chooseWay(page, 'Show how')
  await expect.poll(() => live(page)).toMatchObject({ kind: 'demo', status: 'waiting' })
  if (env === 'FlowerPath-v0') {
    for (const name of ['Right', 'Up', 'Up']) await page.getByRole('button', { name, exact: true }).click()
    await expect.poll(() => live(page)).toMatchObject({ status: 'recording', steps: 3 })
  } else await holdMouse(page, page.getByRole('button', { name: /right/i }).last(), 4)
  times.show = await untilSeen(page, () => ready(page, /^Keep it/).click())

  expect(Math.max(...Object.values(times)), JSON.stringify(times)).toBeLessThan(VISIBLE_MILLISECONDS)
  const given = await labels(page)
  expect(new Set(given.map(({ kind }) => kind))).toEqual(new Set(['compare', 'rate', 'praise', 'demo']))
  expect(new Set(given.map(({ inputDevice }) => inputDevice))).toEqual(new Set(['pointer']))
  expect(errors).toEqual([])
  await close()
})

test.each(WORLDS)(
  '%s on a phone: rate, praise and correct by touch, nothing to be scrolled to',
  async env => {
    const { page, errors, close } = await openPage(browser, { hash: worldHash(env), ...PHONE })
    const opened = Date.now()
    await goTo(page, 'Teach')
    await chooseWay(page, 'Rate')
    const better = ready(page, RATED)
    await better.waitFor({ timeout: 20_000 })
    await expectInSight(better)
    const times: Record<string, number> = {}
    times.rate = await untilSeen(page, () => better.tap())
    expect(Date.now() - opened).toBeLessThan(FIRST_ANSWER_MILLISECONDS)

    await chooseWay(page, 'Correct')
    const stop = ready(page, /^Stop here/)
    await stop.waitFor({ timeout: 20_000 })
    await expectInSight(stop)
    await stop.tap()
    await expect.poll(() => live(page)).toMatchObject({ kind: 'correct', status: 'waiting' })
    if (env === 'FlowerPath-v0') {
      await page.getByRole('button', { name: 'Left', exact: true }).tap()
      // Stopped beside the flag, one step to the left ends the episode, and there is nothing more to be said.
      await expect.poll(() => live(page)).toMatchObject({ steps: 1 })
      const { status } = (await live(page)) as { readonly status: string }
      if (status === 'recording') await ready(page, /^That is better/).tap()
    } else {
      // Pushed one way, the pole falls: the world itself ends this one, and "That is better" turns into "Keep it".
      await holdFinger(page, page.getByRole('button', { name: /left/i }).last(), 3)
    }
    await expect.poll(() => live(page), { timeout: 10_000 }).toMatchObject({ status: 'finished' })
    times.correct = await untilSeen(page, () => ready(page, /^Keep it/).tap())
    expect(Math.max(...Object.values(times)), JSON.stringify(times)).toBeLessThan(VISIBLE_MILLISECONDS)
    expect(await labels(page)).toMatchObject([
      { kind: 'rate', rating: 2, inputDevice: 'touch' },
      { kind: 'correct', inputDevice: 'touch' },
    ])
    expect(errors).toEqual([])
    await close()
  },
)

test('FlowerPath on a phone: compare, praise and show how by touch', async () => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash('FlowerPath-v0'), ...PHONE })
  await goTo(page, 'Teach')
  await chooseWay(page, 'Praise')
  await praiseOnceItActs(page, () => ready(page, /^Scold/).tap())
  const times = [await untilSeen(page, () => ready(page, /^Praise/).tap())]

  await chooseWay(page, 'Compare')
  const right = ready(page, /Right is better/)
  await right.waitFor()
  await expectInSight(right)
  times.push(await untilSeen(page, () => right.tap()))

  await chooseWay(page, 'Show how')
  await expect.poll(() => live(page)).toMatchObject({ kind: 'demo', status: 'waiting' })
  for (const name of ['Right', 'Up']) await page.getByRole('button', { name, exact: true }).tap()
  await expect.poll(() => live(page)).toMatchObject({ status: 'recording', steps: 2 })
  times.push(await untilSeen(page, () => ready(page, /^Keep it/).tap()))

  expect(Math.max(...times), times.join(', ')).toBeLessThan(VISIBLE_MILLISECONDS)
  const given = await labels(page)
  expect(new Set(given.map(({ kind }) => kind))).toEqual(new Set(['praise', 'compare', 'demo']))
  expect(new Set(given.map(({ inputDevice }) => inputDevice))).toEqual(new Set(['touch']))
  expect(errors).toEqual([])
  await close()
})

/** The whole of it can be tapped where the page stands now: no bar over it, nothing to scroll. */
async function expectInSight(target: Locator): Promise<void> {
  expect(
    await target.evaluate(element => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const corners = [
        [left + 6, top + 6],
        [right - 6, bottom - 6],
      ] as const
      return corners.every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
    }),
    `${await target.textContent()} is in sight`,
  ).toBe(true)
}
