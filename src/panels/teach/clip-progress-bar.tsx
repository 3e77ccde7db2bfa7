/** How far a clip has come, written straight to the page ten times a second, past the virtual DOM. */
import { useEffect, useRef } from 'preact/hooks'
import { usePanels } from '../context.ts'

const PROGRESS_MILLISECONDS = 100

export function ClipProgressBar({ index, name }: { readonly index: number; readonly name: string }) {
  const { clipPlaces } = usePanels()
  const bar = useRef<HTMLElement>(null)
  const text = useRef<HTMLElement>(null)
  useEffect(() => {
    let shown: string | null = null
    const update = () => {
      const place = clipPlaces()[index]
      const next = place ? `${place.step}/${place.of}` : ''
      const [line, count] = [bar.current, text.current]
      if (next === shown || !line || !count) return
      shown = next
      count.textContent = next
      line.style.setProperty('--of', String(place?.of ?? 1))
      line.style.setProperty('--share', String(place && place.of > 0 ? place.step / place.of : 0))
      line.classList.toggle('fine', (place?.of ?? 0) > 30)
    }
    update()
    const timer = setInterval(update, PROGRESS_MILLISECONDS)
    return () => clearInterval(timer)
  }, [index])
  return (
    <div class="clip-foot">
      <i class="clip-bar" ref={bar} aria-label={`${name}: how far the clip has come`} role="img" />
      <span ref={text} />
    </div>
  )
}
