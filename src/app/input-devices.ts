/** What a person's hand was on last, for what is held or played and so has no one press to tell by. */
import type { InputDevice } from '../core/label.ts'

export interface InputDevices {
  current: InputDevice
}

export function watchInputDevices(target: Window): InputDevices {
  const devices: InputDevices = { current: 'pointer' }
  const note = (device: InputDevice) => {
    devices.current = device
  }
  target.addEventListener('keydown', () => note('keyboard'), { capture: true })
  target.addEventListener(
    'pointerdown',
    ({ pointerType }) => note(pointerType === 'mouse' ? 'pointer' : 'touch'),
    {
      capture: true,
    },
  )
  return devices
}
