/**
 * A wish taught through the page from end to end: a scripted person looks at the clips of each pair, prefers the one in which the
 * arm turns clockwise more, says so, lets the answers alone be the reward - and the arm turns clockwise. And a wish that was
 * taught before is set up with one press.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayControlClip } from '../../src/core/clip-replay.ts'
import type { ControlWorld } from '../../src/core/environment.ts'
import type { Clip } from '../../src/core/label.ts'
import { loadWorld } from '../../src/core/load-world.ts'
import { environmentById } from '../../src/envs/registry.ts'
import { goTo, launch, nextQuery, openPage, read } from './page.ts'
import { ready } from './teaching.ts'

const ENV = 'Reacher-v5'
const ANSWERS = 24
/** Faster than before, rad/s: an arm that reaches for its target comes to rest. */
const CLEARLY = 2
/** Looks at the robots, this many milliseconds apart. */
const LOOKS = 60
const APART = 50

let browser: Browser
let world: ControlWorld
let shoulderSpeed: number
beforeAll(async () => {
  browser = await launch()
  world = (await loadWorld(environmentById(ENV), {})) as ControlWorld
  shoulderSpeed = world.observations.findIndex(({ unit }) => unit === 'rad/s')
})
afterAll(() => browser.close())

/** How fast the shoulder turns, anticlockwise, mean over a clip's steps (rad/s). */
function turningIn(clip: Clip): number {
  const { observations, steps } = replayControlClip(world, clip)
  const width = observations.length / steps
  let sum = 0
  for (let t = 0; t < steps; t++) sum += observations[t * width + shoulderSpeed]!
  return sum / steps
}

/** The same of all robots that train, over a few seconds, wherever in their episodes they are. */
async function turningNow(page: Page): Promise<number> {
  const environment = world.create()
  const seen = new Float32Array(environment.observationSize)
  let sum = 0
  let count = 0
  for (let look = 0; look < LOOKS; look++) {
    const robots = (await page.evaluate(
      'Array.from(window.goodRobot.telemetry().frame.robots)',
    )) as readonly number[]
    for (let first = 0; first < robots.length; first += world.stateSize, count++) {
      environment.state.set(robots.slice(first, first + world.stateSize))
      environment.observe(seen, 0)
      sum += seen[shoulderSpeed]!
    }
    await page.waitForTimeout(APART)
  }
  return sum / count
}

test('an arm is taught to turn clockwise', async () => {
  const { page, errors, close } = await openPage(browser, { hash: `#v=1&env=${ENV}` })
  const before = await turningNow(page)
  await goTo(page, 'Teach')
  let shown: string | null = null
  for (let answer = 1; answer <= ANSWERS; answer++) {
    const { id, left, right } = await nextQuery(page, shown)
    shown = id
    await ready(page, turningIn(left) < turningIn(right) ? /Left is better/ : /Right is better/).click()
    await page.getByText(`Saved - ${answer}`).first().waitFor()
    if (answer !== 1) continue
    await goTo(page, 'Watch')
    await page.getByRole('button', { name: 'Shape it' }).click()
    await page.getByText('Learned reward only').click()
    await goTo(page, 'Teach')
  }
  expect(await read(page, state => state.run.config.reward.learnedOnly)).toBe(true)
  const agreement = await read(page, state => state.teach.learned?.agreement ?? null)
  await goTo(page, 'Watch')
  await expect.poll(() => turningNow(page), { timeout: 60_000 }).toBeLessThan(Math.min(before, 0) - CLEARLY)
  expect(agreement).not.toBeNull()
  expect(errors).toEqual([])
  await close()
}, 150_000)

test('a walker is set up to be taught to walk softly, answers are asked for, and its landings are measured', async () => {
  const { page, errors, close } = await openPage(browser, { hash: '#v=1&env=Walker2d-v5' })
  await goTo(page, 'Teach')
  await nextQuery(page, null)
  await page.getByRole('button', { name: 'Set Pip up for it' }).first().click()
  await page.getByText(/PPO starts anew from the trained baby/).waitFor()
  const { config, settings } = await read(page, ({ run, teach }) => ({
    config: run.config,
    settings: teach.settings,
  }))
  expect(config).toMatchObject({
    agent: 'ppo',
    envSettings: { forward_reward_weight: 0 },
    reward: { learnedWeight: 4, learnedOnly: false },
  })
  expect(settings).toMatchObject({ clipLength: 25, members: 5 })
  // Those of the run before are gone.
  await nextQuery(page, null)
  const tests = () =>
    read(page, ({ teach }) => teach.wishes.find(({ id }) => id === 'walk-softly')?.figures.length ?? 0)
  await expect.poll(tests, { timeout: 30_000 }).toBeGreaterThan(0)
  expect(errors).toEqual([])
  await close()
}, 90_000)
