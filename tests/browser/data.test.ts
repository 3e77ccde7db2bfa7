/** Labels and links meet the outside world: bad files, bad links, two tabs, a full disk, a dead trainer. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { address, goTo, launch, nextQuery, openPage, read, waitForStep } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const ids = (page: Page) => read(page, state => state.teach.answered.map(({ label }) => label.id))

async function answerSome(page: Page, count: number): Promise<void> {
  let shown: string | null = null
  for (let i = 0; i < count; i++) {
    shown = (await nextQuery(page, shown)).id
    await page.keyboard.press(i % 2 ? 'ArrowLeft' : 'ArrowRight')
  }
  await page.waitForFunction(`window.goodRobot.state().teach.answered.every(a => !a.pending)`)
}

test('export, delete, import: the labels come back; broken files change nothing and name the place', async () => {
  const { page, errors, close } = await openPage(browser, { acceptDownloads: true })
  await goTo(page, 'Teach')
  await answerSome(page, 4)
  const before = await ids(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /export|download/i })
      .first()
      .click(),
  ])
  const folder = mkdtempSync(join(tmpdir(), 'good-robot-data-'))
  const file = join(folder, 'labels.jsonl')
  await download.saveAs(file)
  const { readFileSync } = await import('node:fs')
  const text = readFileSync(file, 'utf8')

  const lines = text.trim().split('\n')
  const broken: Record<string, string> = {
    'cut.jsonl': text.slice(0, text.length - 40),
    'wrong-answer.jsonl': text.replace(/"answer":"(left|right)"/, '"answer":"up"'),
    'newer.jsonl': text.replaceAll(/"schema":\d+/g, '"schema":99'),
    'polluting.jsonl': `${text}{"__proto__":{"polluted":true},"kind":"compare"}\n`,
    'binary.jsonl': '\u0000\u0001not json',
  }
  const input = page.locator('input[type=file]').first()
  for (const [name, content] of Object.entries(broken)) {
    const path = join(folder, name)
    writeFileSync(path, content)
    await input.setInputFiles(path)
    await page.waitForFunction(
      `window.goodRobot.state().notice?.tone === 'error' && window.goodRobot.state().notice.text.includes(${JSON.stringify(name)})`,
    )
    const text = await read(page, state => state.notice!.text)
    expect(text, name).toMatch(/line \d+/i)
    expect(await ids(page), name).toEqual(before)
  }
  expect(
    await page.evaluate(() => ({}) as { polluted?: boolean }).then(value => value.polluted),
  ).toBeUndefined()

  await page
    .getByRole('button', { name: /delete/i })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /delete/i })
    .click()
  await page.waitForFunction(`window.goodRobot.state().teach.answered.length === 0`)
  await input.setInputFiles(file)
  await page.waitForFunction(`window.goodRobot.state().teach.answered.length === ${before.length}`)
  expect(await ids(page)).toEqual(before)
  expect(lines.length).toBeGreaterThanOrEqual(before.length)
  expect(errors).toEqual([])
  await close()
})

test('answers of someone with the same name: the page asks whose they are, and keeps two people apart', async () => {
  const { page, errors, close } = await openPage(browser, { acceptDownloads: true })
  await goTo(page, 'Teach')
  await answerSome(page, 2)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ])
  const folder = mkdtempSync(join(tmpdir(), 'good-robot-names-'))
  const own = join(folder, 'own.jsonl')
  await download.saveAs(own)
  const { readFileSync } = await import('node:fs')
  const text = readFileSync(own, 'utf8')
  const from = (name: string) => {
    const path = join(folder, `${name}.jsonl`)
    writeFileSync(
      path,
      text.replace(/"id":"([^"]+)"/g, (_, id) => `"id":"${name}-${id}"`),
    )
    return path
  }
  const input = page.locator('input[type=file]').first()
  const raters = () =>
    read(page, state => state.teach.answered.map(({ label }) => label.rater)) as Promise<string[]>
  const dialog = page.getByRole('dialog')

  await input.setInputFiles(from('left-alone'))
  await dialog.getByRole('button', { name: 'Do not import' }).click()
  expect(await raters()).toEqual(['person', 'person'])

  await input.setInputFiles(from('other'))
  await dialog.getByText('2 answers in the file, 2 here').waitFor()
  await dialog.getByRole('radio', { name: /Someone else/ }).check()
  const name = dialog.getByRole('textbox', { name: 'Name' })
  expect(await name.inputValue()).toBe('Visitor')
  await name.fill('Ada')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect
    .poll(async () => (await raters()).toSorted())
    .toEqual(['person', 'person', 'person:Ada', 'person:Ada'])

  await input.setInputFiles(from('mine'))
  await dialog.getByRole('radio', { name: /They are mine/ }).waitFor()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect.poll(async () => (await raters()).filter(rater => rater === 'person').length).toBe(4)
  await input.setInputFiles(own)
  await page.waitForFunction("window.goodRobot.state().notice?.text.includes('2 were here already')")
  expect(errors).toEqual([])
  await close()
})

test('malicious and broken links open the page and name what was left out', async () => {
  for (const hash of [
    '#v=1&env=javascript:alert(1)',
    '#v=1&env=FlowerPath-v0&agent.discount=1e308',
    '#v=1&env=FlowerPath-v0&agent.epsilon=NaN&seed=-5',
    '#v=1&env=FlowerPath-v0&__proto__.polluted=1',
    '#v=99&env=FlowerPath-v0&reward.flower=3',
    '#%E0%A4%A&&&===',
  ]) {
    const { page, errors, close } = await openPage(browser, { hash })
    expect(await read(page, state => state.run.config.env), hash).toBe('FlowerPath-v0')
    expect(await read(page, state => state.notice?.text ?? ''), hash).not.toBe('')
    expect(errors, hash).toEqual([])
    await close()
  }
})

test('a link opens the same run: world, learner, settings, reward terms and seed', async () => {
  const hash = '#v=1&env=FrozenLake-v1&env.is_slippery=false&agent=sarsa&agent.discount=0.9&seed=11'
  const { page, close } = await openPage(browser, { hash })
  const config = await read(page, state => state.run.config)
  expect(config).toMatchObject({
    env: 'FrozenLake-v1',
    envSettings: { is_slippery: false },
    agent: 'sarsa',
    agentSettings: { discount: 0.9 },
    seed: 11,
  })
  expect(await read(page, state => state.notice)).toBeNull()
  await page.reload()
  await waitForStep(page, 1)
  expect(await read(page, state => state.run.config)).toEqual(config)
  await close()
})

test('two tabs rating at once lose nothing, and each learns of the other', async () => {
  const { page: first, close } = await openPage(browser)
  const second = await first.context().newPage()
  await second.goto(address())
  await waitForStep(second, 1)
  for (const page of [first, second]) await goTo(page, 'Teach')
  await Promise.all([answerSome(first, 6), answerSome(second, 6)])
  for (const page of [first, second]) {
    await page.waitForFunction(`window.goodRobot.state().teach.answered.length === 12`)
  }
  await first.reload()
  await first.waitForFunction(`window.goodRobot?.state().teach.answered.length === 12`)
  expect(new Set(await ids(first)).size).toBe(12)
  await close()
})

test('a full disk is said, the labels stay in memory and are offered as a download', async () => {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  // Chromium heeds the override for databases that open after it.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(address()).origin, quotaSize: 1 })
  await page.goto(address())
  await waitForStep(page, 1)
  await goTo(page, 'Teach')
  let shown: string | null = null
  for (let i = 0; i < 2; i++) {
    shown = (await nextQuery(page, shown)).id
    await page.keyboard.press('ArrowLeft')
  }
  await page.waitForFunction(`window.goodRobot.state().teach.saved.kind === 'failed'`)
  await page.waitForFunction(`window.goodRobot.state().teach.saved.unsaved === 2`)
  expect(await read(page, state => state.teach.saved)).toMatchObject({ count: 0 })
  expect(await page.evaluate(() => document.body.textContent)).not.toMatch(/Saved - [1-9]/)
  expect(await read(page, state => state.teach.answered.length)).toBe(2)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /download/i })
      .first()
      .click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.jsonl$/)
  await context.close()
})

test('a trainer that is killed comes back and goes on from its checkpoint', async () => {
  const { page, close } = await openPage(browser)
  await page.keyboard.press('5')
  await waitForStep(page, 50_000)
  await page.waitForTimeout(2500)
  const before = await read(page, state => state.run.step)
  const devtools = await browser.newBrowserCDPSession()
  const { targetInfos } = await devtools.send('Target.getTargets')
  const worker = targetInfos.find(({ type }) => type === 'worker')
  expect(worker).toBeDefined()
  await page.evaluate(() => {
    // A worker that stops answering, as one in an endless loop does.
    const post = Worker.prototype.postMessage
    let silenced = false
    Worker.prototype.postMessage = function (this: Worker, ...parts: [never]) {
      if (!silenced) {
        silenced = true
        this.terminate()
      }
      post.apply(this, parts)
    } as never
  })
  await page.waitForFunction(`window.goodRobot.state().run.epoch >= 2`, undefined, { timeout: 15_000 })
  await page.waitForFunction(`window.goodRobot.telemetry().frame?.epoch >= 2`, undefined, { timeout: 15_000 })
  expect(await read(page, state => state.run.step)).toBeGreaterThan(Math.min(before, 1000))
  await close()
})
