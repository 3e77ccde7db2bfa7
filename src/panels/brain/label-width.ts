/** How wide a column of labels must be so that each fits on two lines. */

/** @param measure width of a text on one line. */
export function labelWidth(texts: readonly string[], measure: (text: string) => number): number {
  return Math.max(0, ...texts.map(text => twoLineWidth(text, measure)))
}

function twoLineWidth(text: string, measure: (text: string) => number): number {
  const words = text.split(' ')
  let best = measure(text)
  for (let i = 1; i < words.length; i++) {
    const wider = Math.max(measure(words.slice(0, i).join(' ')), measure(words.slice(i).join(' ')))
    best = Math.min(best, wider)
  }
  return best
}
