/** The answer just given stays filled for a moment. */
import type { Comparison } from '../core/label.ts'
import type { AppContext } from './context.ts'

const FLASH_MILLISECONDS = 160

export function flash({ store }: AppContext, answer: Comparison): void {
  store.update(({ teach }) => {
    teach.chosen = answer
  })
  setTimeout(() => {
    store.update(({ teach }) => {
      if (teach.chosen === answer) teach.chosen = null
    })
  }, FLASH_MILLISECONDS)
}
