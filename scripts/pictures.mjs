/** `npm run pictures`: makes the README's pictures from the built page. */
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { browserArguments, requireBrowser } from './find-browser.mjs'
import { buildPageIfStale } from './freshness.mjs'
import { ROOT } from './install.mjs'
import { serveFolder } from './serve.mjs'

const executablePath = await requireBrowser()
await buildPageIfStale()
const served = await serveFolder(join(ROOT, 'dist'))
const browser = await chromium.launch({ executablePath, args: browserArguments })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
const picture = name => page.screenshot({ path: join(ROOT, 'docs', `picture-${name}.png`) })

await page.goto(served.url)
await page.locator('canvas').first().waitFor()
await page.keyboard.press('4')
await page.waitForTimeout(5000)
await picture('watch')

await page.getByRole('navigation').getByText('Teach', { exact: true }).click()
await page.getByRole('combobox', { name: 'Simulated rater' }).selectOption('oracle')
await page.waitForFunction(() => /Saved - (2[4-9]|[3-9]\d)/.test(document.body.textContent))
await page.getByRole('combobox', { name: 'Simulated rater' }).selectOption('off')
await page.waitForTimeout(1500)
await picture('teach')

await page.goto(`${served.url}#v=1&env=CartPole-v1`)
await page.reload()
await page.waitForFunction(() => /Adult/.test(document.body.textContent), undefined, { timeout: 60_000 })
await page.waitForTimeout(4000)
await picture('control')

await browser.close()
await served.close()
