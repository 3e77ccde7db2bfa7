/**
 * Steps a second of robots in a worker of the browser, and the same in Node by turns: `node bench/browser/compare.mjs [FIGURE...]`.
 * Actions are random; observations, rewards and resets count, learning does not. Each value is the median of three tries. The
 * calibration loop beside them tells how fast the machine was; "share of a core" is what other programs left of one to the worker.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { browserArguments, requireBrowser } from '../../scripts/find-browser.mjs'
import { median } from '../../scripts/results/statistics.mjs'
import { serveFolder } from '../../scripts/serve.mjs'

/** Steps a second in the worker, on one core. */
const GOALS = {
  calibration_loop: null,
  'env_steps/LunarLander-v3': 20_000,
  'env_steps/BipedalWalker-v3': 5000,
  'env_steps/HalfCheetah-v5': 12_000,
  'env_steps/Hopper-v5': 5000,
}
const TRIES = 3

const here = path => fileURLToPath(new URL(path, import.meta.url))

async function buildInto(folder) {
  const { build } = await import('vite')
  await build({
    root: here('.'),
    configFile: false,
    base: './',
    logLevel: 'error',
    // As the page is built: src/training and what it loads.
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
    },
    worker: { format: 'es', rolldownOptions: { checks: { eval: false } } },
  })
}

function inNode(name) {
  const lines = execFileSync(process.execPath, [
    here('../../scripts/cli.mjs'),
    'bench',
    '--only',
    name,
    '--json',
  ])
  return JSON.parse(lines.toString().trim().split('\n').at(-1))
}

async function compare(names) {
  const executablePath = await requireBrowser()
  const folder = mkdtempSync(join(tmpdir(), 'good-robot-bench-'))
  let served = null
  let browser = null
  try {
    await buildInto(folder)
    served = await serveFolder(folder)
    browser = await chromium.launch({ executablePath, args: browserArguments })
    const page = await browser.newPage()
    const cores = await watchCores(browser)
    await page.goto(served.url)
    await page.waitForFunction('window.measure !== undefined')
    console.log(`In a worker of Chromium ${browser.version()} and in Node ${process.versions.node}:\n`)
    print('', 'worker', 'share of a core', 'Node', 'goal')
    for (const name of names) await report(page, cores, name)
  } finally {
    await browser?.close()
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns seconds that the tabs' processes have computed so far. */
async function watchCores(browser) {
  const session = await browser.newBrowserCDPSession()
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo
      .filter(({ type }) => type === 'renderer')
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  }
}

async function report(page, cores, name) {
  const tries = []
  for (let i = 0; i < TRIES; i++) {
    const [start, computed] = [performance.now(), await cores()]
    const { value, unit } = await page.evaluate(figure => window.measure(figure), name)
    const share = (1000 * ((await cores()) - computed)) / (performance.now() - start)
    tries.push({ value, unit, share, node: inNode(name).value })
  }
  const middle = key => median(tries.map(each => each[key]))
  const { unit } = tries[0]
  const goal = GOALS[name] ?? null
  const value = middle('value')
  const judged = goal === null ? '' : `${figure(goal)}: ${value >= goal ? 'holds' : 'missed'}`
  const share = `${(100 * middle('share')).toFixed(0)} %`
  print(name, `${figure(value)} ${unit}`, share, `${figure(middle('node'))} ${unit}`, judged)
}

const figure = value => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(4))
const print = (name, ...cells) =>
  console.log(`${name.padEnd(30)}${cells.map(cell => cell.padStart(18)).join('')}`)

const asked = process.argv.slice(2)
await compare(asked.length > 0 ? asked : Object.keys(GOALS))
