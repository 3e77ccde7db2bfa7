/** Under a clip: what Pip takes each step to be worth, with its doubt, and a mark that keeps step with the clip. */
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { ClipTrace } from '../../core/label.ts'
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { tracePaths } from './trace-path.ts'

const WIDTH = 300
const HEIGHT = 40

interface ClipTraceLineProps {
  readonly index: number
  readonly name: string
  readonly trace: ClipTrace
  /** Of the longer clip. */
  readonly steps: number
  readonly reach: number
  /** Scale of the true reward; null: not shown. */
  readonly truth: number | null
}

export function ClipTraceLine({ index, name, trace, steps, reach, truth }: ClipTraceLineProps) {
  const { clipPlaces } = usePanels()
  const mark = useRef<SVGLineElement>(null)
  const paths = useMemo(
    () => tracePaths(trace, { width: WIDTH, height: HEIGHT, steps }, reach, truth),
    [trace, steps, reach, truth],
  )
  useEffect(() => {
    let frame = 0
    const follow = () => {
      frame = requestAnimationFrame(follow)
      const place = clipPlaces()[index]
      const x = place ? (place.position / Math.max(1, steps)) * WIDTH : 0
      mark.current?.setAttribute('transform', `translate(${x.toFixed(1)} 0)`)
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [index, steps])
  const sum = trace.mean.reduce((total, value) => total + value, 0)
  return (
    <div class="clip-trace">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name}: what Pip takes each step to be worth, ${signedText(sum)} in all`}
      >
        <path class="band" d={paths.band} />
        <path class="zero" d={`M0 ${paths.zero}H${WIDTH}`} />
        {truth !== null && <path class="truth" d={paths.truth} />}
        <path class="mean" d={paths.mean} />
        <line class="now" ref={mark} x1="0" x2="0" y1="0" y2={HEIGHT} />
      </svg>
      <span class="sum" title="Pip's guess for the whole clip">
        <small>guess</small>
        {signedText(sum, 1)}
      </span>
    </div>
  )
}
