/** Numbers as they are printed on the stage. */

/** With its sign, a true minus, and so many decimals. */
export const signed = (value: number, decimals: number): string => {
  const text = Math.abs(value).toFixed(decimals)
  if (Number(text) === 0) return text
  return `${value < 0 ? '\u2212' : '+'}${text}`
}

export const degrees = (radians: number): string => `${signed((radians * 180) / Math.PI, 0)}\u00b0`

/** A way in metres, with a true minus and no sign at zero. */
export const metres = (value: number): string => signed(value, 1).replace('+', '')
