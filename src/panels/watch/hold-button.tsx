/** A button that acts for as long as it is held, by finger, mouse, Space or Enter. */
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'
import { useStore } from '../use-store.ts'

interface HoldButtonProps {
  /** What it holds: -1 full left, 1 full right. */
  readonly value: -1 | 1
  readonly icon: 'left' | 'right'
  readonly name: string
}

export function HoldButton({ value, icon, name }: HoldButtonProps) {
  const { store, commands } = usePanels()
  const held = useStore(state => state.play.input === value)
  const over = useStore(state => state.play.active && state.play.finished !== 'no')
  const press = () => commands.setPlayInput({ value })
  /** Only what this button holds: the other may have taken over meanwhile. */
  const letGo = () => {
    if (store.get().play.input === value) commands.setPlayInput(null)
  }
  const presses = (key: string) => key === ' ' || key === 'Enter'
  return (
    <button
      type="button"
      class={`btn hold ${held ? 'held' : ''}`}
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
      <Icon name={icon} />
      <span>{name}</span>
      <kbd>{icon === 'left' ? '\u2190' : '\u2192'}</kbd>
    </button>
  )
}
