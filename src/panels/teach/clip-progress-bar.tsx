/** How far a clip has come. Written straight to the page ten times a second, past the virtual DOM. */
import { useEffect, useRef } from 'preact/hooks'
import { usePanels } from '../context.ts'

const PROGRESS_MILLISECONDS = 100

export function ClipProgressBar({ index, name }: { index: number; name: string }) {
  const { clipProgress } = usePanels()
  const bar = useRef<HTMLElement>(null)
  const text = useRef<HTMLElement>(null)
  useEffect(() => {
    let shown = ''
    const update = () => {
      const progress = clipProgress()[index]
      const next = progress ? `${progress.step}/${progress.steps}` : ''
      if (next === shown) return
      shown = next
      text.current!.textContent = next
      bar.current!.style.setProperty('--of', String(progress?.steps ?? 1))
      bar.current!.style.setProperty('--share', String(progress ? progress.step / progress.steps : 0))
      bar.current!.classList.toggle('fine', (progress?.steps ?? 0) > 30)
    }
    update()
    const timer = setInterval(update, PROGRESS_MILLISECONDS)
    return () => clearInterval(timer)
  }, [index])
  return (
    <div class="clip-foot" aria-label={`${name}: how far the clip has come`} role="img">
      <i class="clip-bar" ref={bar} />
      <span ref={text} />
    </div>
  )
}
