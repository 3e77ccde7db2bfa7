/** On or off, with its word beside it. */
interface SwitchProps {
  readonly label: string
  readonly on: boolean
  readonly disabled?: boolean
  onChange(on: boolean): void
}

export function Switch({ label, on, disabled, onChange }: SwitchProps) {
  return (
    <label class={`switch ${on ? '' : 'off'}`}>
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        class="sr"
        checked={on}
        aria-checked={on}
        disabled={disabled ?? false}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <i />
    </label>
  )
}
