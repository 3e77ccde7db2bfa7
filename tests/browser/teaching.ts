/** What the tests of Teach share: ways to teach, what the page knows, and how soon an answer is seen to have done something. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Label } from '../../src/core/label.ts'
import { read } from './page.ts'

/** From opening Teach to a first answer, by someone who knows what they want. */
export const FIRST_ANSWER_MILLISECONDS = 10_000
/** From an answer to something visible that it changed. */
export const VISIBLE_MILLISECONDS = 1000

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

export const worldHash = (env: string) => `#v=1&env=${env}`

export const chooseWay = (page: Page, name: 'Compare' | 'Rate' | 'Praise' | 'Show how' | 'Correct') =>
  page.getByRole('group', { name: 'Ways to teach' }).getByRole('button', { name, exact: true }).click()

export const labels = (page: Page) =>
  read(page, state => state.teach.answered.map(({ label }) => label)) as Promise<Label[]>

export const live = (page: Page) => read(page, state => state.teach.live)

/** The button of this name, once it can be pressed. */
export const ready = (page: Page, name: RegExp) =>
  page.getByRole('button', { name }).and(page.locator(':enabled')).last()

/** Does `act`; says how long it took until the lens names one answer more. Fails after ten seconds. */
export async function untilSeen(page: Page, act: () => Promise<unknown>): Promise<number> {
  const before = await read(page, state => state.teach.learned?.labels ?? 0)
  await page.evaluate(`void (window.seenAt = new Promise(resolve => {
    const started = performance.now()
    const look = () => {
      const text = document.querySelector('.lens-card')?.textContent ?? ''
      const found = /from (\\d+) answer/.exec(text)
      if (found && Number(found[1]) > ${before}) resolve(performance.now() - started)
      else requestAnimationFrame(look)
    }
    look()
  }))`)
  await act()
  return (await Promise.race([
    page.evaluate('window.seenAt'),
    page.waitForTimeout(10_000).then(() => Number.POSITIVE_INFINITY),
  ])) as number
}

/**
 * Gives a signal as soon as there is a step to give it about: before Pip has moved there is nothing to praise.
 * @returns how many signals that were, all of them kept.
 */
export async function praiseOnceItActs(page: Page, act: () => Promise<unknown>): Promise<number> {
  const signals = () =>
    read(page, ({ teach: { live } }) => (live?.kind === 'praise' ? live.signals : 0)) as Promise<number>
  await expect
    .poll(
      async () => {
        await act()
        return signals()
      },
      { timeout: 10_000, interval: 150 },
    )
    .toBeGreaterThan(0)
  const given = await signals()
  await expect
    .poll(async () => (await labels(page)).filter(({ kind }) => kind === 'praise').length)
    .toBe(given)
  return given
}

/** How many steps the person has acted in a demonstration or correction. */
export const stepsActed = async (page: Page): Promise<number> => {
  const now = await live(page)
  return now === null || now.kind === 'praise' ? 0 : now.steps
}

/** A finger on the middle of `button` until the person has acted `steps` steps. */
export async function holdFinger(page: Page, button: Locator, steps: number): Promise<void> {
  await button.waitFor()
  const { x, y, width, height } = (await button.boundingBox())!
  const session = await page.context().newCDPSession(page)
  const touchPoints = [{ x: x + width / 2, y: y + height / 2 }]
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect.poll(() => stepsActed(page), { timeout: 10_000 }).toBeGreaterThanOrEqual(steps)
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}
