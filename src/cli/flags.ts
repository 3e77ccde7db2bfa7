/**
 * Flags as data: one schema per command gives the parser, the types of its values and its usage text. Every refusal is
 * one sentence that names the flag, the value and what was expected.
 */
import { nearestId, PlaygroundError } from '../core/errors.ts'

interface FlagBase {
  readonly help: string
}

export type Flag = FlagBase &
  (
    | { readonly kind: 'text'; readonly value: string; readonly required?: true; readonly default?: string }
    | {
        readonly kind: 'whole'
        readonly min: number
        readonly max: number
        readonly required?: true
        readonly default?: number
      }
    | { readonly kind: 'switch' }
    /** May be given several times. */
    | { readonly kind: 'list'; readonly value: string }
  )

export type Flags = Readonly<Record<string, Flag>>

type ValueOf<F extends Flag> = F extends { kind: 'switch' }
  ? boolean
  : F extends { kind: 'list' }
    ? readonly string[]
    :
        | (F extends { kind: 'whole' } ? number : string)
        | (F extends { required: true } | { default: unknown } ? never : undefined)

export type FlagValues<F extends Flags> = { readonly [Name in keyof F]: ValueOf<F[Name]> }

/** What a command is called with beside its flags, such as the file of `replay`. */
export interface Operand {
  readonly name: string
  readonly help: string
}

export interface ParsedFlags<F extends Flags> {
  readonly flags: FlagValues<F>
  /** Present when the command declares an operand. */
  readonly operand: string
}

const bad = (path: string, message: string) => new PlaygroundError('bad-flag', message, { path })

/** @throws PlaygroundError `bad-flag` for what is unknown, missing, repeated or out of range. */
export function parseFlags<F extends Flags>(
  schema: F,
  words: readonly string[],
  operand: Operand | null = null,
): ParsedFlags<F> {
  const given = new Map<string, string[]>()
  const loose: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (!word.startsWith('-') || word === '-' || /^-\d/.test(word)) {
      loose.push(word)
      continue
    }
    const [name, inline] = splitFlag(word, schema)
    const flag = schema[name]!
    if (flag.kind === 'switch') {
      if (inline !== undefined) throw bad(`--${name}`, `--${name} takes no value; got '${inline}'.`)
      given.set(name, ['true'])
      continue
    }
    const value = inline ?? words[++i]
    if (value === undefined || (inline === undefined && value.startsWith('--'))) {
      throw bad(`--${name}`, `--${name} has no value; expected ${expected(flag)}.`)
    }
    if (given.has(name) && flag.kind !== 'list')
      throw bad(`--${name}`, `--${name} is given twice; once is enough.`)
    given.set(name, [...(given.get(name) ?? []), value])
  }
  const entries = Object.entries(schema).map(([name, flag]) => [name, valueFrom(name, flag, given.get(name))])
  return { flags: Object.fromEntries(entries) as FlagValues<F>, operand: operandOf(loose, operand) }
}

function splitFlag(word: string, schema: Flags): [name: string, inline: string | undefined] {
  const equals = word.indexOf('=')
  const written = equals < 0 ? word : word.slice(0, equals)
  const name = written.replace(/^-+/, '')
  if (written.startsWith('--') && Object.hasOwn(schema, name)) {
    return [name, equals < 0 ? undefined : word.slice(equals + 1)]
  }
  const names = Object.keys(schema)
  const near = nearestId(name, names)
  const hint = near ? ` Did you mean --${near}?` : ` Known: ${names.map(known => `--${known}`).join(', ')}.`
  throw bad(written, `${written} is not a flag of this command.${hint}`)
}

function operandOf(loose: readonly string[], operand: Operand | null): string {
  const [first, extra] = operand ? loose : [undefined, loose[0]]
  if (extra !== undefined) throw bad(extra, `'${extra}' is not expected here; flags begin with --.`)
  if (operand && first === undefined)
    throw bad(operand.name, `${operand.name} is missing; expected ${operand.help}.`)
  return first ?? ''
}

function valueFrom(name: string, flag: Flag, given: readonly string[] | undefined) {
  if (flag.kind === 'switch') return given !== undefined
  if (flag.kind === 'list') return given ?? []
  const text = given?.[0]
  if (text === undefined) {
    if (flag.required) throw bad(`--${name}`, `--${name} is missing; expected ${expected(flag)}.`)
    return flag.default
  }
  if (flag.kind === 'text') {
    if (text === '') throw bad(`--${name}`, `--${name} is empty; expected ${expected(flag)}.`)
    return text
  }
  const value = /^[+-]?\d[\d_]*$|^\d+(\.\d+)?e\d+$/i.test(text)
    ? Number(text.replaceAll('_', ''))
    : Number.NaN
  if (!Number.isInteger(value) || value < flag.min || value > flag.max) {
    throw bad(`--${name}`, `--${name} is '${text}'; expected ${expected(flag)}.`)
  }
  return value
}

function expected(flag: Flag): string {
  if (flag.kind === 'whole') return `a whole number from ${flag.min} to ${flag.max}`
  return flag.kind === 'switch' ? 'no value' : flag.value
}

/** The usage text of one command. */
export function usage(
  command: string,
  summary: string,
  schema: Flags,
  operand: Operand | null = null,
): string {
  const rows = Object.entries(schema).map(([name, flag]): [string, string] => {
    const placeholder = flag.kind === 'switch' ? '' : flag.kind === 'whole' ? ' N' : ' VALUE'
    const standing = 'default' in flag && flag.default !== undefined ? ` (${flag.default})` : ''
    const needed = 'required' in flag && flag.required ? ' (needed)' : ''
    return [`  --${name}${placeholder}`, `${flag.help}${standing}${needed}`]
  })
  if (operand) rows.unshift([`  ${operand.name}`, operand.help])
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  const head = `${command}${operand ? ` ${operand.name}` : ''}: ${summary}`
  return [head, ...rows.map(([left, right]) => left.padEnd(width) + right)].join('\n')
}
