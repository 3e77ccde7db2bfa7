/** Robots with a physics engine in the built page: they open, learn, give way to one another, and fail with a sentence. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environmentById } from '../../src/envs/registry.ts'
import { address, goTo, launch, openPage, read, waitForStep } from './page.ts'
import { chooseWay, labels, live, praiseOnceItActs } from './teaching.ts'

const BOX2D = 'LunarLander-v3'
const MUJOCO = 'Hopper-v5'
const PLAIN = 'CartPole-v1'
const hashOf = (env: string) => `#v=1&env=${env}`

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const titleOf = (env: string) => environmentById(env).title
const openWorld = (page: Page, env: string) =>
  page
    .locator('button.world', { has: page.locator('.nm', { hasText: new RegExp(`^${titleOf(env)}$`) }) })
    .click()
const isOpen = (page: Page, env: string) =>
  page.waitForFunction(`window.goodRobot.state().run.config.env === '${env}'`, undefined, { timeout: 30_000 })
const stepOf = (page: Page) => read(page, state => state.run.step)
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

const POLL = { timeout: 30_000 }

/** Complaints of the page and its workers. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}

test('two robots learn, and give way to each other five times', async () => {
  const { page, errors, close } = await openPage(browser, { hash: hashOf(PLAIN) })
  const complaints = listen(page)
  for (let turn = 0; turn < 5; turn++) {
    for (const env of [BOX2D, MUJOCO]) {
      await openWorld(page, env)
      await isOpen(page, env)
      await waitForStep(page, 1)
      if (turn > 0) continue
      const before = await stepOf(page)
      await pause(2000)
      expect(await stepOf(page), env).toBeGreaterThan(before + 100)
      const { status, failure } = await read(page, state => state.run)
      expect([status, failure]).toEqual(['running', null])
    }
  }
  expect(page.workers(), 'one trainer, and none left behind').toHaveLength(1)
  expect(await read(page, state => state.opening)).toBeNull()
  expect([errors, complaints]).toEqual([[], []])
  await close()
})

test.each([BOX2D, MUJOCO])('a link to %s opens it', async env => {
  const { page, errors, close } = await openPage(browser, { hash: `${hashOf(env)}&seed=7` })
  await isOpen(page, env)
  await waitForStep(page, 100)
  expect(await read(page, state => state.run.config.seed)).toBe(7)
  expect(page.url()).toContain(`env=${env}`)
  expect(errors).toEqual([])
  await close()
})

test.each([BOX2D, MUJOCO])('a person plays %s by its keys', async env => {
  const { page, errors, close } = await openPage(browser, { hash: hashOf(env) })
  await isOpen(page, env)
  await page.keyboard.press('p')
  const key = env === BOX2D ? 'ArrowUp' : 'q'
  await page.keyboard.down(key)
  await page.waitForFunction('window.goodRobot.state().play.steps > 5', undefined, { timeout: 30_000 })
  expect(await read(page, state => state.play.held.some(value => value === 1))).toBe(true)
  await page.keyboard.up(key)
  await page.waitForFunction('window.goodRobot.state().play.held.every(value => value === null)')
  expect(errors).toEqual([])
  await close()
})

test('a book falls on the robot on show, and the ground tilts until another world is opened', async () => {
  const { page, errors, close } = await openPage(browser, { hash: hashOf(MUJOCO) })
  await isOpen(page, MUJOCO)
  const thing = () =>
    page.evaluate(() => {
      const { goodRobot } = window as never as {
        goodRobot: { telemetry(): { exhibits: readonly { thing?: { kind: string } }[] } }
      }
      return goodRobot.telemetry().exhibits[0]?.thing?.kind ?? null
    })
  const turned = () =>
    page.locator('.slot canvas').evaluate(canvas => (canvas as HTMLElement).style.transform)
  await page.waitForFunction('window.goodRobot.telemetry().exhibits.length > 0', undefined, POLL)
  expect([await thing(), await turned()]).toEqual([null, ''])
  await page.getByRole('button', { name: 'Drop a book' }).click()
  await expect.poll(thing, POLL).toBe('book')
  await page.keyboard.press('>')
  expect(await read(page, state => state.trick)).toEqual({ thing: 'book', tilt: 2 })
  await expect.poll(turned, POLL).toMatch(/^rotate\(-0\.03\d*rad\)$/)
  await openWorld(page, BOX2D)
  await isOpen(page, BOX2D)
  expect(await read(page, state => state.trick.tilt)).toBe(0)
  await expect.poll(turned, POLL).toBe('')
  expect(errors).toEqual([])
  await close()
})

test('a person teaches a lander in all five ways', async () => {
  const { page, errors, close } = await openPage(browser, { hash: hashOf(BOX2D) })
  await isOpen(page, BOX2D)
  await waitForStep(page, 5000)
  await goTo(page, 'Teach')
  const kinds = async () => (await labels(page)).map(({ kind }) => kind)
  const given = (count: number) => expect.poll(async () => (await kinds()).length, POLL).toBe(count)

  await page.waitForFunction('window.goodRobot.state().teach.queries.length > 0', undefined, POLL)
  await page.keyboard.press('ArrowLeft')
  await given(1)

  await chooseWay(page, 'Rate')
  await page.waitForFunction('window.goodRobot.state().teach.episode !== null', undefined, POLL)
  await page.keyboard.press('6')
  await given(2)

  await chooseWay(page, 'Praise')
  const praised = await praiseOnceItActs(page, () => page.keyboard.press('ArrowUp'))
  await given(2 + praised)

  await chooseWay(page, 'Show how')
  await page.keyboard.press('t')
  await page.waitForTimeout(1500)
  await page.keyboard.down('ArrowUp')
  await expect
    .poll(() => live(page), POLL)
    .toMatchObject({ kind: 'demo', takeover: true, status: 'recording' })
  await page.waitForTimeout(500)
  await page.keyboard.up('ArrowUp')
  await page.keyboard.press('Enter')
  await given(3 + praised)

  await chooseWay(page, 'Correct')
  await page.waitForFunction('window.goodRobot.state().teach.episode !== null', undefined, POLL)
  await page.waitForTimeout(700)
  await page.keyboard.down('ArrowUp')
  await expect.poll(() => live(page), POLL).toMatchObject({ kind: 'correct' })
  await page.waitForTimeout(700)
  await page.keyboard.up('ArrowUp')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await given(4 + praised)

  const all = await labels(page)
  expect(new Set(all.map(({ kind }) => kind))).toEqual(
    new Set(['compare', 'rate', 'praise', 'demo', 'correct']),
  )
  const demo = all.find(label => label.kind === 'demo')!
  expect(demo).toMatchObject({ from: 'takeover', clip: { lead: expect.any(Number) } })
  await expect.poll(() => read(page, state => state.teach.learned?.labels), POLL).toBe(all.length)
  expect(await read(page, ({ run, notice }) => [run.status, notice?.tone ?? 'info'])).toEqual([
    'running',
    'info',
  ])
  expect(errors).toEqual([])
  await close()
})

test('an engine that does not come leaves the page with the world before, and may come later', async () => {
  const { page, errors, close } = await openPage(browser, { hash: hashOf(PLAIN) })
  let offline = true
  await page.route(/\.(js|wasm)$/, route => (offline ? route.abort() : route.continue()))
  await openWorld(page, MUJOCO)
  const notice = page.locator('.notice.error')
  await notice.waitFor()
  expect(await notice.innerText()).toMatch(/was not opened\..*physics engine.*connection/s)
  expect(await read(page, state => [state.run.config.env, state.run.status, state.opening])).toEqual([
    PLAIN,
    'running',
    null,
  ])
  offline = false
  await openWorld(page, BOX2D)
  await isOpen(page, BOX2D)
  await waitForStep(page, 1)
  expect(errors).toEqual([])
  await close()
})

test('a link to a robot whose engine does not come opens another world and says so', async () => {
  const owner = await browser.newContext()
  const page = await owner.newPage()
  await page.route(/box2d[^/]*\.js$/, route => route.abort())
  await page.goto(address({ hash: hashOf(BOX2D) }))
  await waitForStep(page, 1)
  await page.locator('.notice.error', { hasText: `${titleOf(BOX2D)} was not opened.` }).waitFor()
  expect(await read(page, state => state.run.config.env)).toBe('FlowerPath-v0')
  expect(page.url(), 'a reload tries again').toContain(BOX2D)
  await owner.close()
})

test('what takes a while is said, and can be called off', async () => {
  const { page, close } = await openPage(browser, { hash: hashOf(PLAIN) })
  let come: () => void = () => undefined
  const held = new Promise<void>(resolve => {
    come = resolve
  })
  await page.route(/\.(js|wasm)$/, async route => {
    await held
    await route.continue()
  })
  await openWorld(page, BOX2D)
  const note = page.locator('.opening-note')
  await note.waitFor()
  expect(await note.innerText()).toContain(titleOf(BOX2D))
  await note.getByRole('button').click()
  expect(await note.count()).toBe(0)
  come()
  await pause(1000)
  expect(await read(page, state => state.run.config.env)).toBe(PLAIN)
  await close()
})

/** As a host does that forbids pages to make code out of text: both engines do. */
test('where eval is forbidden the page says so and stays', async () => {
  const owner = await browser.newContext()
  const strict = "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
  await owner.route('**/*', async route => {
    const response = await route.fetch()
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': strict },
    })
  })
  const page = await owner.newPage()
  await page.goto(address({ hash: hashOf(PLAIN) }))
  // `waitForFunction` makes code out of text itself.
  await expect.poll(() => read(page, state => state.run.status), POLL).toBe('running')
  for (const env of [BOX2D, MUJOCO]) {
    await openWorld(page, env)
    const notice = page.locator('.notice.error', { hasText: `${titleOf(env)} was not opened.` })
    await notice.waitFor()
    expect(await notice.innerText()).toContain('content-security policy')
    expect(await read(page, ({ run }) => [run.config.env, run.status])).toEqual([PLAIN, 'running'])
  }
  await owner.close()
})
