/** What a page tells a person about a link that did not open whole. */
import { PlaygroundError } from '../core/errors.ts'

/** More than that no one reads; a page shows them in one notice. */
const MOST_PROBLEMS = 12

export interface NewerLink {
  /** The link's version and the one that this page reads. */
  readonly version: number
  readonly read: number
  readonly parts: ReadonlyMap<string, string>
  readonly problems: readonly PlaygroundError[]
  readonly worldKnown: boolean
}

/** What opened of a link of a later version, in one sentence: that is what a person wants to know first. */
export function newerLink({ version, read, parts, problems, worldKnown }: NewerLink): PlaygroundError {
  const groups = { 'the world': 'env', 'the learner': 'agent', 'the rewards': 'reward', 'the seed': 'seed' }
  const opened: string[] = []
  const partly: string[] = []
  const left: string[] = []
  for (const [noun, scope] of Object.entries(groups)) {
    const within = (key: string) => key === scope || key.startsWith(`${scope}.`)
    const bad = new Set(problems.map(({ path }) => path).filter(within))
    const given = new Set([...bad, ...[...parts.keys()].filter(within)])
    if (given.size === 0) continue
    const lost = bad.has(scope) || bad.size === given.size || (scope === 'reward' && !worldKnown)
    ;(lost ? left : bad.size > 0 ? partly : opened).push(noun)
  }
  const clauses = [
    opened.length > 0 && `${listed(opened)} opened`,
    partly.length > 0 && `${listed(partly)} opened in part`,
    left.length > 0 && `${listed(left)} did not${opened.length + partly.length > 0 ? '' : ' open'}`,
  ].filter(clause => clause !== false)
  const outcome = clauses.join('; ') || 'nothing of it opened'
  return new PlaygroundError(
    'newer-link',
    `This link is from a newer version (${version}; this page reads ${read}). ${outcome.charAt(0).toUpperCase()}${outcome.slice(1)}.`,
    { path: 'v' },
  )
}

const listed = (nouns: readonly string[]): string =>
  nouns.length < 2 ? nouns.join('') : `${nouns.slice(0, -1).join(', ')} and ${nouns.at(-1)}`

/** The first problems, and how many more there are. */
export function shortened(problems: readonly PlaygroundError[]): PlaygroundError[] {
  if (problems.length <= MOST_PROBLEMS) return [...problems]
  const more = problems.length - MOST_PROBLEMS + 1
  return [
    ...problems.slice(0, MOST_PROBLEMS - 1),
    new PlaygroundError('bad-share-link', `${more} more parts of the link were left out.`, { path: 'link' }),
  ]
}
