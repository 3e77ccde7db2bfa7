/** How far a clip has come, written straight to the page ten times a second, past the virtual DOM; and a pause. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { usePanels } from '../context.ts'
import { Icon } from '../icons.tsx'

const PROGRESS_MILLISECONDS = 100

interface ClipProgressBarProps {
  readonly index: number
  readonly name: string
  readonly paused: boolean
  onPause(paused: boolean): void
}

export function ClipProgressBar({ index, name, paused, onPause }: ClipProgressBarProps) {
  const { clipProgress, stepClip } = usePanels()
  const [still] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches)
  const bar = useRef<HTMLElement>(null)
  const text = useRef<HTMLElement>(null)
  useEffect(() => {
    let shown = ''
    const update = () => {
      const progress = clipProgress()[index]
      const next = progress ? `${progress.step}/${progress.steps}` : ''
      const [line, count] = [bar.current, text.current]
      if (next === shown || !line || !count) return
      shown = next
      count.textContent = next
      line.style.setProperty('--of', String(progress?.steps ?? 1))
      line.style.setProperty('--share', String(progress ? progress.step / progress.steps : 0))
      line.classList.toggle('fine', (progress?.steps ?? 0) > 30)
    }
    update()
    const timer = setInterval(update, PROGRESS_MILLISECONDS)
    return () => clearInterval(timer)
  }, [index])
  return (
    <div class="clip-foot">
      {!still && (
        <button
          type="button"
          class="icon"
          aria-label={paused ? 'Let the clips go on' : 'Pause the clips'}
          onClick={() => onPause(!paused)}
        >
          <Icon name={paused ? 'play' : 'pause'} />
        </button>
      )}
      {still || paused ? (
        <button type="button" class="icon" aria-label={`${name}: one step`} onClick={() => stepClip(index)}>
          <Icon name="step" />
        </button>
      ) : null}
      <i class="clip-bar" ref={bar} aria-label={`${name}: how far the clip has come`} role="img" />
      <span ref={text} />
    </div>
  )
}
