/**
 * Every error a person can meet: a stable code, what happened, the value, what was expected, what to do next.
 * Thrown for bugs and bad input alike; boundaries (files, links, worker messages, flags) name the place in `path`.
 */
export class PlaygroundError extends Error {
  override readonly name = 'PlaygroundError'
  readonly code: string
  /** Where in the input, such as `labels[3].answer`; empty when the error is not about input. */
  readonly path: string

  constructor(code: string, message: string, options: ErrorOptions & { path?: string } = {}) {
    super(message, options)
    this.code = code
    this.path = options.path ?? ''
  }
}

/** The id among `known` nearest to `id`, or undefined when none is near (edit distance over half its length). */
export function nearestId(id: string, known: readonly string[]): string | undefined {
  const lower = id.toLowerCase()
  const ranked = known
    .map(candidate => ({ candidate, distance: editDistance(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(2, id.length / 2) ? best.candidate : undefined
}

/** Levenshtein distance: insertions, deletions and substitutions, one each. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, substitution))
    }
    row = next
  }
  return row[b.length]!
}
