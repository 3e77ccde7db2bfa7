/** Reading state in a panel: `useStore` for what changes by a person's hand, `useSampled` for what changes by itself. */
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { AppState } from '../store/state.ts'
import { usePanels } from './context.ts'

/** Redraws when the selected value changes (`Object.is`); select plain values or parts of the state, never new objects. */
export function useStore<T>(select: (state: AppState) => T): T {
  const { store } = usePanels()
  const [, redraw] = useReducer((count: number, _: undefined) => count + 1, 0)
  const selected = select(store.get())
  const latest = useRef({ select, selected })
  latest.current = { select, selected }
  useLayoutEffect(() => {
    const check = () => {
      const { select, selected } = latest.current
      if (!Object.is(select(store.get()), selected)) redraw(undefined)
    }
    check()
    return store.subscribe(check)
  }, [store])
  return selected
}

/** Reads at a steady pace, whatever the pace of the run, and redraws only when the value differs. */
export function useSampled<T>(read: () => T, milliseconds: number): T {
  const [value, setValue] = useState(read)
  const latest = useRef(read)
  latest.current = read
  useEffect(() => {
    setValue(() => latest.current())
    const timer = setInterval(() => setValue(() => latest.current()), milliseconds)
    return () => clearInterval(timer)
  }, [milliseconds])
  return value
}
