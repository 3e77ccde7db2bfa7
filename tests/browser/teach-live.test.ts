/** Praise, showing how and correcting through the page, by keys, mouse and touch, in a grid and in control worlds. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Label } from '../../src/core/label.ts'
import { goTo, launch, openPage, read } from './page.ts'

const FIRST_ANSWER_MILLISECONDS = 10_000
const VISIBLE_MILLISECONDS = 1000
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const worldHash = (env: string) => `#v=1&env=${env}`

const chooseWay = (page: Page, name: 'Praise' | 'Show how' | 'Correct') =>
  page.getByRole('group', { name: 'Ways to teach' }).getByRole('button', { name, exact: true }).click()

const labels = (page: Page) =>
  read(page, state => state.teach.answered.map(({ label }) => label)) as Promise<Label[]>

const live = (page: Page) => read(page, state => state.teach.live)

/** Does `act`; says how long it took until the lens names one answer more. Fails after ten seconds. */
async function untilSeen(page: Page, act: () => Promise<unknown>): Promise<number> {
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

/** Waits until Pip has taken a step that can be praised. */
const waitForSteps = (page: Page) => page.waitForTimeout(1200)

const KEY_OF = (steps: readonly string[]) => async (page: Page) => {
  for (const key of steps) await page.keyboard.press(key)
}

async function hold(page: Page, key: string, milliseconds: number): Promise<void> {
  await page.keyboard.down(key)
  await page.waitForTimeout(milliseconds)
  await page.keyboard.up(key)
}

test.each(['FlowerPath-v0', 'Pendulum-v1'])('%s: praise by keys, seen within a second', async env => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash(env) })
  const opened = Date.now()
  await goTo(page, 'Teach')
  await chooseWay(page, 'Praise')
  await waitForSteps(page)
  const times = [await untilSeen(page, () => page.keyboard.press('ArrowUp'))]
  expect(Date.now() - opened).toBeLessThan(FIRST_ANSWER_MILLISECONDS)
  await page.getByText('Praised').waitFor()
  times.push(await untilSeen(page, () => page.keyboard.press('-')))
  await page.getByText('2 signals so far').waitFor()
  await page.getByText('Saved - 2').first().waitFor()
  expect(Math.max(...times), times.join(', ')).toBeLessThan(VISIBLE_MILLISECONDS)
  const given = await labels(page)
  expect(given).toMatchObject([
    { kind: 'praise', signal: 1, inputDevice: 'keyboard' },
    { kind: 'praise', signal: -1, inputDevice: 'keyboard' },
  ])
  for (const label of given) expect(label.kind === 'praise' && label.ages.length).toBeGreaterThan(0)
  await page.keyboard.press('u')
  await expect.poll(async () => (await labels(page)).length).toBe(1)
  const before = await read(page, state => state.run.step)
  await expect
    .poll(() => read(page, state => state.run.step), { message: 'it goes on learning' })
    .toBeGreaterThan(before)
  expect(errors).toEqual([])
  await close()
})

test('CartPole on a phone: thumbs large enough, praise and scold by touch', async () => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash('CartPole-v1'), ...PHONE })
  await goTo(page, 'Teach')
  await chooseWay(page, 'Praise')
  await waitForSteps(page)
  const praise = page.getByRole('button', { name: 'Praise', exact: false }).last()
  const times = [
    await untilSeen(page, () => praise.tap()),
    await untilSeen(page, () => page.getByRole('button', { name: 'Scold' }).tap()),
  ]
  expect(Math.max(...times), times.join(', ')).toBeLessThan(VISIBLE_MILLISECONDS)
  expect(await labels(page)).toMatchObject([
    { signal: 1, inputDevice: 'touch' },
    { signal: -1, inputDevice: 'touch' },
  ])
  const heights = await page
    .locator('.praise-bar button')
    .evaluateAll(buttons => buttons.map(button => button.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
  expect(errors).toEqual([])
  await close()
})

test('FlowerPath by keys: shown from the start, thrown away, taken over', async () => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash('FlowerPath-v0') })
  const opened = Date.now()
  await goTo(page, 'Teach')
  await chooseWay(page, 'Show how')
  await KEY_OF(['ArrowRight', 'ArrowUp', 'ArrowUp'])(page)
  await expect.poll(() => live(page)).toMatchObject({ status: 'recording', steps: 3 })
  const seen = await untilSeen(page, () => page.keyboard.press('Enter'))
  expect(Date.now() - opened).toBeLessThan(FIRST_ANSWER_MILLISECONDS)
  expect(seen).toBeLessThan(VISIBLE_MILLISECONDS)
  expect(await labels(page)).toMatchObject([{ kind: 'demo', from: 'start', inputDevice: 'keyboard' }])

  await KEY_OF(['ArrowRight', 'Escape'])(page)
  expect(await live(page), 'Pip acts').toBeNull()
  await page.waitForTimeout(1500)
  await KEY_OF(['ArrowUp', 'Enter'])(page)
  await expect.poll(() => labels(page)).toMatchObject([{ from: 'start' }, { from: 'takeover' }])
  expect(errors).toEqual([])
  await close()
})

test('Pendulum: shown by a held key, CartPole by a held finger', async () => {
  const pendulum = await openPage(browser, { hash: worldHash('Pendulum-v1') })
  await goTo(pendulum.page, 'Teach')
  await chooseWay(pendulum.page, 'Show how')
  await pendulum.page.waitForTimeout(200)
  expect(await live(pendulum.page), 'it waits').toMatchObject({ status: 'waiting', steps: 0 })
  await hold(pendulum.page, 'ArrowRight', 700)
  const seen = await untilSeen(pendulum.page, () => pendulum.page.keyboard.press('Enter'))
  expect(seen).toBeLessThan(VISIBLE_MILLISECONDS)
  const [label] = await labels(pendulum.page)
  expect(label).toMatchObject({ kind: 'demo', inputDevice: 'keyboard' })
  expect(label?.kind === 'demo' && label.clip.actions.length).toBeGreaterThan(5)
  expect(label?.kind === 'demo' && label.clip.actions).toContain(2)
  expect(pendulum.errors).toEqual([])
  await pendulum.close()

  const { page, errors, close } = await openPage(browser, { hash: worldHash('CartPole-v1'), ...PHONE })
  await goTo(page, 'Teach')
  await chooseWay(page, 'Show how')
  const box = await page.getByRole('button', { name: /left/i }).boundingBox()
  const session = await page.context().newCDPSession(page)
  const at = [{ x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 }]
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at })
  await page.waitForTimeout(500)
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await page.getByRole('button', { name: 'Keep it' }).tap()
  await expect.poll(() => labels(page)).toMatchObject([{ kind: 'demo', inputDevice: 'touch' }])
  expect(errors).toEqual([])
  await close()
})

test('FlowerPath by mouse: a clip is stopped, done better from there, looked at and kept', async () => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash('FlowerPath-v0') })
  const opened = Date.now()
  await goTo(page, 'Teach')
  await chooseWay(page, 'Correct')
  await page
    .getByRole('button', { name: /^Stop here/ })
    .and(page.locator(':enabled'))
    .click()
  const stopped = await live(page)
  expect(stopped).toMatchObject({ kind: 'correct', status: 'waiting' })
  await page.getByRole('button', { name: 'Left', exact: true }).click()
  await page.getByRole('button', { name: /^That is better/ }).click()
  await page.getByText('What Pip did').waitFor()
  await page.getByText('What you did').waitFor()
  const seen = await untilSeen(page, () => page.getByRole('button', { name: /^Keep it/ }).click())
  expect(Date.now() - opened).toBeLessThan(FIRST_ANSWER_MILLISECONDS + 5000)
  expect(seen).toBeLessThan(VISIBLE_MILLISECONDS)
  const [label] = await labels(page)
  expect(label).toMatchObject({ kind: 'correct', inputDevice: 'pointer' })
  expect(label?.kind === 'correct' && label.at).toBe(stopped?.kind === 'correct' && stopped.at)
  expect(errors).toEqual([])
  await close()
})

test('CartPole by keys: an arrow stops the clip, the correction ends with it', async () => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash('CartPole-v1') })
  await goTo(page, 'Teach')
  await chooseWay(page, 'Correct')
  await page.waitForFunction('window.goodRobot.state().teach.episode !== null')
  await page.waitForTimeout(400)
  await hold(page, 'ArrowLeft', 900)
  await expect
    .poll(() => live(page), { timeout: 8000 })
    .toMatchObject({ kind: 'correct', status: 'finished' })
  await page.keyboard.press('Enter')
  await expect.poll(() => labels(page)).toMatchObject([{ kind: 'correct', inputDevice: 'keyboard' }])
  expect(errors).toEqual([])
  await close()
})

test('who answers has a name, the audit says when it is too early, one answer can be thought away', async () => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash('FlowerPath-v0') })
  await goTo(page, 'Teach')
  await page.getByPlaceholder("Someone else's name").fill('Ada')
  await page.keyboard.press('Enter')
  await chooseWay(page, 'Praise')
  await waitForSteps(page)
  await untilSeen(page, () => page.keyboard.press('ArrowUp'))
  expect(await labels(page)).toMatchObject([{ rater: 'person:Ada' }])
  await page.getByText('Not enough answers yet').first().waitFor()
  await page.getByRole('button', { name: /^Answer 1:/ }).click()
  await page.getByRole('menuitem', { name: /without/ }).click()
  await page.getByText('If you had not said this').waitFor()
  await page.waitForFunction("'rewardChange' in (window.goodRobot.state().teach.influence ?? {})")
  await page.getByRole('button', { name: 'Draw the curve' }).click()
  await page
    .locator('.overoptimisation svg, .overoptimisation-card >> text=nothing to optimise')
    .first()
    .waitFor()
  expect(errors).toEqual([])
  await close()
})
