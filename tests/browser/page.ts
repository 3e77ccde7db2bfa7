/** Opens the built page in a real browser and reads its state through `?inspect`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserArguments } from '../../scripts/find-browser.mjs'
import type { Clip } from '../../src/core/label.ts'
import type { AppState } from '../../src/store/state.ts'

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: inject('browserPath'), args: browserArguments })
}

export interface OpenOptions extends BrowserContextOptions {
  /** Hash with its `#`. */
  hash?: string
  /** More query parameters, such as `&x=1`. */
  query?: string
}

/** Opens a page of its own context and waits until a run has started. Page errors fail the test that reads `errors`. */
export async function openPage(browser: Browser, { hash = '', query = '', ...context }: OpenOptions = {}) {
  const owner = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...context })
  const page = await owner.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  await page.goto(address({ hash, query }))
  await waitForStep(page, 1)
  return { page, errors, close: () => owner.close() }
}

export const address = ({ hash = '', query = '' }: { hash?: string; query?: string } = {}): string =>
  `${inject('baseUrl')}?inspect&renderer=canvas${query}${hash}`

/** Reads one thing off the page's state; `pick` runs in the page and must return plain data. */
export function read<Result>(page: Page, pick: (state: AppState) => Result): Promise<Result> {
  return page.evaluate(`(${pick.toString()})(window.goodRobot.state())`) as Promise<Result>
}

export async function waitForStep(page: Page, step: number, timeout = 30_000): Promise<void> {
  await page.waitForFunction(
    `window.goodRobot && window.goodRobot.telemetry().frame?.step >= ${step}`,
    undefined,
    { timeout, polling: 20 },
  )
}

/** The newest frame of a grid world, as plain arrays. */
export function readFrame(page: Page): Promise<{
  step: number
  episode: number
  state: number
  actionValues: number[]
  values: number[]
}> {
  return page.evaluate(() => {
    const { frame } = (
      window as never as {
        goodRobot: { telemetry(): { frame: import('../../src/core/frame.ts').TabularFrame } }
      }
    ).goodRobot.telemetry()
    return {
      step: frame.step,
      episode: frame.episode,
      state: frame.state,
      actionValues: Array.from(frame.actionValues ?? []),
      values: Array.from(frame.values),
    }
  })
}

export interface ShownQuery {
  id: string
  left: Clip
  right: Clip
}

/** The pair a person would see now; waits for one other than `before`. */
export async function nextQuery(page: Page, before: string | null): Promise<ShownQuery> {
  await page.waitForFunction(
    `(() => { const q = window.goodRobot.state().teach.queries[0]; return q && q.id !== ${JSON.stringify(before)} })()`,
    undefined,
    { timeout: 15_000, polling: 10 },
  )
  return read(page, state => {
    const { id, left, right } = state.teach.queries[0]!
    return { id, left, right }
  })
}

export const goTo = (page: Page, name: 'Watch' | 'Teach') =>
  page.getByRole('navigation').getByText(name, { exact: true }).first().click()

/** A browser of its own process group and profile that can be killed as by a power cut of the process. */
export async function launchKillable(profile: string): Promise<{ browser: Browser; kill(): Promise<void> }> {
  const child: ChildProcess = spawn(
    inject('browserPath'),
    [...browserArguments, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => reject(new Error(`The browser did not start: ${text}`)), 30_000)
    child.stderr!.on('data', chunk => {
      text += chunk
      const found = /DevTools listening on (ws:\S+)/.exec(text)
      if (!found) return
      clearTimeout(timer)
      resolve(found[1]!)
    })
  })
  const browser = await chromium.connectOverCDP(endpoint)
  return {
    browser,
    kill() {
      const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
      process.kill(-child.pid!, 'SIGKILL')
      return gone
    },
  }
}
