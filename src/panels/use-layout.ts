/** Which of the three arrangements fits the window: three columns, cards as tabs, or stage over sheet. */
import { useEffect, useState } from 'preact/hooks'

export type Layout = 'desktop' | 'tablet' | 'phone'

const PHONE = '(max-width: 719.98px)'
const TABLET = '(max-width: 1179.98px)'

function current(): Layout {
  if (matchMedia(PHONE).matches) return 'phone'
  return matchMedia(TABLET).matches ? 'tablet' : 'desktop'
}

export function useLayout(): Layout {
  const [layout, setLayout] = useState(current)
  useEffect(() => {
    const queries = [matchMedia(PHONE), matchMedia(TABLET)]
    const update = () => setLayout(current())
    update()
    for (const query of queries) query.addEventListener('change', update)
    return () => {
      for (const query of queries) query.removeEventListener('change', update)
    }
  }, [])
  return layout
}
