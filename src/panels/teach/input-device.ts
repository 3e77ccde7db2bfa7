/** What a person pressed a button with: a click says so in every browser that fires it as a pointer event. */
import type { InputDevice } from '../../core/label.ts'

export function deviceOf(event: Event): InputDevice {
  const { pointerType, detail } = event as Partial<PointerEvent>
  if (pointerType === 'touch' || pointerType === 'pen') return 'touch'
  // Enter or Space on a focused button is a click without a press.
  return detail === 0 && !pointerType ? 'keyboard' : 'pointer'
}
