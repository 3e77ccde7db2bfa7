/**
 * A gamepad at the person's hand while they play, read once a frame: the stick and the cross as an analogue value for
 * control worlds and as single presses for grid worlds, buttons for acts in place and for playing again. Buttons by their
 * places in the W3C's standard layout, https://www.w3.org/TR/gamepad/#remapping.
 */
import type { Board } from '../core/board.ts'
import { playAxes } from '../core/play-axes.ts'
import { actionTowards, inPlaceActions } from '../panels/board-actions.ts'
import type { Commands } from '../store/commands.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { InputDevices } from './input-devices.ts'

export interface PadReading {
  readonly axes: readonly number[]
  readonly buttons: readonly { readonly pressed: boolean }[]
}

export interface PadTargets {
  /** What is held of an axis, -1 to 1, or null; told when it changes. Left stick across and up, the right one, shoulders. */
  onInput(value: number | null, axis: number): void
  /** A press towards columns, rows. */
  onDirection(columns: number, rows: number): void
  /** A press of the n-th face button. */
  onAct(index: number): void
  onStart(): void
}

const DEAD_ZONE = 0.15
/** A stick counts as a press from here, and as let go below the dead zone. */
const PRESS = 0.6
/** A stick trembles more finely than a person means it. */
const STICK_STEPS = 50
const CROSS = { up: 12, down: 13, left: 14, right: 15 } as const
/** The upper and the lower of each pair over the fingers: a fifth and a sixth axis. */
const SHOULDERS = [
  { more: 4, less: 6 },
  { more: 5, less: 7 },
] as const
const AXES = 4 + SHOULDERS.length
const START = 9
const FACE_BUTTONS = 4

export class GamepadPoll {
  private readonly targets: PadTargets
  private readonly down = new Set<string>()
  private values: (number | null)[] = Array.from({ length: AXES }, () => null)

  constructor(targets: PadTargets) {
    this.targets = targets
  }

  /** The person is no longer at play. */
  rest(): void {
    this.down.clear()
    this.values = this.values.map(() => null)
  }

  /** @param pad null when none is connected. */
  poll(pad: PadReading | null): void {
    const pressed = (index: number) => pad?.buttons[index]?.pressed ?? false
    const x = (pressed(CROSS.right) ? 1 : 0) - (pressed(CROSS.left) ? 1 : 0) || (pad?.axes[0] ?? 0)
    const y = (pressed(CROSS.down) ? 1 : 0) - (pressed(CROSS.up) ? 1 : 0) || (pad?.axes[1] ?? 0)
    const shoulders = SHOULDERS.map(({ more, less }) => (pressed(more) ? 1 : 0) - (pressed(less) ? 1 : 0))
    const sticks = [x, -y, pad?.axes[2] ?? 0, -(pad?.axes[3] ?? 0)]
    for (const [axis, amount] of [...sticks, ...shoulders].entries()) {
      const value = Math.abs(amount) < DEAD_ZONE ? null : Math.round(amount * STICK_STEPS) / STICK_STEPS
      if (value === this.values[axis]) continue
      this.values[axis] = value
      this.targets.onInput(value, axis)
    }
    this.edge('left', -x, () => this.targets.onDirection(-1, 0))
    this.edge('right', x, () => this.targets.onDirection(1, 0))
    this.edge('up', -y, () => this.targets.onDirection(0, -1))
    this.edge('down', y, () => this.targets.onDirection(0, 1))
    for (let index = 0; index < FACE_BUTTONS; index++) {
      this.edge(`face ${index}`, pressed(index) ? 1 : 0, () => this.targets.onAct(index))
    }
    this.edge('start', pressed(START) ? 1 : 0, () => this.targets.onStart())
  }

  private edge(name: string, amount: number, press: () => void): void {
    if (amount < DEAD_ZONE) this.down.delete(name)
    else if (amount >= PRESS && !this.down.has(name)) {
      this.down.add(name)
      press()
    }
  }
}

interface PadParts {
  readonly store: Store<AppState>
  readonly commands: Commands
  /** Null in a control world. */
  board(): Board | null
  /** Told that the person's hand is on the pad. */
  readonly devices: InputDevices
}

/** What the pad means to a person at play. */
export function padIntents({ store, commands, board, devices }: PadParts): PadTargets {
  const taught = teachIntents({ store, commands, board, devices })
  const watching = playIntents({ store, commands, board, devices })
  const targets = () => {
    devices.current = 'gamepad'
    return store.get().mode === 'teach' ? taught : watching
  }
  return {
    onInput: (value, axis) => targets().onInput(value, axis),
    onDirection: (columns, rows) => targets().onDirection(columns, rows),
    onAct: index => targets().onAct(index),
    onStart: () => targets().onStart(),
  }
}

/** Axes that the open world's robot does not have are not held. */
function holdAxis(
  { store, commands }: Pick<PadParts, 'store' | 'commands'>,
  value: number | null,
  axis: number,
) {
  const { run, world } = store.get()
  if (axis > 0 && (world.form !== 'control' || axis >= playAxes(run.config.env, world).length)) return
  commands.setPlayInput(value === null ? null : { value }, axis)
}

/** In Teach: up and down, or two buttons, praise and scold; otherwise the person acts in place of the robot. */
function teachIntents({ store, commands, board }: PadParts): PadTargets {
  const way = () => store.get().teach.way
  const act = (action: number) => {
    if (action >= 0) commands.demonstrate(action)
  }
  return {
    onInput: (value, axis) => holdAxis({ store, commands }, value, axis),
    onDirection(columns, rows) {
      const open = board()
      if (way() !== 'praise') open && act(actionTowards(open, columns, rows))
      else if (rows !== 0) void commands.praise(rows < 0 ? 1 : -1, 'gamepad')
    },
    onAct(index) {
      const { live } = store.get().teach
      const open = board()
      if (way() === 'praise') void commands.praise(index === 0 ? 1 : -1, 'gamepad')
      else if (live && live.kind !== 'praise' && live.status === 'finished')
        void commands.finishLive(index === 0)
      else if (open) act(inPlaceActions(open)[index] ?? -1)
    },
    onStart() {
      if (way() === 'demo') commands.startDemo('start')
      else if (way() === 'correct') commands.startCorrection()
    },
  }
}

function playIntents({ store, commands, board }: PadParts): PadTargets {
  const move = (action: number) => {
    if (store.get().play.finished === 'no' && action >= 0) commands.playAction(action)
  }
  return {
    onInput: (value, axis) => holdAxis({ store, commands }, value, axis),
    onDirection(columns, rows) {
      const open = board()
      if (open) move(actionTowards(open, columns, rows))
    },
    onAct(index) {
      const open = board()
      if (store.get().play.finished !== 'no') commands.restartPlay()
      else if (open) move(inPlaceActions(open)[index] ?? -1)
    },
    onStart: () => commands.restartPlay(),
  }
}

/** The first connected pad, where the browser knows of pads and may say so. */
export function connectedPad(): PadReading | null {
  try {
    return navigator.getGamepads?.().find(pad => pad?.connected) ?? null
  } catch {
    return null // a page in a frame without the permission
  }
}
