/** Kills the browser's whole process group mid-rating: what was shown as saved is there, and nothing twice. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Rng } from '../../src/core/rng.ts'
import { address, goTo, launchKillable, read } from './page.ts'

const KILLS = 20
/** In the page: the ids of all labels when it says that as many are saved, else null. */
const SAVED = `(() => {
  const shown = /Saved - (\\d+)/.exec(document.body.innerText)
  const ids = window.goodRobot.state().teach.answered.filter(a => !a.pending).map(a => a.label.id)
  return shown && Number(shown[1]) > 0 && ids.length >= Number(shown[1]) ? ids : null
})()`

async function waitUntil(holds: () => boolean, complaint: string) {
  for (let wait = 0; !holds(); wait += 20) {
    if (wait > 20_000) throw new Error(complaint)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

test(`${KILLS} kills lose no saved label and double none`, { timeout: 600_000 }, async () => {
  const profile = mkdtempSync(join(tmpdir(), 'good-robot-kill-'))
  const rng = Rng.fromSeed(1, 'kill')
  const acknowledged = new Set<string>()
  try {
    for (let round = 0; round <= KILLS; round++) {
      const { browser, kill } = await launchKillable(profile)
      const page = await browser.contexts()[0]!.newPage()
      await page.goto(address())
      await page.waitForFunction(`window.goodRobot?.state().teach.saved.kind === 'saved'`, undefined, {
        timeout: 30_000,
      })
      const stored = await read(page, state => state.teach.answered.map(({ label }) => label.id))
      expect(new Set(stored).size, 'none twice').toBe(stored.length)
      for (const id of acknowledged) expect(stored, `round ${round}`).toContain(id)
      if (round === KILLS) {
        console.log(`kills: ${KILLS}, labels acknowledged: ${acknowledged.size}, stored: ${stored.length}`)
        expect(acknowledged.size).toBeGreaterThan(KILLS)
        await kill()
        return
      }
      await goTo(page, 'Teach')
      // Keys as fast as they go. After every other one the page is given the time to say "Saved", however slow the
      // disk: the labels it then names are promised. The kill comes while the next ones are under way.
      let running = true
      let promised = 0
      const rating = (async () => {
        for (let press = 0; running; press++) {
          try {
            await page.keyboard.press(['ArrowLeft', 'ArrowRight', 'ArrowUp'][rng.integer(3)]!)
            if (press % 2 === 0) await page.waitForFunction(SAVED, undefined, { timeout: 10_000 })
            // What the page says, and the labels it says it of, in one look.
            const ids = (await page.evaluate(SAVED)) as string[] | null
            for (const id of ids ?? []) acknowledged.add(id)
            if (ids) promised++
          } catch {
            return // the browser is gone, which is the point
          }
        }
      })()
      await waitUntil(() => promised > 0, `round ${round}: nothing was said to be saved`)
      await new Promise(resolve => setTimeout(resolve, rng.integer(900)))
      await kill()
      running = false
      await rating
      await browser.close().catch(() => undefined)
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
