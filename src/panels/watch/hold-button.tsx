/** A button that acts for as long as it is held, by finger, mouse, Space or Enter. */
import { usePanels } from '../context.ts'
import { Icon, type IconName } from '../icons.tsx'
import { useStore } from '../use-store.ts'

interface HoldButtonProps {
  /** Of what a person holds (`core/play-axes.ts`). */
  readonly axis: number
  /** What it holds: -1 full left, 1 full right. */
  readonly value: -1 | 1
  readonly icon?: IconName
  readonly name: string
  /** The key that does the same. */
  readonly shown: string
  /** Nothing but the key is seen. */
  readonly small?: boolean
}

export function HoldButton({ axis, value, icon, name, shown, small = false }: HoldButtonProps) {
  const { store, commands } = usePanels()
  const held = useStore(state => state.play.held[axis] === value)
  const over = useStore(state => state.play.active && state.play.finished !== 'no')
  const press = () => commands.setPlayInput({ value }, axis)
  /** Only what this button holds: the other may have taken over meanwhile. */
  const letGo = () => {
    if (store.get().play.held[axis] === value) commands.setPlayInput(null, axis)
  }
  const presses = (key: string) => key === ' ' || key === 'Enter'
  return (
    <button
      type="button"
      class={`btn hold ${held ? 'held' : ''} ${small ? 'small' : ''}`}
      disabled={over}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        press()
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onLostPointerCapture={letGo}
      onBlur={letGo}
      onContextMenu={event => event.preventDefault()}
      onKeyDown={event => {
        if (presses(event.key) && !event.repeat) press()
      }}
      onKeyUp={event => {
        if (presses(event.key)) letGo()
      }}
    >
      {icon && <Icon name={icon} />}
      <span class={small ? 'sr' : ''}>{name}</span>
      <kbd>{shown}</kbd>
    </button>
  )
}
