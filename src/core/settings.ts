/**
 * Settings as data. One schema builds the panel's controls, the command line's flags and the share link's decoder,
 * so a setting is described once: default, range, unit and one plain sentence of help.
 */
import { nearestId, PlaygroundError } from './errors.ts'

interface SettingBase {
  /** The field's term, such as `Discount`. */
  readonly label: string
  /** Its plain twin, such as `patience`. */
  readonly plain?: string
  /** One sentence that a newcomer understands. */
  readonly help: string
  /** Can it change while the learner runs, without starting again? */
  readonly live?: boolean
}

export interface NumberSetting extends SettingBase {
  readonly kind: 'number'
  readonly default: number
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly integer?: boolean
  /** How a slider spreads its range. */
  readonly scale?: 'linear' | 'log'
  readonly unit?: string
}

export interface ChoiceSetting extends SettingBase {
  readonly kind: 'choice'
  readonly default: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export interface BooleanSetting extends SettingBase {
  readonly kind: 'boolean'
  readonly default: boolean
}

/** Free text, such as a map: rows joined by `/`. */
export interface TextSetting extends SettingBase {
  readonly kind: 'text'
  readonly default: string
  readonly maxLength: number
}

export type Setting = NumberSetting | ChoiceSetting | BooleanSetting | TextSetting
export type SettingValue = number | string | boolean
export type SettingsSchema = Readonly<Record<string, Setting>>
export type SettingValues = Readonly<Record<string, SettingValue>>

export function defaultsOf(schema: SettingsSchema): SettingValues {
  return Object.fromEntries(Object.entries(schema).map(([key, setting]) => [key, setting.default]))
}

/**
 * Checks values from outside against a schema and fills in defaults.
 * @throws PlaygroundError `bad-setting`, its path `scope.key`, for unknown keys, wrong types and values out of range.
 */
export function decodeSettings(schema: SettingsSchema, values: unknown, scope: string): SettingValues {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new PlaygroundError('bad-setting', `${scope} is not an object of settings.`, { path: scope })
  }
  const decoded: Record<string, SettingValue> = { ...defaultsOf(schema) }
  for (const [key, value] of Object.entries(values)) {
    const known = findKey(schema, key, scope)
    decoded[known] = checkValue(schema[known]!, value, `${scope}.${known}`)
  }
  return decoded
}

/** Reads one setting from text (a flag). Keys match whatever their capitals, dashes and underscores. */
export function parseSetting(
  schema: SettingsSchema,
  key: string,
  text: string,
  scope: string,
): { key: string; value: SettingValue } {
  const known = findKey(schema, key, scope)
  const setting = schema[known]!
  const path = `${scope}.${known}`
  if (setting.kind === 'number') {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    return { key: known, value: checkValue(setting, value, path, text) }
  }
  if (setting.kind === 'boolean') {
    const value = { true: true, false: false, '1': true, '0': false }[text.toLowerCase()] ?? text
    return { key: known, value: checkValue(setting, value, path) }
  }
  return { key: known, value: checkValue(setting, text, path) }
}

function findKey(schema: SettingsSchema, key: string, scope: string): string {
  const plain = (name: string) => name.toLowerCase().replace(/[-_]/g, '')
  const known = Object.keys(schema).find(candidate => plain(candidate) === plain(key))
  if (known !== undefined) return known
  const near = nearestId(key, Object.keys(schema))
  const hint = near ? ` Did you mean '${near}'?` : ` Known: ${Object.keys(schema).join(', ') || 'none'}.`
  throw new PlaygroundError('bad-setting', `${scope}.${key} is not a setting.${hint}`, {
    path: `${scope}.${key}`,
  })
}

function checkValue(setting: Setting, value: unknown, path: string, shown: unknown = value): SettingValue {
  const refuse = (expected: string): never => {
    const text = typeof shown === 'string' ? `'${shown.slice(0, 80)}'` : String(shown)
    throw new PlaygroundError('bad-setting', `${path} is ${text}; expected ${expected}.`, { path })
  }
  switch (setting.kind) {
    case 'number': {
      const range = `${setting.integer ? 'a whole number' : 'a number'} from ${setting.min} to ${setting.max}`
      if (typeof value !== 'number' || !(value >= setting.min && value <= setting.max)) return refuse(range)
      if (setting.integer && !Number.isInteger(value)) return refuse(range)
      return value
    }
    case 'choice': {
      const values = setting.options.map(option => option.value)
      return typeof value === 'string' && values.includes(value)
        ? value
        : refuse(`one of ${values.join(', ')}`)
    }
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse('true or false')
    case 'text':
      return typeof value === 'string' && value.length <= setting.maxLength
        ? value
        : refuse(`text of at most ${setting.maxLength} characters`)
  }
}

export const numberOf = (values: SettingValues, key: string): number => values[key] as number
export const textOf = (values: SettingValues, key: string): string => values[key] as string
export const flagOf = (values: SettingValues, key: string): boolean => values[key] as boolean
