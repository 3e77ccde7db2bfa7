import { expect, test } from 'vitest'
import { GamepadPoll, type PadReading } from '../../../src/app/gamepad.ts'

function pad(axes: readonly number[], pressed: readonly number[] = []): PadReading {
  return { axes, buttons: Array.from({ length: 16 }, (_, i) => ({ pressed: pressed.includes(i) })) }
}

function listen() {
  const said: unknown[] = []
  const poll = new GamepadPoll({
    onInput: value => said.push(['input', value]),
    onDirection: (columns, rows) => said.push(['move', columns, rows]),
    onAct: index => said.push(['act', index]),
    onStart: () => said.push(['start']),
  })
  const take = () => said.splice(0)
  return { poll, take }
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
