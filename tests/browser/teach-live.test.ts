/** Praise, showing how and correcting through the page, by keys, mouse and touch, in a grid and in control worlds. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goTo, launch, openPage, read } from './page.ts'
import {
  chooseWay,
  FIRST_ANSWER_MILLISECONDS,
  holdFinger,
  labels,
  live,
  PHONE,
  praiseOnceItActs,
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

const KEY_OF = (steps: readonly string[]) => async (page: Page) => {
  for (const key of steps) await page.keyboard.press(key)
}

/** A key held until the person has acted `steps` steps, or it is over by itself. */
async function hold(page: Page, key: string, steps: number): Promise<void> {
  await page.keyboard.down(key)
  await expect
    .poll(async () => (await stepsActed(page)) >= steps || (await isOver(page)), { timeout: 15_000 })
    .toBe(true)
  await page.keyboard.up(key)
}

/** Where the clip on show is, in steps. */
const clipAt = async (page: Page) =>
  Number.parseInt((await page.locator('.clip-foot span').first().textContent()) ?? '', 10)

const isOver = (page: Page) =>
  read(page, ({ teach: { live } }) => live !== null && live.kind !== 'praise' && live.status === 'finished')

test.each(['FlowerPath-v0', 'Pendulum-v1'])('%s: praise by keys, seen within a second', async env => {
  const { page, errors, close } = await openPage(browser, { hash: worldHash(env) })
  const opened = Date.now()
  await goTo(page, 'Teach')
  await chooseWay(page, 'Praise')
  const first = await praiseOnceItActs(page, () => page.keyboard.press('ArrowUp'))
  expect(Date.now() - opened).toBeLessThan(FIRST_ANSWER_MILLISECONDS)
  const times = [await untilSeen(page, () => page.keyboard.press('ArrowUp'))]
  await page.getByText('Praised').waitFor()
  times.push(await untilSeen(page, () => page.keyboard.press('-')))
  await page.getByText(`${first + 2} signals so far`).waitFor()
  await page
    .getByText(`Saved - ${first + 2}`)
    .first()
    .waitFor()
  expect(Math.max(...times), times.join(', ')).toBeLessThan(VISIBLE_MILLISECONDS)
  const given = (await labels(page)).slice(first)
  expect(given).toMatchObject([
    { kind: 'praise', signal: 1, inputDevice: 'keyboard' },
    { kind: 'praise', signal: -1, inputDevice: 'keyboard' },
  ])
  for (const label of given) expect(label.kind === 'praise' && label.ages.length).toBeGreaterThan(0)
  await page.keyboard.press('u')
  await expect.poll(async () => (await labels(page)).length).toBe(first + 1)
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
  const praise = page.locator('.praise-bar').getByRole('button', { name: 'Praise' })
  const first = await praiseOnceItActs(page, () => praise.tap())
  const times = [
    await untilSeen(page, () => praise.tap()),
    await untilSeen(page, () => page.getByRole('button', { name: 'Scold' }).tap()),
  ]
  expect(Math.max(...times), times.join(', ')).toBeLessThan(VISIBLE_MILLISECONDS)
  expect((await labels(page)).slice(first)).toMatchObject([
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
  await expect.poll(() => live(pendulum.page)).toMatchObject({ status: 'waiting', steps: 0 })
  await hold(pendulum.page, 'ArrowRight', 8)
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
  await expect.poll(() => live(page)).toMatchObject({ kind: 'demo', status: 'waiting' })
  await holdFinger(page, page.getByRole('button', { name: /left/i }), 3)
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
  await expect.poll(() => clipAt(page)).toBeGreaterThan(0)
  await hold(page, 'ArrowLeft', 500)
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
  await praiseOnceItActs(page, () => page.keyboard.press('ArrowUp'))
  expect((await labels(page))[0]).toMatchObject({ rater: 'person:Ada' })
  await page.getByText('Not enough answers yet').first().waitFor()
  await page.getByRole('button', { name: /^Answer 1:/ }).click()
  await page.getByRole('menuitem', { name: /without/ }).click()
  await page.getByText('If you had not said this').waitFor()
  await page.waitForFunction("'rewardChange' in (window.goodRobot.state().teach.influence ?? {})")
  await page.getByRole('button', { name: 'Draw the curve' }).click()
  await page.locator('.overoptimisation svg').or(page.getByText('nothing to optimise')).first().waitFor()
  expect(errors).toEqual([])
  await close()
})
