import { expect, test } from 'vitest'
import { HeldKeys } from '../../../src/app/held-keys.ts'

function hand() {
  const keys = new HeldKeys()
  const said: string[] = []
  const press = (key: string, name = key) =>
    keys.press(key, { press: () => said.push(`+${name}`), release: () => said.push(`-${name}`) })
  return { keys, said, press }
}

test('a key acts once however long it is held, and again after it was let go', () => {
  const { keys, said, press } = hand()
  press('ArrowLeft')
  press('ArrowLeft')
  keys.release('ArrowLeft')
  press('ArrowLeft')
  expect(said).toEqual(['+ArrowLeft', '-ArrowLeft', '+ArrowLeft'])
})

test('of two held the last counts; letting it go brings the other back', () => {
  const { keys, said, press } = hand()
  press('ArrowLeft', 'left')
  press('ArrowRight', 'right')
  keys.release('ArrowRight')
  keys.release('ArrowLeft')
  expect(said).toEqual(['+left', '+right', '-right', '+left', '-left'])
})

test('letting go the older of two changes nothing for the newer', () => {
  const { keys, said, press } = hand()
  press('ArrowLeft', 'left')
  press('ArrowRight', 'right')
  keys.release('ArrowLeft')
  expect(said).toEqual(['+left', '+right', '-left'])
})

test('letters count whatever shift is held, and a window that loses the focus lets all go', () => {
  const { keys, said, press } = hand()
  press('A')
  keys.release('a')
  press('d')
  press('ArrowUp')
  keys.releaseAll()
  keys.release('d')
  expect(said).toEqual(['+A', '-A', '+d', '+ArrowUp', '-ArrowUp', '-d'])
})

test('keys that hold other things leave each other alone', () => {
  const keys = new HeldKeys()
  const said: string[] = []
  const press = (key: string, holds: number) =>
    keys.press(key, { holds, press: () => said.push(`+${key}`), release: () => said.push(`-${key}`) })
  press('q', 0)
  press('w', 1)
  press('a', 0)
  keys.release('w')
  keys.release('a')
  expect(said, 'the older key of the same joint counts again').toEqual(['+q', '+w', '+a', '-w', '-a', '+q'])
})
