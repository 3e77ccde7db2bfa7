/** Holds the learning curve: reads the telemetry arrays twice a second and draws only what is new. */
import { useEffect, useRef } from 'preact/hooks'
import type { Curves } from '../../core/frame.ts'
import { usePanels } from '../context.ts'
import { useSampled, useStore } from '../use-store.ts'
import { createLearningCurve, type LearningCurve } from './learning-curve.ts'

const CHART_MILLISECONDS = 500

interface CurveChartProps {
  readonly shaped: boolean
  readonly taught: boolean
}

export function CurveChart({ shaped, taught }: CurveChartProps) {
  const { store, telemetry } = usePanels()
  const holder = useRef<HTMLDivElement>(null)
  const theme = useStore(state => state.theme)
  const current = (): Curves | null => {
    const { curves } = telemetry
    return curves && curves.epoch === store.get().run.epoch && curves.episode.length > 0 ? curves : null
  }
  const goal = () => {
    const { run, world } = store.get()
    return run.optimalReturn ?? world.solvedReturn
  }
  const empty = useSampled(() => current() === null, CHART_MILLISECONDS)
  useEffect(() => {
    const element = holder.current!
    let chart: LearningCurve | null = null
    let drawn: Curves | null = null
    const build = () => {
      chart?.destroy()
      drawn = null
      chart = createLearningCurve(element, element.clientWidth, element.clientHeight)
      update()
    }
    const update = () => {
      const curves = current()
      if (!chart || !curves || curves === drawn) return
      drawn = curves
      chart.update(curves, goal(), { shaping: shaped, learned: taught })
    }
    const dark = matchMedia('(prefers-color-scheme: dark)')
    build()
    const timer = setInterval(update, CHART_MILLISECONDS)
    const resized = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientHeight > 0) {
        chart?.resize(element.clientWidth, element.clientHeight)
      }
    })
    resized.observe(element)
    dark.addEventListener('change', build)
    return () => {
      clearInterval(timer)
      resized.disconnect()
      dark.removeEventListener('change', build)
      chart?.destroy()
    }
  }, [theme, shaped, taught])
  return (
    <div class={`chart ${empty ? 'empty' : ''}`}>
      <div class="chart-canvas" ref={holder} role="img" aria-label="Learning curve: return per episode" />
      {empty && <p class="muted">The curve begins with the first finished episode.</p>}
    </div>
  )
}
