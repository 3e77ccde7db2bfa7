import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Is the canvas as large as its place, and its picture neither stretched nor squeezed? Runs in the page. */
function inspectCanvas() {
  const canvas = document.querySelector('canvas')!
  const box = canvas.getBoundingClientRect()
  const slot = canvas.parentElement!.getBoundingClientRect()
  return {
    beyond: Math.max(box.width - slot.width, box.height - slot.height),
    missing: Math.max(slot.width - box.width, slot.height - box.height),
    stretch: box.width / canvas.width / (box.height / canvas.height),
  }
}

export async function expectFittingCanvas(page: Page, where: string): Promise<void> {
  const { beyond, missing, stretch } = await page.evaluate(inspectCanvas)
  expect(beyond, `${where}: the canvas is larger than its place`).toBeLessThan(1.5)
  expect(missing, `${where}: the canvas is smaller than its place`).toBeLessThan(1.5)
  expect(Math.abs(stretch - 1), `${where}: the board is out of shape`).toBeLessThan(0.01)
}
