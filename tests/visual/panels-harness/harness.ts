/** The panels alone, over a made-up run: real worlds, invented numbers, a plain canvas for the stage. `?mode=teach&...` */

import { listenToKeys } from '../../../src/app/keyboard.ts'
import { defaultBoard, worldOf } from '../../../src/app/worlds.ts'
import type { Board } from '../../../src/core/board.ts'
import { Rng } from '../../../src/core/rng.ts'
import { KEY_MAP } from '../../../src/panels/key-map.ts'
import { mountPanels } from '../../../src/panels/mount.tsx'
import type { Commands } from '../../../src/store/commands.ts'
import { createStore } from '../../../src/store/store.ts'
import { createTelemetry } from '../../../src/store/telemetry.ts'
import { fakeCommands } from './fake-commands.ts'
import { fakeCurves, fakeFrame } from './fake-run.ts'
import { fakeState } from './fake-state.ts'

const query = new URLSearchParams(location.search)
const store = createStore(fakeState(query))
const telemetry = createTelemetry()
const open = () => worldOf(store.get().run.config.env, store.get().run.config.envSettings)
const commands: Commands = fakeCommands(store)

let slot: HTMLElement | null = null
const canvas = document.createElement('canvas')

function draw(): void {
  if (!slot) return
  const { clientWidth: width, clientHeight: height } = slot
  canvas.width = width * devicePixelRatio
  canvas.height = height * devicePixelRatio
  canvas.style.cssText = `width:${width}px;height:${height}px`
  const context = canvas.getContext('2d')!
  context.scale(devicePixelRatio, devicePixelRatio)
  const { mode, teach } = store.get()
  if (mode === 'teach' && teach.way === 'compare') {
    const half = (width - 12) / 2
    drawBoard(context, open().board, 0, 0, half, height)
    drawBoard(context, open().board, half + 12, 0, half, height)
  } else drawBoard(context, open().board, 0, 0, width, height)
}

function drawBoard(
  context: CanvasRenderingContext2D,
  board: Board,
  x: number,
  y: number,
  w: number,
  h: number,
): void {
  const cell = Math.min((w - 40) / board.columns, (h - 24) / board.rows)
  const left = x + (w - cell * board.columns) / 2
  const top = y + (h - cell * board.rows) / 2
  context.fillStyle = '#d9b98a'
  context.fillRect(left - 8, top - 8, cell * board.columns + 16, cell * board.rows + 16)
  const colors: Record<string, string> = {
    wall: '#a5864f',
    goal: '#e7b53b',
    lava: '#f0701f',
    flower: '#ea9fc6',
    hole: '#4e7d96',
    cliff: '#c4622a',
  }
  board.tiles.forEach((tile, index) => {
    context.fillStyle = colors[tile] ?? ['#86BEDD', '#C3DDEA', '#F2EEE5', '#F3D2A9'][index % 4]!
    context.fillRect(
      left + (index % board.columns) * cell + 1,
      top + Math.floor(index / board.columns) * cell + 1,
      cell - 2,
      cell - 2,
    )
  })
}

const panels = mountPanels(document.getElementById('app')!, {
  store,
  commands,
  telemetry,
  keyMap: KEY_MAP,
  boardOf: defaultBoard,
  board: () => open().board,
  model: () => open().model,
  valueRange: () => ({ min: -1, max: 1 }),
  clipProgress: () => {
    const { mode, teach } = store.get()
    if (mode !== 'teach') return []
    const step = Math.floor(performance.now() / 300)
    const clips =
      teach.way === 'compare'
        ? [
            { step: step % 8, steps: 7 },
            { step: step % 13, steps: 12 },
          ]
        : [{ step: step % 19, steps: 18 }]
    return clips
  },
  onStageSlot: element => {
    slot = element
    if (!element) return
    element.append(canvas)
    new ResizeObserver(draw).observe(element)
    draw()
  },
})
listenToKeys({ map: KEY_MAP, store, commands, board: () => open().board })

const rng = Rng.fromSeed(1, 'harness')
let step = Number(query.get('step') ?? 48_213)
function tick(): void {
  const { run } = store.get()
  if (run.status !== 'running') return
  step += 40
  telemetry.frame = fakeFrame(open(), run.epoch, step, rng)
  store.update(({ run }) => {
    run.step = step
    run.episode = Math.floor(step / 180)
    run.stepsPerSecond = query.get('speed') === 'max' ? 8.4e6 : 1192 + rng.uniform() * 10
  })
  if (!query.has('empty')) telemetry.curves = fakeCurves(run.epoch, Math.floor(step / 180))
}
tick()
setInterval(tick, 33)
Object.assign(window, { harness: { store, panels, commands } })
