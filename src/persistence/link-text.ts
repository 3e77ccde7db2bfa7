/** The text of a share link as keys and values: percent-encoded (RFC 3986), each key once, nothing else believed. */
import { PlaygroundError } from '../core/errors.ts'
import type { SettingValue } from '../core/settings.ts'
import { shownText } from './shown-value.ts'

const LONGEST_LINK = 32_768
const MOST_PARTS = 200
const LONGEST_KEY = 100
const TOP_KEYS = ['v', 'env', 'agent', 'seed']
const SCOPES = ['env', 'agent', 'reward']

/** @throws PlaygroundError `bad-share-link` for text that no address can hold (half a surrogate pair). */
export function writePart(key: string, value: SettingValue): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  try {
    return `${encode(key)}=${encode(text)}`
  } catch (cause) {
    const path = shownText(key)
    throw new PlaygroundError('bad-share-link', `${path} holds text that a link cannot carry.`, {
      cause,
      path,
    })
  }
}

/** These may stand in a fragment as they are, and maps are full of them. */
const encode = (text: string): string => encodeURIComponent(text).replace(/%(2F|3A|2C)/g, decodeURIComponent)

export interface LinkText {
  /** Values by key; a key is one of the top ones or has a scope, such as `env.layout`. */
  readonly parts: ReadonlyMap<string, string>
  readonly problems: PlaygroundError[]
}

export function readLink(hash: string): LinkText {
  const text = hash.startsWith('#') ? hash.slice(1) : hash
  const pieces = text.split('&', MOST_PARTS + 1).filter(piece => piece !== '')
  if (text.length > LONGEST_LINK || pieces.length > MOST_PARTS) {
    const most = `${LONGEST_LINK} characters and ${MOST_PARTS} parts`
    return { parts: new Map(), problems: [problem('link', `is longer than ${most}.`)] }
  }
  const problems: PlaygroundError[] = []
  const read = pieces.flatMap(piece => {
    const part = readPart(piece)
    if (!(part instanceof PlaygroundError)) return [part]
    problems.push(part)
    return []
  })
  const parts = new Map<string, string>()
  for (const [key, value] of read) {
    const times = read.filter(([other]) => other === key).length
    if (times === 1) parts.set(key, value)
    else if (!problems.some(({ path }) => path === key)) {
      problems.push(problem(key, `stands ${times} times; expected once.`))
    }
  }
  return { parts, problems }
}

function readPart(piece: string): [key: string, value: string] | PlaygroundError {
  const equals = piece.indexOf('=')
  if (equals < 1) return problem(piece, 'is not key=value.')
  let part: [string, string]
  try {
    part = [decodeURIComponent(piece.slice(0, equals)), decodeURIComponent(piece.slice(equals + 1))]
  } catch {
    return problem(piece.slice(0, equals), 'has a broken % code.')
  }
  const [key] = part
  const dot = key.indexOf('.')
  const known = dot === -1 ? TOP_KEYS.includes(key) : SCOPES.includes(key.slice(0, dot))
  return known && key.length <= LONGEST_KEY ? part : problem(key, 'is not a part of a link.')
}

function problem(key: string, found: string): PlaygroundError {
  const path = shownText(key)
  return new PlaygroundError('bad-share-link', `${path} ${found}`, { path })
}
