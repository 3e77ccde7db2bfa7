/** The design's colours, read from the page's custom properties so that light and dark follow the theme. */
export interface Palette {
  /** neg-4 .. neg-1, zero, pos-1 .. pos-4. */
  readonly signed: readonly Rgb[]
  /** seq-0 .. seq-5. */
  readonly sequential: readonly Rgb[]
  /** Marks on a value colour, by strength. */
  readonly on: { readonly weak: string; readonly middle: string; readonly strong: string }
  readonly token: (name: string) => string
  readonly font: string
}

export type Rgb = readonly [number, number, number]

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim() || '#808080'
  const signed = ['neg-4', 'neg-3', 'neg-2', 'neg-1', 'zero', 'pos-1', 'pos-2', 'pos-3', 'pos-4']
  return {
    signed: signed.map(name => parse(token(name))),
    sequential: [0, 1, 2, 3, 4, 5].map(step => parse(token(`seq-${step}`))),
    on: { weak: token('on-2'), middle: token('on-3'), strong: token('on-4') },
    token,
    font: style.getPropertyValue('--font').trim() || 'sans-serif',
  }
}

/** @param strength value over the largest magnitude, -1 to 1. */
export const signedColour = (palette: Palette, strength: number): string => css(signedRgb(palette, strength))

/** @param strength -1 to 1. */
export const signedRgb = (palette: Palette, strength: number): Rgb =>
  blend(palette.signed, (Math.min(1, Math.max(-1, strength)) + 1) / 2)

/** A token as Phaser wants it. */
export const numberOf = (palette: Palette, name: string): number => {
  const [red, green, blue] = parse(palette.token(name))
  return (red << 16) | (green << 8) | blue
}

/** @param share 0 to 1. */
export const sequentialColour = (palette: Palette, share: number): string =>
  css(blend(palette.sequential, Math.min(1, Math.max(0, share))))

/** Ink that can be read on the value colour of this strength. */
export function inkOn(palette: Palette, strength: number): string {
  const size = Math.abs(strength)
  return size > 0.86 ? palette.on.strong : size > 0.6 ? palette.on.middle : palette.on.weak
}

function blend(colours: readonly Rgb[], share: number): Rgb {
  const place = share * (colours.length - 1)
  const low = Math.min(colours.length - 2, Math.floor(place))
  const part = place - low
  const from = colours[low]!
  const to = colours[low + 1]!
  return [mix(from[0], to[0], part), mix(from[1], to[1], part), mix(from[2], to[2], part)]
}

const mix = (from: number, to: number, part: number) => Math.round(from + (to - from) * part)
const css = ([red, green, blue]: Rgb) => `rgb(${red},${green},${blue})`

function parse(hex: string): Rgb {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, digit => digit + digit) : hex
  const number = Number.parseInt(full.slice(1, 7), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}
