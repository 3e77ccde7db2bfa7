import { expect, test } from 'vitest'
import { GamepadPoll, type PadReading, padIntents } from '../../../src/app/gamepad.ts'
import type { InputDevices } from '../../../src/app/input-devices.ts'
import type { Board } from '../../../src/core/board.ts'
import type { Commands } from '../../../src/store/commands.ts'
import type { AppState } from '../../../src/store/state.ts'
import { createStore } from '../../../src/store/store.ts'

function pad(axes: readonly number[], pressed: readonly number[] = []): PadReading {
  return { axes, buttons: Array.from({ length: 16 }, (_, i) => ({ pressed: pressed.includes(i) })) }
}

function listen() {
  const said: unknown[] = []
  /** Of the other axes. */
  const held: unknown[] = []
  const poll = new GamepadPoll({
    onInput: (value, axis) => (axis === 0 ? said.push(['input', value]) : held.push([axis, value])),
    onDirection: (columns, rows) => said.push(['move', columns, rows]),
    onAct: index => said.push(['act', index]),
    onStart: () => said.push(['start']),
  })
  const take = () => said.splice(0)
  return { poll, take, held }
}

test('a stick gives a share, told only when it changes, and nothing near its middle', () => {
  const { poll, take } = listen()
  poll.poll(pad([0.1, 0]))
  expect(take()).toEqual([])
  poll.poll(pad([0.4, 0]))
  poll.poll(pad([0.401, 0]))
  expect(take()).toEqual([['input', 0.4]])
  poll.poll(pad([0.05, 0]))
  expect(take()).toEqual([['input', null]])
})

test('shoulder buttons hold a fifth and a sixth axis, either way', () => {
  const { poll, held } = listen()
  poll.poll(pad([0, 0, 0, 0], [4, 7]))
  poll.poll(pad([0, 0, 0, 0], [4]))
  expect(held).toEqual([
    [4, 1],
    [5, -1],
    [5, null],
  ])
})

test('a stick pushed far is one press, until it comes back', () => {
  const { poll, take } = listen()
  poll.poll(pad([0, -1]))
  poll.poll(pad([0, -0.9]))
  poll.poll(pad([0, -0.3]))
  poll.poll(pad([0, -0.9]))
  expect(take()).toEqual([['move', 0, -1]])
  poll.poll(pad([0, 0]))
  poll.poll(pad([0, -0.9]))
  expect(take()).toEqual([['move', 0, -1]])
})

test('the cross counts fully and beats the stick', () => {
  const { poll, take } = listen()
  poll.poll(pad([-0.4, 0], [15]))
  expect(take()).toEqual([
    ['input', 1],
    ['move', 1, 0],
  ])
})

test('face buttons act, and the start button plays again, once a press', () => {
  const { poll, take } = listen()
  poll.poll(pad([0, 0], [0, 9]))
  poll.poll(pad([0, 0], [0, 9]))
  expect(take()).toEqual([['act', 0], ['start']])
})

test('a pad that is unplugged lets go', () => {
  const { poll, take } = listen()
  poll.poll(pad([1, 0]))
  take()
  poll.poll(null)
  expect(take()).toEqual([['input', null]])
})

test('after a rest a stick that is still pushed counts anew', () => {
  const { poll, take } = listen()
  poll.poll(pad([1, 0]))
  take()
  poll.rest()
  poll.poll(pad([1, 0]))
  expect(take()).toEqual([
    ['input', 1],
    ['move', 1, 0],
  ])
})

test('both sticks hold axes of their own, up being more', () => {
  const { poll, held } = listen()
  poll.poll(pad([0, -1, 0.5, 0.6]))
  poll.poll(pad([0, -1, 0.5, 0]))
  expect(held).toEqual([
    [1, 1],
    [2, 0.5],
    [3, -0.6],
    [3, null],
  ])
})

/** What pressing a pad calls in Teach. */
function inTeach(way: string, live: unknown, press: (poll: GamepadPoll) => void) {
  const said: unknown[] = []
  const commands = new Proxy({} as Commands, {
    get:
      (_, name) =>
      (...parts: unknown[]) =>
        said.push([name, ...parts]),
  })
  const devices: InputDevices = { current: 'pointer' }
  const store = createStore({
    mode: 'teach',
    teach: { way, live },
    run: { config: { env: 'FlowerPath-v0' } },
    world: { form: 'tabular' },
  } as unknown as AppState)
  const board = { actionVectors: [[-1, 0], [0, 1], [1, 0], [0, -1], null] } as unknown as Board
  press(new GamepadPoll(padIntents({ store, commands, board: () => board, devices })))
  return { said, device: devices.current }
}

test('in Teach the pad praises, acts for Pip, and keeps what was shown', () => {
  const up = (poll: GamepadPoll) => poll.poll(pad([0, -1]))
  const face = (index: number) => (poll: GamepadPoll) => poll.poll(pad([0, 0], [index]))
  expect(inTeach('praise', null, up).said).toEqual([['praise', 1, 'gamepad']])
  expect(inTeach('praise', null, face(1)).said).toEqual([['praise', -1, 'gamepad']])
  expect(inTeach('demo', null, up)).toEqual({ said: [['demonstrate', 3]], device: 'gamepad' })
  expect(inTeach('demo', null, face(0)).said, 'an act in place').toEqual([['demonstrate', 4]])
  const finished = { kind: 'demo', status: 'finished' }
  expect(inTeach('demo', finished, face(0)).said).toEqual([['finishLive', true]])
  expect(inTeach('correct', finished, face(1)).said).toEqual([['finishLive', false]])
  expect(inTeach('correct', null, poll => poll.poll(pad([0, 0], [9]))).said).toEqual([['startCorrection']])
})
