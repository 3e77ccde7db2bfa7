/** The network as it thinks, on a canvas of its own, drawn at most fifteen times a second; its labels are ordinary text. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PolicySnapshot } from '../../core/policy-snapshot.ts'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { ActivationAmounts } from './activation-amounts.ts'
import { brainColors, paintBrain } from './brain-painter.ts'
import { labelWidth } from './label-width.ts'
import { mindOf } from './mind.ts'
import { networkPlaces } from './network-places.ts'
import { type NetworkView, networkView } from './network-view.ts'

const DRAWING_MILLISECONDS = 1000 / 15
/** Words at the sides take no more than this, in CSS pixels. */
const WIDEST_LABEL = 92
/** Between a word and its unit. */
const LABEL_GAP = 3

export function BrainPicture({ text }: { text: string }) {
  const { telemetry, policyOf } = usePanels()
  const theme = useStore(state => state.theme)
  const epoch = useStore(state => state.run.epoch)
  const canvas = useRef<HTMLCanvasElement>(null)
  const holder = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const labels = useLabelWidths(holder)
  const [view, setView] = useState<NetworkView | null>(null)

  useLayoutEffect(() => {
    const element = holder.current!
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])

  useEffect(() => {
    const context = canvas.current!.getContext('2d')
    if (!context || size.width === 0) return
    const density = Math.max(1, devicePixelRatio)
    canvas.current!.width = Math.round(size.width * density)
    canvas.current!.height = Math.round(size.height * density)
    let colors = brainColors(holder.current!)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const recolor = () => {
      colors = brainColors(holder.current!)
    }
    const amounts = new ActivationAmounts()
    let seen: PolicySnapshot | null = null
    let current: NetworkView | null = null
    let drawnAt = 0
    let request = 0
    const draw = (now: number) => {
      request = requestAnimationFrame(draw)
      if (now - drawnAt < DRAWING_MILLISECONDS) return
      drawnAt = now
      const mind = mindOf(telemetry.exhibits)
      const snapshot = mind && policyOf(mind.moment)
      if (!mind || !snapshot) return
      if (snapshot !== seen) {
        seen = snapshot
        current = networkView(snapshot, current)
        setView(before => (sameUnits(before, current!) ? before : current))
      }
      context.setTransform(density, 0, 0, density, 0, 0)
      context.clearRect(0, 0, size.width, size.height)
      const places = networkPlaces(current!, size, labels)
      paintBrain(context, current!, places, amounts.of(current!, snapshot, mind.thought), colors)
    }
    request = requestAnimationFrame(draw)
    dark.addEventListener('change', recolor)
    return () => {
      cancelAnimationFrame(request)
      dark.removeEventListener('change', recolor)
    }
  }, [size, labels, theme, epoch])

  return (
    <div class="brain-picture" ref={holder}>
      <canvas ref={canvas} role="img" aria-label={text} />
      {view && <BrainLabels view={view} size={size} labels={labels} />}
    </div>
  )
}

interface LabelWidths {
  readonly left: number
  readonly right: number
}

/** As much as the open world's words need on two lines. */
function useLabelWidths(holder: { readonly current: HTMLElement | null }): LabelWidths {
  const observations = useStore(state => state.world.observations)
  const actions = useStore(state => state.world.actions)
  const [widths, setWidths] = useState<LabelWidths>({ left: WIDEST_LABEL, right: WIDEST_LABEL })
  useLayoutEffect(() => {
    const context = document.createElement('canvas').getContext('2d')
    if (!context) return
    context.font = `12px ${getComputedStyle(holder.current!).fontFamily}`
    const widthOf = (quantities: typeof actions) => {
      const texts = quantities.map(({ label }) => capital(label))
      return Math.min(
        WIDEST_LABEL,
        Math.ceil(labelWidth(texts, text => context.measureText(text).width)) + LABEL_GAP,
      )
    }
    setWidths({ left: widthOf(observations), right: widthOf(actions) })
  }, [observations, actions])
  return widths
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

interface BrainLabelsProps {
  readonly view: NetworkView
  readonly size: { readonly width: number; readonly height: number }
  readonly labels: LabelWidths
}

function BrainLabels({ view, size, labels }: BrainLabelsProps) {
  const observations = useStore(state => state.world.observations)
  const actions = useStore(state => state.world.actions)
  const places = networkPlaces(view, size, labels)
  const label = (text: string | undefined, y: number, side: 'in' | 'out') =>
    text && (
      <span
        key={`${side} ${text}`}
        class={`brain-label ${side}`}
        style={{ top: `${y}px`, width: `${side === 'in' ? labels.left : labels.right}px` }}
      >
        {capital(text)}
      </span>
    )
  return (
    <div aria-hidden="true">
      {view.columns[0]!.units.map((unit, i) => label(observations[unit]?.label, places[0]![i]!.y, 'in'))}
      {view.columns.at(-1)!.units.map((unit, i) => label(actions[unit]?.label, places.at(-1)![i]!.y, 'out'))}
    </div>
  )
}

const sameUnits = (a: NetworkView | null, b: NetworkView) =>
  a !== null &&
  a.columns.length === b.columns.length &&
  a.columns.every(({ units, of }, column) => {
    const other = b.columns[column]!
    return (
      of === other.of && units.length === other.units.length && units.every((u, i) => u === other.units[i])
    )
  })
