/** A value from outside as an error message may show it: short, on one line, whatever it is. */
const LONGEST_SHOWN = 80

export function shownValue(value: unknown): string {
  if (typeof value === 'string') return `'${shownText(value)}'`
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  if (value === undefined) return 'missing'
  return shownText(String(value))
}

/** Cut to 80 characters; control characters and line breaks become spaces. */
export function shownText(text: string): string {
  const flat = text.slice(0, LONGEST_SHOWN).replace(/\p{C}/gu, ' ')
  return text.length > LONGEST_SHOWN ? `${flat}...` : flat
}
