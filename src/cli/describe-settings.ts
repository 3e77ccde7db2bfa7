/** Settings as the lists print them. */
import type { Setting, SettingsSchema } from '../core/settings.ts'

/** By key: kind, default, range or options, unit, help. */
export function describeSettings(schema: SettingsSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema).map(([key, setting]) => [
      key,
      setting.kind === 'choice'
        ? { ...setting, options: setting.options.map(({ value }) => value) }
        : setting,
    ]),
  )
}

/** `  env.layout=0  whole number 0 to 99: help` by setting. */
export function settingLines(scope: string, schema: SettingsSchema): string[] {
  return Object.entries(schema).map(
    ([key, setting]) => `    ${scope}.${key}=${setting.default}  (${rangeOf(setting)}) ${setting.help}`,
  )
}

function rangeOf(setting: Setting): string {
  switch (setting.kind) {
    case 'number':
      return `${setting.integer ? 'whole, ' : ''}${setting.min} to ${setting.max}${setting.unit ? ` ${setting.unit}` : ''}`
    case 'choice':
      return setting.options.map(({ value }) => value).join(', ')
    case 'boolean':
      return 'true, false'
    case 'text':
      return 'text'
  }
}
