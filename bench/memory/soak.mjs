/**
 * Does the page keep its memory? `node bench/memory/soak.mjs [MINUTES]` (20 unless told) opens the built page, lets every robot
 * with a physics engine learn at full speed by turns while a hand pulls and pokes it, round after round, and watches memory and
 * workers. It prints a line for every round, then for each figure its slope after the first rounds with a 95 % interval.
 * FOLDER names another built page than dist/.
 *
 * All rounds are alike, so their figures can be compared. Heaps are read after the garbage collector; resident memory of
 * the tab's process is the mean over a round of what it happens to be.
 */
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { browserArguments, requireBrowser } from '../../scripts/find-browser.mjs'
import { buildPageIfStale } from '../../scripts/freshness.mjs'
import { ROOT } from '../../scripts/install.mjs'
import { serveFolder } from '../../scripts/serve.mjs'
import { slopeOf, verdictOf } from './slope.mjs'
import { watchMemory } from './tab-memory.mjs'

/** Groups of the gallery whose worlds run on a physics engine. */
const GROUPS = ['Box2D robots', 'MuJoCo robots', 'Own robots']
const WORLD_MILLISECONDS = 5000
/** A world that does not learn by then is stuck. */
const OPENING_MILLISECONDS = 60_000
/** Engines are brought, code is compiled, textures are painted. */
const WARM_UP_ROUNDS = 3
/** More than this a minute is a leak: 60 MB an hour. */
const MOST_PER_MINUTE = 1
const FIGURES = { resident: 'tab, resident', pageHeap: 'page heap', workerHeap: 'worker heap' }

const minutes = Number(process.argv[2] ?? 20)
if (!(minutes > 0)) throw new Error(`MINUTES is '${process.argv[2]}'; expected a number above 0.`)

const executablePath = await requireBrowser()
if (!process.env.FOLDER) await buildPageIfStale()
const served = await serveFolder(process.env.FOLDER ?? join(ROOT, 'dist'))
const browser = await chromium.launch({ executablePath, args: browserArguments })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
const complaints = []
page.on('pageerror', error => complaints.push(error.message))
page.on('console', message => {
  if (message.type() === 'error') complaints.push(message.text())
})
let started = 0
page.on('worker', () => {
  started++
})
const memory = await watchMemory(page)
await page.goto(`${served.url}?inspect&renderer=canvas#v=1&env=CartPole-v1`)
await page.waitForFunction('window.goodRobot?.telemetry().frame?.step > 1')
await page.keyboard.press('5')

const worlds = await page.evaluate(
  groups =>
    window.goodRobot
      .state()
      .worlds.filter(({ group }) => groups.includes(group))
      .map(({ id, title }) => ({ id, title })),
  GROUPS,
)
if (worlds.length === 0) throw new Error('The page offers no robots with a physics engine.')

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))
const heldCursor = () => page.evaluate(() => document.querySelector('canvas')?.style.cursor ?? '')

/** Runs in the page. A place of the stage over which the pointer becomes a hand that can take hold, or null. */
function findRobot() {
  const canvas = document.querySelector('canvas')
  const { left, top, width, height } = canvas.getBoundingClientRect()
  for (let down = 0.2; down < 0.9; down += 0.03) {
    for (let right = 0.06; right < 0.95; right += 0.02) {
      const [x, y] = [left + right * width, top + down * height]
      const point = { clientX: x, clientY: y, pointerType: 'mouse', bubbles: true }
      canvas.dispatchEvent(new PointerEvent('pointermove', point))
      if (canvas.style.cursor === 'grab') return { x, y }
    }
  }
  return null
}

/** Pulls the robot about and pokes it. @returns how often it was held. */
async function handle() {
  const place = await page.evaluate(findRobot)
  if (!place) return 0
  await page.mouse.move(place.x, place.y)
  await page.mouse.down()
  const held = (await heldCursor()) === 'grabbing'
  for (let i = 1; i <= 12; i++) {
    await page.mouse.move(place.x + 60 * Math.sin(i / 2), place.y - 5 * i)
  }
  await page.mouse.up()
  const again = await page.evaluate(findRobot)
  if (again) await page.mouse.click(again.x, again.y)
  return Number(held) + Number(again !== null)
}

async function visit({ id, title }) {
  const exact = new RegExp(`^${title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
  await page.locator('button.world', { has: page.locator('.nm', { hasText: exact }) }).click()
  const isLearning = env => {
    const { state, telemetry } = window.goodRobot
    return state().run.config.env === env && telemetry().frame?.step > 1
  }
  await page.waitForFunction(isLearning, id, { timeout: OPENING_MILLISECONDS }).catch(async () => {
    const said = await page.evaluate(() => {
      const { run, opening, notice } = window.goodRobot.state()
      return { env: run.config.env, status: run.status, failure: run.failure, opening, notice }
    })
    throw new Error(`${id} does not learn after ${OPENING_MILLISECONDS / 1000} s: ${JSON.stringify(said)}`)
  })
  const opened = performance.now()
  const pokes = await handle()
  await pause(Math.max(0, WORLD_MILLISECONDS - (performance.now() - opened)))
  const steps = await page.evaluate(() => window.goodRobot.telemetry().frame.step)
  return { pokes, steps, resident: await memory.resident(), workers: memory.workers() }
}

const sum = values => values.reduce((total, value) => total + value, 0)
const cell = (text, width) => String(text).padStart(width)
const row = (...cells) => console.log(cells.map(text => cell(text, 16)).join(''))
const megabytes = value => (value === null ? '-' : value.toFixed(1))

console.log(`${worlds.length} worlds a round, ${minutes} minutes; MB\n`)
row('round', 'minute', ...Object.values(FIGURES), 'workers (ever)', 'pulls, pokes', 'steps')
const begun = performance.now()
const minute = () => (performance.now() - begun) / 60_000
const rounds = []
while (minute() < minutes) {
  const visits = []
  for (const world of worlds) visits.push(await visit(world))
  const known = visits.every(({ resident }) => resident !== null)
  const round = {
    minute: minute(),
    resident: known ? sum(visits.map(({ resident }) => resident)) / visits.length : null,
    pageHeap: await memory.pageHeap(),
    workerHeap: await memory.workerHeap(),
    workers: Math.max(...visits.map(({ workers }) => workers)),
  }
  rounds.push(round)
  const figures = Object.keys(FIGURES).map(name => megabytes(round[name]))
  const [pokes, steps] = [sum(visits.map(visit => visit.pokes)), sum(visits.map(visit => visit.steps))]
  row(rounds.length, round.minute.toFixed(1), ...figures, `${round.workers} (${started})`, pokes, steps)
}

await pause(2000)
const left = page.workers().length
const counted = rounds.slice(WARM_UP_ROUNDS)
let failed = complaints.length > 0
console.log(`\nAfter ${WARM_UP_ROUNDS} rounds of warm-up, MB a minute:`)
for (const [name, title] of Object.entries(FIGURES)) {
  const values = counted.map(round => round[name])
  if (values.length < 3 || values.includes(null)) {
    console.log(`${title.padEnd(16)} not known`)
    continue
  }
  const slope = slopeOf(
    counted.map(round => round.minute),
    values,
  )
  const verdict = verdictOf(slope, MOST_PER_MINUTE)
  failed ||= verdict === 'grows'
  const [at, low, high] = [slope.slope, slope.low, slope.high].map(value => value.toFixed(3))
  console.log(`${title.padEnd(16)} ${at} (${low} to ${high}): ${verdict}`)
}
const crew = Math.max(...rounds.map(({ workers }) => workers))
console.log(`workers: ${started} started, ${crew} at once at most, ${left} at the end`)
for (const complaint of new Set(complaints)) console.log(`complaint: ${complaint}`)
await browser.close()
await served.close()
process.exitCode = failed ? 1 : 0
