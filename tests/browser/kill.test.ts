/** Kills the browser's whole process group mid-rating: what was shown as saved is there, and nothing twice. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Rng } from '../../src/core/rng.ts'
import { address, goTo, launchKillable, read } from './page.ts'

const KILLS = 20

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
      let running = true
      const rating = (async () => {
        while (running) {
          try {
            await page.keyboard.press(['ArrowLeft', 'ArrowRight', 'ArrowUp'][rng.integer(3)]!)
            // What the page says, and the labels it says it of, in one look.
            const { text, ids } = (await page.evaluate(`({
              text: document.body.innerText,
              ids: window.goodRobot.state().teach.answered.filter(a => !a.pending).map(a => a.label.id),
            })`)) as { text: string; ids: string[] }
            const shown = /Saved - (\d+)/.exec(text)
            if (shown && ids.length >= Number(shown[1])) for (const id of ids) acknowledged.add(id)
          } catch {
            return // the browser is gone, which is the point
          }
        }
      })()
      await new Promise(resolve => setTimeout(resolve, 400 + rng.integer(900)))
      await kill()
      running = false
      await rating
      await browser.close().catch(() => undefined)
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})
