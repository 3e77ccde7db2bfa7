/** A clip in a stamp: its path over the board, or the robot at a few moments of it. */
import { useMemo } from 'preact/hooks'
import { replayClip, replayControlClip } from '../../core/clip-replay.ts'
import { PlaygroundError } from '../../core/errors.ts'
import type { Clip } from '../../core/label.ts'
import { BoardPicture } from '../board-picture.tsx'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { STROBE_HEIGHT, STROBE_WIDTH, strobeOf } from './strobe.ts'

export function ClipPicture({ clip, lit }: { clip: Clip; lit: boolean }) {
  const grid = useStore(state => state.world.form === 'tabular')
  return (
    <span class={`mini ${lit ? 'on' : 'dim'}`}>
      {grid ? <BoardClipPicture clip={clip} /> : <ControlClipPicture clip={clip} />}
    </span>
  )
}

function BoardClipPicture({ clip }: { clip: Clip }) {
  const { board, model } = usePanels()
  const [open, tables] = [board(), model()]
  const path = useMemo(
    () =>
      open && tables
        ? known(() => Array.from(replayClip(tables, clip).states, state => open.cellOfState[state]!))
        : null,
    [clip, open, tables],
  )
  return open && <BoardPicture board={open} class="mini-board" path={path ?? []} />
}

function ControlClipPicture({ clip }: { clip: Clip }) {
  const { controlWorld } = usePanels()
  const env = useStore(state => state.run.config.env)
  const world = controlWorld()
  const strobe = useMemo(
    () => world && known(() => strobeOf(env, replayControlClip(world, clip), world.figure)),
    [clip, env, world],
  )
  return (
    <svg class="strobe" viewBox={`0 0 ${STROBE_WIDTH} ${STROBE_HEIGHT}`} aria-hidden="true">
      {strobe && (
        <g fill="none" stroke-linecap="round" stroke-linejoin="round">
          <path class="scenery" d={strobe.scenery} />
          {strobe.poses.map(({ lines, dots, opacity }, index) => (
            <g key={index} opacity={opacity}>
              <path class="pose" d={lines} />
              {dots.map(([x, y, radius], dot) => (
                <circle key={dot} class="dot" cx={x} cy={y} r={radius} />
              ))}
            </g>
          ))}
        </g>
      )}
    </svg>
  )
}

/** An answer from a file, or given under other settings of this world, may not fit the open one: it has no picture. */
function known<Result>(replay: () => Result): Result | null {
  try {
    return replay()
  } catch (error) {
    if (error instanceof PlaygroundError) return null
    throw error
  }
}
