import { expect, test, vi } from 'vitest'
import { createStore } from '../../../src/store/store.ts'

const start = () => ({
  run: { step: 0, speed: 1 as number | 'max' },
  names: ['a'],
  curve: Float64Array.of(1, 2),
})

test('an update gives a new state and leaves the old one and untouched parts as they are', () => {
  const store = createStore(start())
  const before = store.get()
  store.update(draft => {
    draft.run.step = 5
  })
  expect(before.run.step).toBe(0)
  expect(store.get().run.step).toBe(5)
  expect(store.get().names).toBe(before.names)
  expect(store.get().curve).toBe(before.curve)
})

test('listeners run once an update, and not when nothing changed', () => {
  const store = createStore(start())
  const listener = vi.fn()
  const stop = store.subscribe(listener)
  store.update(draft => {
    draft.run.step = 1
    draft.run.speed = 'max'
  })
  store.update(draft => {
    draft.run.step = 1
  })
  expect(listener).toHaveBeenCalledTimes(1)
  stop()
  store.update(draft => {
    draft.run.step = 2
  })
  expect(listener).toHaveBeenCalledTimes(1)
})

test('a listener sees the new state, also one that was set by another listener', () => {
  const store = createStore(start())
  const seen: number[] = []
  store.subscribe(() => {
    if (store.get().run.step === 1) {
      store.update(draft => {
        draft.run.step = 2
      })
    }
  })
  store.subscribe(() => seen.push(store.get().run.step))
  store.update(draft => {
    draft.run.step = 1
  })
  expect(seen).toEqual([2, 2])
})
