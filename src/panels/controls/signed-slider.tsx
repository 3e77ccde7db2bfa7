/** A weight that can be less or more than nothing: fills from zero, orange below and blue above, its number beside it. */
import { useId } from 'preact/hooks'
import { signedText } from '../number-text.ts'
import { NumberField } from './number-field.tsx'

interface SignedSliderProps {
  readonly label: string
  readonly value: number
  readonly range: readonly [number, number]
  onChange(value: number): void
}

/** Ends and colour of the filled part of the track, in percent of it. */
export function signedFill(
  value: number,
  [min, max]: readonly [number, number],
): { lo: number; hi: number; fill: string } {
  const place = (at: number) => (Math.min(max, Math.max(min, at)) - min) / (max - min)
  const [zero, end] = [place(0) * 100, place(value) * 100]
  return {
    lo: Math.min(zero, end),
    hi: Math.max(zero, end),
    fill: value < 0 ? 'var(--neg-3)' : 'var(--pos-3)',
  }
}

export function SignedSlider({ label, value, range, onChange }: SignedSliderProps) {
  const id = useId()
  const { lo, hi, fill } = signedFill(value, range)
  const [min, max] = range
  return (
    <div class="knob">
      <span class="row">
        <label for={id}>{label}</label>
        <NumberField
          label={`${label}, number`}
          value={value}
          text={signedText(value, 2)}
          min={min}
          max={max}
          onChange={onChange}
        />
      </span>
      <input
        id={id}
        type="range"
        class="signed"
        style={{ '--lo': `${lo}%`, '--hi': `${hi}%`, '--fill': fill }}
        min={min}
        max={max}
        step={(max - min) / 200}
        value={value}
        aria-valuetext={signedText(value, 2)}
        onInput={event => onChange(Number(event.currentTarget.valueAsNumber.toFixed(3)))}
      />
    </div>
  )
}
