/** Controls for every entry of a settings schema. */
import type { SettingsSchema, SettingValue, SettingValues } from '../../core/settings.ts'
import { SettingField } from '../controls/setting-field.tsx'

interface SettingsListProps {
  readonly schema: SettingsSchema
  readonly values: SettingValues
  onChange(key: string, value: SettingValue): void
}

export function SettingsList({ schema, values, onChange }: SettingsListProps) {
  return (
    <div class="knobs">
      {Object.entries(schema).map(([key, setting]) => (
        <SettingField
          key={key}
          setting={setting}
          value={values[key] ?? setting.default}
          onChange={value => onChange(key, value)}
        />
      ))}
    </div>
  )
}
