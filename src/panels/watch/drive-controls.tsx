/** What a person holds in a control world: two buttons and a strip, a lander's three, or a row for each joint of a robot. */
import { useMemo } from 'preact/hooks'
import { type PlayAxis, playAxes, playKind } from '../../core/play-axes.ts'
import { useStore } from '../use-store.ts'
import { DriveStrip } from './drive-strip.tsx'
import { HoldButton } from './hold-button.tsx'

export function DriveControls() {
  const env = useStore(state => state.run.config.env)
  const world = useStore(state => state.world)
  const axes = useMemo(() => playAxes(env, world), [env, world])
  switch (playKind(env, world)) {
    case 'row':
      return <RowControls axis={axes[0]!} />
    case 'lander':
      return (
        <div class="controls">
          <HoldButton axis={0} value={-1} icon="left" name="Turn left" shown={axes[0]!.less!.shown} />
          <HoldButton axis={1} value={1} icon="up" name="Main engine" shown={axes[1]!.more.shown} />
          <HoldButton axis={0} value={1} icon="right" name="Turn right" shown={axes[0]!.more.shown} />
        </div>
      )
    case 'joints':
      return (
        <div class="controls joints" style={{ '--rows': rowsFor(axes.length) }}>
          {axes.map((axis, index) => (
            <JointRow key={axis.name} axis={axis} index={index} />
          ))}
        </div>
      )
  }
}

/** Down one leg, then down the other. */
const rowsFor = (joints: number): number => (joints <= 3 ? Math.max(1, joints) : Math.ceil(joints / 2))

function RowControls({ axis }: { axis: PlayAxis }) {
  const box = useStore(state => state.world.actionSpace.kind === 'box')
  const actions = useStore(state => state.world.actions)
  const [first, last] = [actions[0]?.label ?? 'Left', actions.at(-1)?.label ?? 'Right']
  return (
    <div class="controls">
      <HoldButton
        axis={0}
        value={-1}
        icon="left"
        name={box ? 'Full left' : first}
        shown={axis.less?.shown ?? ''}
      />
      {box && <DriveStrip axis={0} name={first} />}
      <HoldButton axis={0} value={1} icon="right" name={box ? 'Full right' : last} shown={axis.more.shown} />
    </div>
  )
}

/** A joint: its name, and a strip between its two keys. */
function JointRow({ axis, index }: { axis: PlayAxis; index: number }) {
  return (
    <fieldset class="joint" aria-label={axis.name}>
      <span class="joint-name">{axis.name}</span>
      {axis.less && (
        <HoldButton axis={index} value={-1} name={`${axis.name}, back`} shown={axis.less.shown} small />
      )}
      <DriveStrip axis={index} name={axis.name} small />
      <HoldButton axis={index} value={1} name={`${axis.name}, forward`} shown={axis.more.shown} small />
    </fieldset>
  )
}
