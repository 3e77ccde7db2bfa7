import { describe, expect, test } from 'vitest'
import type { Board } from '../../../src/core/board.ts'
import { groupKeys } from '../../../src/panels/key-groups.ts'
import { findBinding, KEY_MAP, keyBelongsTo, type Stroke } from '../../../src/panels/key-map.ts'
import type { Commands } from '../../../src/store/commands.ts'
import type { AppState } from '../../../src/store/state.ts'

const board = {
  actionNames: ['Left', 'Down', 'Right', 'Up', 'Pick up', 'Drop off'],
  actionVectors: [[-1, 0], [0, 1], [1, 0], [0, -1], null, null],
} as unknown as Board

interface Place {
  mode?: 'watch' | 'teach'
  way?: AppState['teach']['way']
  /** What is under way in a live way of teaching. */
  live?: { kind: 'demo' | 'correct'; steps: number; takeover?: boolean } | null
  play?: boolean
  /** A control world: there is no board. */
  control?: boolean
  /** Id of the control world. */
  env?: string
  /** What is held in it. */
  input?: number
  dialog?: AppState['dialog']
}

/** What the keys read of an open world. */
function worldState(control: boolean, env: string) {
  if (!control) return { form: 'tabular', actionSpace: { kind: 'discrete', n: 6 }, actions: [] }
  const joints = ['hip', 'knee', 'other hip', 'other knee'].map(label => ({ label, unit: '' }))
  const low = joints.map(() => -1)
  const high = joints.map(() => 1)
  return env === 'BipedalWalker-v3'
    ? { form: 'control', actionSpace: { kind: 'box', shape: [4], low, high }, actions: joints }
    : { form: 'control', actionSpace: { kind: 'discrete', n: 2 }, actions: joints.slice(0, 2) }
}

function stateOf({
  mode = 'watch',
  way = 'compare',
  play = false,
  dialog = 'none',
  input,
  live = null,
  control = false,
  env = 'CartPole-v1',
}: Place): AppState {
  return {
    mode,
    dialog,
    play: { active: play, finished: 'no', held: input === undefined ? [] : [input] },
    run: { learning: true, config: { env } },
    world: worldState(control, env),
    teach: {
      way,
      queries: [{ id: 'q' }],
      episode: { episode: 1 },
      editing: null,
      answered: [{ label: { id: 'a', kind: way } }],
      live,
      clipsPaused: false,
      clipPlayback: 1,
    },
  } as unknown as AppState
}

/** The commands that a stroke calls, as text. */
function press(key: string, place: Place = {}, held: Partial<Stroke> = {}, released = false): string[] {
  const calls: string[] = []
  const commands = new Proxy({} as Commands, {
    get:
      (_, name) =>
      (...parts: unknown[]) =>
        calls.push([String(name), ...parts.map(shown)].join(' ')),
  })
  const state = stateOf(place)
  const stroke = { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
  const binding = findBinding(KEY_MAP, stroke, state)
  const pressed = { commands, state, board: place.control ? null : board }
  if (released) binding?.release?.(pressed)
  else binding?.run(pressed)
  return calls
}

const shown = (part: unknown) => (typeof part === 'object' ? JSON.stringify(part) : part)

describe('the key map', () => {
  test.each([
    [' ', {}, 'togglePlaying'],
    ['.', {}, 'stepOnce'],
    ['1', {}, 'setSpeed 1'],
    ['5', {}, 'setSpeed max'],
    ['R', {}, 'restart'],
    ['f', {}, 'setLearning false'],
    ['v', {}, 'toggleLayer values'],
    ['n', {}, 'toggleLayer digits'],
    ['ArrowUp', {}, 'moveInspection 0 -1'],
    ['ArrowUp', { play: true }, 'playAction 3'],
    ['ArrowLeft', { play: true }, 'playAction 0'],
    ['z', { play: true }, 'playAction 4'],
    ['x', { play: true }, 'playAction 5'],
    ['r', { play: true }, 'restartPlay'],
    ['ArrowUp', { mode: 'teach', way: 'praise' }, 'praise 1 keyboard'],
    ['+', { mode: 'teach', way: 'praise' }, 'praise 1 keyboard'],
    ['-', { mode: 'teach', way: 'praise' }, 'praise -1 keyboard'],
    [' ', { mode: 'teach', way: 'praise' }, 'togglePlaying'],
    ['ArrowRight', { mode: 'teach', way: 'demo' }, 'demonstrate 2'],
    ['z', { mode: 'teach', way: 'demo' }, 'demonstrate 4'],
    ['ArrowRight', { mode: 'teach', way: 'demo', control: true }, 'setPlayInput {"value":1} 0'],
    ['Enter', { mode: 'teach', way: 'demo' }, 'startDemo start'],
    ['Enter', { mode: 'teach', way: 'demo', live: { kind: 'demo', steps: 3 } }, 'finishLive true'],
    ['t', { mode: 'teach', way: 'demo' }, 'startDemo takeover'],
    ['t', { mode: 'teach', way: 'demo', live: { kind: 'demo', steps: 0 } }, 'finishLive false'],
    [
      'r',
      { mode: 'teach', way: 'demo', live: { kind: 'demo', steps: 2, takeover: true } },
      'startDemo takeover',
    ],
    ['Escape', { mode: 'teach', way: 'correct' }, 'finishLive false'],
    ['Enter', { mode: 'teach', way: 'correct' }, 'startCorrection'],
    ['ArrowDown', { mode: 'teach', way: 'correct' }, 'demonstrate 1'],
    ['-', { mode: 'teach', way: 'correct' }, 'setClipPlayback 0.5'],
    ['ArrowLeft', { mode: 'teach' }, 'answer left keyboard'],
    ['ArrowRight', { mode: 'teach' }, 'answer right keyboard'],
    ['ArrowUp', { mode: 'teach' }, 'answer equal keyboard'],
    ['ArrowDown', { mode: 'teach' }, 'answer cant-tell keyboard'],
    ['1', { mode: 'teach', way: 'rate' }, 'rate -3 keyboard'],
    ['4', { mode: 'teach', way: 'rate' }, 'rate 0 keyboard'],
    ['7', { mode: 'teach', way: 'rate' }, 'rate 3 keyboard'],
    ['u', { mode: 'teach' }, 'undoLabel'],
    ['x', { mode: 'teach' }, 'skipQuery'],
    ['x', { mode: 'teach', way: 'rate' }, 'anotherClip'],
    ['e', { mode: 'teach' }, 'editLabel a'],
    ['Escape', { mode: 'teach' }, 'editLabel null'],
    [' ', { mode: 'teach' }, 'setClipsPaused true'],
    [',', { mode: 'teach' }, 'stepClips -1'],
    ['.', { mode: 'teach', way: 'rate' }, 'stepClips 1'],
    ['+', { mode: 'teach' }, 'setClipPlayback 2'],
    ['-', { mode: 'teach' }, 'setClipPlayback 0.5'],
    ['?', { mode: 'teach' }, 'openDialog keys'],
    ['s', {}, 'toggleLayer swarm'],
    ['[', {}, 'previousMoment'],
    [']', {}, 'nextMoment'],
    ['ArrowLeft', { play: true, control: true }, 'setPlayInput {"value":-1} 0'],
    ['ArrowRight', { play: true, control: true }, 'setPlayInput {"value":1} 0'],
    ['ArrowUp', { play: true, control: true, env: 'LunarLander-v3' }, 'setPlayInput {"value":1} 1'],
    ['ArrowLeft', { play: true, control: true, env: 'LunarLander-v3' }, 'setPlayInput {"value":-1} 0'],
    ['q', { play: true, control: true, env: 'BipedalWalker-v3' }, 'setPlayInput {"value":1} 0'],
    ['S', { play: true, control: true, env: 'BipedalWalker-v3' }, 'setPlayInput {"value":-1} 1'],
    [
      'k',
      { mode: 'teach', way: 'demo', control: true, env: 'BipedalWalker-v3' },
      'setPlayInput {"value":-1} 3',
    ],
    ['s', { control: true, env: 'BipedalWalker-v3' }, 'toggleLayer swarm'],
    ['s', { play: true, control: true }, 'toggleLayer swarm'],
  ] as const)('%s in %o runs %s', (key, place, call) => {
    expect(press(key, place)).toEqual([call])
  })

  test('Ctrl+Z takes back, and plain Z does not', () => {
    expect(press('z', { mode: 'teach' }, { ctrlKey: true })).toEqual(['undoLabel'])
    expect(press('z', { mode: 'teach' })).toEqual([])
    expect(press('z', {}, { metaKey: true })).toEqual(['undoRestart'])
  })

  test('Shift with an arrow is a clear preference, for the two sides alone', () => {
    const held = { shiftKey: true }
    expect(press('ArrowLeft', { mode: 'teach' }, held)).toEqual(['answer left keyboard clearly'])
    expect(press('ArrowUp', { mode: 'teach' }, held)).toEqual(['answer equal keyboard'])
  })

  test('keys of the browser and keys elsewhere do nothing', () => {
    expect(press('r', {}, { ctrlKey: true })).toEqual([])
    expect(press('ArrowLeft', {}, { altKey: true })).toEqual([])
    expect(press('ArrowRight', { mode: 'teach', way: 'rate' })).toEqual([])
    expect(press('c', { play: true }), 'a third act in place, of which there are two').toEqual([])
  })

  test('a held key pushes until it is let go, and lets go only of what it holds', () => {
    const driving = { play: true, control: true }
    expect(press('ArrowUp', driving), 'up and down mean nothing there').toEqual([])
    expect(press('z', driving)).toEqual([])
    expect(press('ArrowLeft', { ...driving, input: -1 }, {}, true)).toEqual(['setPlayInput null 0'])
    expect(press('ArrowLeft', { ...driving, input: 1 }, {}, true), 'the other key has taken over').toEqual([])
    expect(press('ArrowLeft', { play: true }, {}, true), 'one square was one square').toEqual([])
  })

  test('keys rest while a dialog is open', () => {
    for (const binding of KEY_MAP) expect(press(binding.keys[0]!, { dialog: 'keys' })).toEqual([])
  })

  test('no two bindings answer the same stroke in the same place', () => {
    // Joints take their letters while there are any.
    const taken = KEY_MAP.filter(({ when }) => !when).flatMap(({ keys, scopes, withControl, withShift }) =>
      scopes.flatMap(scope =>
        keys.map(key => `${withControl ? 'ctrl+' : ''}${withShift ? 'shift+' : ''}${key} in ${scope}`),
      ),
    )
    expect(new Set(taken).size).toBe(taken.length)
  })

  test('the list shows every binding once', () => {
    const listed = groupKeys(KEY_MAP).flatMap(({ rows }) =>
      rows.flatMap(({ label, shown }) => shown.map(key => `${key} ${label}`)),
    )
    expect(new Set(listed)).toEqual(new Set(KEY_MAP.map(({ shown, label }) => `${shown} ${label}`)))
  })
})

describe('keys that belong to the focused element', () => {
  test('text fields keep all, sliders their arrows, buttons Space and Enter', () => {
    expect(keyBelongsTo({ tagName: 'INPUT', type: 'text' }, '5')).toBe(true)
    expect(keyBelongsTo({ tagName: 'TEXTAREA' }, ' ')).toBe(true)
    expect(keyBelongsTo({ tagName: 'DIV', isContentEditable: true }, 'v')).toBe(true)
    expect(keyBelongsTo({ tagName: 'INPUT', type: 'range' }, 'ArrowLeft')).toBe(true)
    expect(keyBelongsTo({ tagName: 'INPUT', type: 'range' }, ' ')).toBe(false)
    expect(keyBelongsTo({ tagName: 'BUTTON' }, ' ')).toBe(true)
    expect(keyBelongsTo({ tagName: 'BUTTON' }, 'ArrowLeft')).toBe(false)
    expect(keyBelongsTo({ tagName: 'BODY' }, ' ')).toBe(false)
    expect(keyBelongsTo(null, ' ')).toBe(false)
  })
})
