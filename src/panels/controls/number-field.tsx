/** A number one can type: keeps what is being typed until Enter or leaving, then hands on a number inside the range. */
import { useState } from 'preact/hooks'

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  /** As shown while nobody types. */
  readonly text: string
  readonly min: number
  readonly max: number
  readonly integer?: boolean | undefined
  readonly id?: string | undefined
  onChange(value: number): void
}

export function NumberField({ label, value, text, min, max, integer, id, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const commit = () => {
    if (draft === null) return
    setDraft(null)
    const typed = Number(draft.trim().replace(',', '.').replace('\u2212', '-'))
    if (draft.trim() === '' || !Number.isFinite(typed)) return
    const inside = Math.min(max, Math.max(min, integer ? Math.round(typed) : typed))
    if (inside !== value) onChange(inside)
  }
  return (
    <input
      class="figure"
      type="text"
      inputMode={integer && min >= 0 ? 'numeric' : 'decimal'}
      id={id}
      aria-label={label}
      title={`From ${min} to ${max}`}
      size={Math.max(3, (draft ?? text).length)}
      value={draft ?? text}
      onFocus={event => event.currentTarget.select()}
      onInput={event => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={event => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
