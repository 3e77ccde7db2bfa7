/** Teaching in a control world through the page: first pair, keys, mouse, touch, and what each answer visibly changes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LabelOf } from '../../src/core/label.ts'
import { goTo, launch, nextQuery, openPage, read } from './page.ts'
import { FIRST_ANSWER_MILLISECONDS, PHONE, untilSeen, VISIBLE_MILLISECONDS } from './teaching.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const CART_POLE = '#v=1&env=CartPole-v1'

/** Opens Teach; says how long it took until a person could answer. */
async function openTeach(page: Page): Promise<number> {
  const opened = Date.now()
  await goTo(page, 'Teach')
  await nextQuery(page, null)
  await page
    .getByRole('button', { name: /Left is better/ })
    .and(page.locator(':enabled'))
    .waitFor()
  return Date.now() - opened
}

const comparisons = (page: Page) =>
  read(page, state =>
    state.teach.answered.map(({ label }) => {
      const { answer, inputDevice, strength, replaces } = label as LabelOf<'compare'>
      return { answer, inputDevice, strength, edited: replaces !== null }
    }),
  )

/** The middle of a clip's mat. */
async function middleOf(page: Page, index: number): Promise<{ x: number; y: number }> {
  const box = await page.locator('.mats .mat').nth(index).boundingBox()
  return { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 }
}

test('CartPole by keys: a first answer within ten seconds, each seen within one', async () => {
  const { page, errors, close } = await openPage(browser, { hash: CART_POLE })
  expect(await openTeach(page)).toBeLessThan(FIRST_ANSWER_MILLISECONDS)

  const places = () => page.locator('.clip-foot span').allTextContents()
  await page.keyboard.press(' ')
  await page.keyboard.press('.')
  await page.keyboard.press('.')
  const [first] = await places()
  await page.keyboard.press(',')
  await expect.poll(places).not.toEqual([first, first])
  expect(await read(page, state => state.teach.clipsPaused)).toBe(true)
  await page.keyboard.press(' ')

  let shown: string | null = null
  const times: number[] = []
  for (const key of ['ArrowLeft', 'ArrowRight', 'Shift+ArrowLeft', 'ArrowRight']) {
    shown = (await nextQuery(page, shown)).id
    times.push(await untilSeen(page, () => page.keyboard.press(key)))
  }
  expect(Math.max(...times), times.join(', ')).toBeLessThan(VISIBLE_MILLISECONDS)
  await page.getByText('Saved - 4').first().waitFor()
  expect((await comparisons(page)).map(({ answer, strength }) => [answer, strength])).toEqual([
    ['left', null],
    ['right', null],
    ['left', 'clearly'],
    ['right', null],
  ])

  await page.getByRole('button', { name: /^Answer 1:/ }).click()
  await page.getByRole('menuitem', { name: 'Answer again' }).click()
  await page.getByText('Answer 1 again').waitFor()
  await page.keyboard.press('ArrowUp')
  await expect.poll(async () => (await comparisons(page))[0]).toMatchObject({ answer: 'equal', edited: true })
  await page.keyboard.press('u')
  await expect.poll(async () => (await comparisons(page))[0]).toMatchObject({ answer: 'left', edited: false })
  await page.keyboard.press('u')
  await expect.poll(async () => (await comparisons(page)).length).toBe(3)
  expect(errors).toEqual([])
  await close()
})

test('CartPole by mouse: the buttons, and the clip itself', async () => {
  const { page, errors, close } = await openPage(browser, { hash: CART_POLE })
  await openTeach(page)
  const times = [
    await untilSeen(page, () => page.getByRole('button', { name: /Left is better/ }).click()),
    await untilSeen(page, async () => {
      const { x, y } = await middleOf(page, 1)
      await page.mouse.click(x, y)
    }),
  ]
  expect(Math.max(...times), times.join(', ')).toBeLessThan(VISIBLE_MILLISECONDS)
  expect(await comparisons(page)).toMatchObject([
    { answer: 'left', inputDevice: 'pointer' },
    { answer: 'right', inputDevice: 'pointer' },
  ])
  const before = await read(page, state => state.teach.queries[0]!.id)
  await page.getByRole('button', { name: /Skip this pair/ }).click()
  await nextQuery(page, before)
  expect(await comparisons(page)).toHaveLength(2)
  await page.getByLabel('Across').selectOption({ label: 'Pole angle' })
  await expect
    .poll(() =>
      read(page, ({ teach: { learned } }) => (learned?.form === 'control' ? learned.surface.x.label : '')),
    )
    .toBe('Pole angle')
  expect(errors).toEqual([])
  await close()
})

test('CartPole by touch on a phone: a tap on a clip, a swipe, and buttons large enough', async () => {
  const { page, errors, close } = await openPage(browser, {
    hash: CART_POLE,
    ...PHONE,
  })
  await openTeach(page)
  const times = [
    await untilSeen(page, async () => {
      const { x, y } = await middleOf(page, 0)
      await page.touchscreen.tap(x, y)
    }),
    await untilSeen(page, () => page.getByRole('button', { name: /Left is better/ }).tap()),
    await untilSeen(page, () => swipe(page, 120)),
  ]
  expect(Math.max(...times), times.join(', ')).toBeLessThan(VISIBLE_MILLISECONDS)
  expect(await comparisons(page)).toMatchObject([
    { answer: 'left', inputDevice: 'touch' },
    { answer: 'left', inputDevice: 'touch' },
    { answer: 'right', inputDevice: 'touch' },
  ])
  const heights = await page
    .locator('.ans button, .clip-tools button')
    .evaluateAll(buttons => buttons.map(button => button.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
  expect(errors).toEqual([])
  await close()
})

/** A finger across the upper clip. */
async function swipe(page: Page, across: number): Promise<void> {
  const { x, y } = await middleOf(page, 0)
  const session = await page.context().newCDPSession(page)
  const at = (share: number) => [{ x: x + across * share, y }]
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(-0.5) })
  for (const share of [-0.2, 0.1, 0.5])
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) })
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}

test('a clip of Pendulum is rated by key', async () => {
  const { page, errors, close } = await openPage(browser, { hash: '#v=1&env=Pendulum-v1' })
  await goTo(page, 'Teach')
  await page.getByText('Rate', { exact: true }).first().click()
  await page
    .getByRole('button', { name: /^Much better/ })
    .and(page.locator(':enabled'))
    .waitFor()
  await page.keyboard.press('6')
  await page.getByText('Saved - 1').first().waitFor()
  expect(
    await read(page, state => state.teach.answered.map(({ label }) => (label as LabelOf<'rate'>).rating)),
  ).toEqual([2])
  expect(errors).toEqual([])
  await close()
})
