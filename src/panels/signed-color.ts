/** The signed scale of the design: orange is worse, blue is better, neutral in the middle; blends of the tokens. */
const STEPS = ['neg-4', 'neg-3', 'neg-2', 'neg-1', 'zero', 'pos-1', 'pos-2', 'pos-3', 'pos-4']

/** A CSS colour for `amount` in [-1, 1]; beyond that the ends. */
export function signedColor(amount: number): string {
  const place = (Math.max(-1, Math.min(1, amount)) + 1) * 4
  const low = Math.min(7, Math.floor(place))
  const share = Math.round((place - low) * 100)
  if (share === 0) return `var(--${STEPS[low]})`
  if (share === 100) return `var(--${STEPS[low + 1]})`
  return `color-mix(in srgb, var(--${STEPS[low + 1]}) ${share}%, var(--${STEPS[low]}))`
}

/** The whole scale as a CSS gradient. */
export const SIGNED_GRADIENT = `linear-gradient(90deg, ${STEPS.map(step => `var(--${step})`).join(', ')})`

/** The same scale as plain colours, for a canvas. @param token reads a custom property such as `--pos-4`, `#rrggbb`. */
export function signedScale(token: (name: string) => string): (amount: number) => string {
  const colors = STEPS.map(step => channels(token(`--${step}`)))
  return amount => {
    // A network that broke down thinks no number: it stays neutral.
    const known = Number.isNaN(amount) ? 0 : amount
    const place = (Math.max(-1, Math.min(1, known)) + 1) * 4
    const low = Math.min(7, Math.floor(place))
    const share = place - low
    const mixed = colors[low]!.map((channel, i) =>
      Math.round(channel + (colors[low + 1]![i]! - channel) * share),
    )
    return `rgb(${mixed.join(' ')})`
  }
}

const channels = (hex: string): number[] =>
  [1, 3, 5].map(at => Number.parseInt(hex.trim().slice(at, at + 2), 16) || 0)
