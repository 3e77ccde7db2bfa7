/** One control made from one entry of a settings schema. */
import { useId, useState } from 'preact/hooks'
import type { NumberSetting, Setting, SettingValue, TextSetting } from '../../core/settings.ts'
import { settingText } from '../number-text.ts'
import { NumberField } from './number-field.tsx'
import { sliderScale, stepOf } from './setting-scale.ts'
import { Switch } from './switch.tsx'

interface SettingFieldProps<S extends Setting = Setting> {
  readonly setting: S
  readonly value: SettingValue
  onChange(value: SettingValue): void
}

/** Help as far as its first colon or semicolon; the whole sentence shows while the control has the focus. */
export function firstClause(help: string): string {
  const [first] = help.split(/[:;] /, 1)
  return first === help || first === undefined ? help : `${first}.`
}

/** The field's term, its plain twin behind it. */
export const settingName = ({ label, plain }: Setting): string => (plain ? `${label} (${plain})` : label)

export function SettingField({ setting, value, onChange }: SettingFieldProps) {
  const help = (
    <span class="sub" title={setting.help}>
      <span class="brief">{firstClause(setting.help)}</span>
      <span class="whole">{setting.help}</span>
      {setting.live ? '' : ' Starts again.'}
    </span>
  )
  switch (setting.kind) {
    case 'number':
      return (
        <NumberControl setting={setting} value={value as number} onChange={onChange}>
          {help}
        </NumberControl>
      )
    case 'boolean':
      return (
        <div class="knob">
          <Switch label={settingName(setting)} on={value as boolean} onChange={onChange} />
          {help}
        </div>
      )
    case 'choice':
      return (
        <label class="knob">
          <span class="row">{settingName(setting)}</span>
          <select
            class="select small"
            value={value as string}
            onChange={event => onChange(event.currentTarget.value)}
          >
            {setting.options.map(option => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          {help}
        </label>
      )
    case 'text':
      return (
        <label class="knob">
          <span class="row">{settingName(setting)}</span>
          <textarea
            class="text-field"
            rows={isMap(setting) ? 5 : 1}
            spellcheck={false}
            maxLength={setting.maxLength}
            value={isMap(setting) ? mapLines(value as string) : (value as string)}
            onChange={event => {
              const typed = event.currentTarget.value
              const next = isMap(setting) ? mapText(typed) : typed.trim()
              if (next !== value) onChange(next)
            }}
          />
          {help}
        </label>
      )
  }
}

/** A text long enough for a map is one: its rows, joined by `/` in the setting, stand one below the other here. */
const isMap = (setting: TextSetting) => setting.maxLength > 200

export const mapLines = (text: string): string => text.replaceAll('/', '\n')

export const mapText = (lines: string): string =>
  lines
    .split(/[\n/]/)
    .map(row => row.trim())
    .filter(row => row !== '')
    .join('/')

interface NumberControlProps {
  readonly setting: NumberSetting
  readonly value: number
  readonly children: preact.ComponentChildren
  onChange(value: number): void
}

/** A setting that starts the run again waits for the slider to be let go; a live one follows the hand. */
function NumberControl({ setting, value, children, onChange }: NumberControlProps) {
  const id = useId()
  const [held, setHeld] = useState<number | null>(null)
  const scale = sliderScale(setting)
  const shown = held ?? value
  const position = scale.toPosition(shown)
  const text = settingText(shown, setting.scale === 'log' ? undefined : stepOf(setting))
  const share = ((position - scale.min) / (scale.max - scale.min)) * 100
  const wide = setting.integer === true && setting.max - setting.min > 500
  return (
    <div class="knob">
      <span class="row">
        <label for={id}>{settingName(setting)}</label>
        <span class="amount">
          <NumberField
            label={`${settingName(setting)}, number`}
            value={value}
            text={text}
            min={setting.min}
            max={setting.max}
            integer={setting.integer}
            id={wide ? id : undefined}
            onChange={onChange}
          />
          {setting.unit && <small>{setting.unit}</small>}
        </span>
      </span>
      {!wide && (
        <input
          id={id}
          type="range"
          style={{ '--v': `${share}%` }}
          min={scale.min}
          max={scale.max}
          step={scale.step}
          value={position}
          aria-valuetext={setting.unit ? `${text} ${setting.unit}` : text}
          onInput={event => {
            const next = scale.toValue(event.currentTarget.valueAsNumber)
            if (setting.live) onChange(next)
            else setHeld(next)
          }}
          onChange={event => {
            setHeld(null)
            const next = scale.toValue(event.currentTarget.valueAsNumber)
            if (next !== value) onChange(next)
          }}
        />
      )}
      {children}
    </div>
  )
}
