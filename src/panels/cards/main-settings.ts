/** Which of a learner's settings stand on the card, and which wait behind "More". */
import type { SettingsSchema } from '../../core/settings.ts'

/** What people turn first. */
const FIRST = ['learningRate', 'discount', 'epsilon', 'entropyWeight']
const SHOWN = 3

export function splitSettings(schema: SettingsSchema): { main: SettingsSchema; more: SettingsSchema } {
  const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length)
  const ordered = Object.entries(schema).sort(([a], [b]) => rank(a) - rank(b))
  const main = ordered.slice(0, SHOWN).map(([key]) => key)
  const pick = (wanted: boolean) =>
    Object.fromEntries(Object.entries(schema).filter(([key]) => main.includes(key) === wanted))
  return { main: pick(true), more: pick(false) }
}
