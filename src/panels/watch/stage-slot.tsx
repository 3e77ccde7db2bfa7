/** The clear rectangle that holds the stage's canvas. Never has children of its own. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { usePanels } from '../context.ts'

export function StageSlot() {
  const { attachSlot, detachSlot } = usePanels()
  const slot = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = slot.current!
    attachSlot(element)
    return () => detachSlot(element)
  }, [])
  return <div class="slot" ref={slot} />
}
