import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listenToKeys } from '../../../src/app/keyboard.ts'
import { gridWorld, worldOf } from '../../../src/app/worlds.ts'
import { KEY_MAP } from '../../../src/panels/key-map.ts'
import type { Commands } from '../../../src/store/commands.ts'
import { openPage } from './page.ts'

let page: EventTarget

beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', { activeElement: null })
})
afterEach(() => vi.unstubAllGlobals())

function strike(type: 'keydown' | 'keyup', key: string, more: Partial<KeyboardEvent> = {}): Event {
  const modifiers = { ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more }
  const event = Object.assign(new Event(type, { cancelable: true }), { key, ...modifiers })
  page.dispatchEvent(event)
  return event
}

function listen(env: string) {
  const { store, play } = openPage(env)
  const toggled: string[] = []
  const commands = {
    ...play.commands,
    toggleLayer: layer => toggled.push(layer),
  } as Partial<Commands> as Commands
  const board = () => gridWorld(worldOf(env, store.get().run.config.envSettings))?.board ?? null
  listenToKeys({ map: KEY_MAP, store, commands, board })
  const input = () => store.get().play.held[0] ?? null
  return { store, play, toggled, input }
}

test('at the controls arrows and their twins drive for as long as they are held', () => {
  const { play, input } = listen('CartPole-v1')
  play.commands.togglePlay()
  expect(strike('keydown', 'ArrowLeft').defaultPrevented).toBe(true)
  expect(input()).toBe(-1)
  strike('keydown', 'd')
  expect(input()).toBe(1)
  strike('keydown', 'd', { repeat: true })
  strike('keyup', 'd')
  expect(input()).toBe(-1)
  strike('keyup', 'ArrowLeft')
  expect(input()).toBeNull()
  strike('keydown', 'A')
  expect(input()).toBe(-1)
})

test('a window that loses the focus lets go', () => {
  const { play, input } = listen('Pendulum-v1')
  play.commands.togglePlay()
  strike('keydown', 'ArrowRight')
  page.dispatchEvent(new Event('blur'))
  expect(input()).toBeNull()
})

test('while nobody drives, letters mean what they mean elsewhere', () => {
  const { toggled, input } = listen('CartPole-v1')
  strike('keydown', 'a')
  expect(toggled).toEqual(['arrows'])
  expect(input()).toBeNull()
})

test('in a grid world an arrow is one move, and again while it repeats', () => {
  const { store, play, input } = listen('TwoGoals-v0')
  play.commands.togglePlay()
  strike('keydown', 'ArrowUp')
  strike('keydown', 'ArrowUp', { repeat: true })
  strike('keyup', 'ArrowUp')
  expect(store.get().play.steps).toBe(2)
  expect(input()).toBeNull()
})
