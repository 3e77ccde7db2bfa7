/**
 * Journal entries from outside: `unknown` becomes a checked entry or an error that names the place. Label files are
 * JSON lines (https://jsonlines.org): a header with the number of entries, so that a cut file shows, then one entry a
 * line, each with its own schema and kind. `docs/formats.md` describes both for people.
 */
import * as v from 'valibot'
import { PlaygroundError } from '../core/errors.ts'
import { type JournalEntry, LABEL_SCHEMA } from '../core/label.ts'
import { inconsistencyOf } from './label-consistency.ts'
import { migrated, type RawEntry } from './label-migrations.ts'
import { journalEntry } from './label-schema.ts'
import { shownText, shownValue } from './shown-value.ts'

export const LABEL_FILE_TYPE = 'good-robot-labels'
export const MOST_FILE_LINES = 1_000_000
export const MOST_FILE_BYTES = 256 * 2 ** 20
/** A comparison of two clips of 10,000 actions takes about 500,000 where actions are real numbers. */
const LONGEST_LINE = 5_000_000

/** Turns a path inside an entry (`clip.actions[3]`, or empty for the entry itself) into the place a person looks for. */
type Place = (path: string) => string

const asItIs: Place = path => path
const onLine =
  (line: number): Place =>
  path =>
    path === '' ? `line ${line}` : `line ${line}, ${path}`
const inList =
  (list: string, item: number): Place =>
  path =>
    path === '' ? `${list}[${item}]` : `${list}[${item}].${path}`

/**
 * One entry of any released schema, as one of the newest.
 * @throws PlaygroundError `newer-schema` when it comes from a later version, else `bad-label`; `path` names the field.
 */
export function decodeEntry(value: unknown, place: Place = asItIs): JournalEntry {
  const refuse = (path: string, found: string, code = 'bad-label'): never => {
    const shown = place(path)
    throw new PlaygroundError(code, `${shown || 'The label'} ${found}`, { path: shown })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('', `is ${shownValue(value)}; expected a label.`)
  }
  const schema = (value as RawEntry).schema
  if (typeof schema !== 'number' || !Number.isSafeInteger(schema) || schema < 1) {
    return refuse('schema', `is ${shownValue(schema)}; expected a whole number from 1 to ${LABEL_SCHEMA}.`)
  }
  if (schema > LABEL_SCHEMA) {
    return refuse(
      'schema',
      `is ${schema}; this version reads schemas up to ${LABEL_SCHEMA}. Open it with a newer version of Good Robot.`,
      'newer-schema',
    )
  }
  const result = v.safeParse(journalEntry, migrated(value as RawEntry, schema), { abortEarly: true })
  if (!result.success) {
    const [issue] = result.issues
    return refuse(fieldPath(issue), complaint(issue))
  }
  const inconsistency = inconsistencyOf(result.output)
  if (!inconsistency) return result.output
  return refuse(
    inconsistency.path,
    `is ${shownValue(inconsistency.value)}; expected ${inconsistency.expected}.`,
  )
}

/**
 * A list of entries, such as a message from another tab.
 * @throws PlaygroundError as `decodeEntry`, its path such as `labels[3].answer`.
 */
export function decodeEntries(value: unknown, list = 'labels'): JournalEntry[] {
  if (!Array.isArray(value)) {
    throw new PlaygroundError('bad-label', `${list} is ${shownValue(value)}; expected a list of labels.`, {
      path: list,
    })
  }
  return Array.from(value, (entry, item) => decodeEntry(entry, inList(list, item)))
}

function fieldPath(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce<string>((path, { type, key }) => {
    const step = shownText(String(key))
    if (type === 'array') return `${path}[${step}]`
    return path === '' ? step : `${path}.${step}`
  }, '')
}

function complaint(issue: v.BaseIssue<unknown>): string {
  const innermost = issue.path?.at(-1)
  if (issue.type === 'strict_object' && innermost?.origin === 'key') {
    return issue.expected === 'never' ? 'is not a field of a label.' : 'is missing.'
  }
  return `is ${shownValue(innermost ? innermost.value : issue.input)}; expected ${issue.message}.`
}

/** A label file: header, then one entry a line; ends with a line break. */
export function encodeJsonl(entries: readonly JournalEntry[]): string {
  const header = { type: LABEL_FILE_TYPE, schema: LABEL_SCHEMA, entries: entries.length }
  return [header, ...entries].map(line => `${JSON.stringify(line)}\n`).join('')
}

/**
 * Reads a whole label file or nothing of it. The header may be missing; blank lines and a byte order mark are skipped.
 * @throws PlaygroundError `bad-label-file`, `bad-label`, `newer-schema` or `label-file-too-large`, its path such as
 *   `line 7, clip.actions[3]`.
 */
export function decodeJsonl(text: string): JournalEntry[] {
  if (text.length > MOST_FILE_BYTES) refuseSize('The file', `${MOST_FILE_BYTES / 2 ** 20} MB`, '')
  const entries: JournalEntry[] = []
  let promised: number | null = null
  let first = true
  for (const [number, line] of linesOf(text)) {
    const value = parseLine(line, number)
    if (first && isHeader(value)) promised = decodeHeader(value, number)
    else if (isHeader(value)) refuseFile(`line ${number}`, 'is a second header; join files without it.')
    else entries.push(decodeEntry(value, onLine(number)))
    first = false
  }
  if (first) refuseFile('line 1', `is empty; expected a label file, which starts with "${LABEL_FILE_TYPE}".`)
  if (promised !== null && promised !== entries.length) {
    refuseFile(
      'line 1, entries',
      `is ${promised}, but ${entries.length} entries follow: the file was cut or lines were removed.`,
    )
  }
  return entries
}

/** Lines that hold something, with their numbers from 1. */
function* linesOf(text: string): Generator<[number: number, line: string]> {
  let start = text.startsWith('\uFEFF') ? 1 : 0
  for (let number = 1; start < text.length; number++) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    if (number > MOST_FILE_LINES) refuseSize('The file', `${MOST_FILE_LINES} lines`, `line ${number}`)
    if (end - start > LONGEST_LINE)
      refuseSize(`line ${number}`, `${LONGEST_LINE} characters`, `line ${number}`)
    const line = text.slice(start, end).trim()
    if (line !== '') yield [number, line]
    start = end + 1
  }
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new PlaygroundError(
      'bad-label-file',
      `line ${number} is not JSON: '${shownText(line)}'. Expected one label a line.`,
      { cause, path: `line ${number}` },
    )
  }
}

const isHeader = (value: unknown): value is RawEntry =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'type')

function decodeHeader(header: RawEntry, line: number): number {
  const { type, schema, entries } = header
  if (type !== LABEL_FILE_TYPE) {
    refuseFile(`line ${line}, type`, `is ${shownValue(type)}; expected '${LABEL_FILE_TYPE}'.`)
  }
  if (typeof schema === 'number' && schema > LABEL_SCHEMA) {
    refuseFile(
      `line ${line}, schema`,
      `is ${schema}; this version reads schemas up to ${LABEL_SCHEMA}. Open it with a newer version of Good Robot.`,
      'newer-schema',
    )
  }
  const stranger = Object.keys(header).find(key => !['type', 'schema', 'entries'].includes(key))
  if (stranger !== undefined) {
    refuseFile(`line ${line}, ${shownText(stranger)}`, 'is not a field of the header.')
  }
  for (const [key, value, least] of [
    ['schema', schema, 1],
    ['entries', entries, 0],
  ] as const) {
    if (!Number.isSafeInteger(value) || (value as number) < least) {
      refuseFile(`line ${line}, ${key}`, `is ${shownValue(value)}; expected a whole number from ${least}.`)
    }
  }
  return entries as number
}

function refuseFile(path: string, found: string, code = 'bad-label-file'): never {
  throw new PlaygroundError(code, `${path} ${found}`, { path })
}

function refuseSize(what: string, most: string, path: string): never {
  throw new PlaygroundError(
    'label-file-too-large',
    `${what} is too long; label files hold at most ${most}. Split it and import the parts.`,
    { path },
  )
}

export interface ImportPlan {
  /** What to append, in the file's order: labels and retractions. */
  readonly added: readonly JournalEntry[]
  /** Entries left out because their id stands already, in the journal or earlier in the file. */
  readonly duplicates: number
  /** How many of `added` take a label back. */
  readonly retractions: number
  /** Whose labels `added` brings, as they will be named, in the order they come. */
  readonly raters: readonly string[]
  /** Those of `raters` who have labels here already: one person, or two of one name. */
  readonly namesakes: readonly string[]
}

export interface ImportOptions {
  /** New names of raters by their names in the file, to tell two people apart who are both called `person`. */
  readonly renamedRaters?: ReadonlyMap<string, string>
}

/** What an import adds to what stands. An id that stands is never written again, whatever the file says about it. */
export function importPlan(
  existing: readonly JournalEntry[],
  incoming: readonly JournalEntry[],
  { renamedRaters }: ImportOptions = {},
): ImportPlan {
  const known = new Set(existing.map(entry => entry.id))
  const fresh = incoming.filter(({ id }) => {
    if (known.has(id)) return false
    known.add(id)
    return true
  })
  const added = fresh.map(entry => {
    const rater = entry.kind === 'retract' ? undefined : renamedRaters?.get(entry.rater)
    return rater === undefined || entry.kind === 'retract' ? entry : { ...entry, rater }
  })
  const here = ratersOf(existing)
  const raters = ratersOf(added)
  return {
    added,
    duplicates: incoming.length - added.length,
    retractions: added.filter(entry => entry.kind === 'retract').length,
    raters: [...raters],
    namesakes: [...raters].filter(rater => here.has(rater)),
  }
}

/** Everyone who gave a label, in the order they first did. */
const ratersOf = (entries: readonly JournalEntry[]): Set<string> =>
  new Set(entries.flatMap(entry => (entry.kind === 'retract' ? [] : [entry.rater])))
