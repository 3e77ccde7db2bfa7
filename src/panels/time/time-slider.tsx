/** Learning so far: drag back to watch the robot of then. The curve behind it is the mean return of those moments. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import adult from '../../../assets/art/robot-adult.svg'
import baby from '../../../assets/art/robot-baby.svg'
import teenager from '../../../assets/art/robot-teen.svg'
import type { Age } from '../../core/age.ts'
import { usePanels } from '../context.ts'
import { useSampled, useStore } from '../use-store.ts'
import { type AgeMark, ageMarks, nearestMoment, returnLine, sliderEnd, sliderTicks } from './moment-places.ts'
import { momentText, shortSteps, watchingText } from './moment-text.ts'

const PICTURES: Readonly<Record<Age, string>> = { baby, teenager, adult }
const NAMES: Readonly<Record<Age, string>> = { baby: 'Baby', teenager: 'Teenager', adult: 'Adult' }
/** Beside robots trained before, who are called by their ages. */
const STAGES: Readonly<Record<Age, string>> = { baby: 'First', teenager: 'Halfway', adult: 'Near best' }
const STEP_MILLISECONDS = 500
/** Left and right of the track, so that the thumb stays inside. */
const MARGIN = 12
/** Width of a head, in CSS pixels: two do not overlap. */
const HEAD = 38
/** The words beside a head need this much, in CSS pixels; without the step less. */
const LABEL = 118
const SHORT_LABEL = { baby: 56, teenager: 84, adult: 60 }

export function TimeSlider() {
  const { store, commands } = usePanels()
  const entries = useStore(state => state.moments.entries)
  const shown = useStore(state => state.moments.shown)
  const pins = useStore(state => state.moments.pins)
  const running = useSampled(() => store.get().run.step, STEP_MILLISECONDS)
  const track = useRef<HTMLDivElement>(null)
  const width = useWidth(track)
  const newest = entries.at(-1)
  const now = Math.max(running, newest?.step ?? 0)
  const end = sliderEnd(now)
  const elsewhere = shown !== null && typeof shown !== 'number'
  const at = typeof shown === 'number' ? shown : now
  const place = (step: number) => MARGIN + (Math.min(step, end) / end) * (width - 2 * MARGIN)
  const seek = (event: PointerEvent) => {
    const { left } = track.current!.getBoundingClientRect()
    const step = ((event.clientX - left - MARGIN) / (width - 2 * MARGIN)) * end
    const next = nearestMoment(entries, step)
    if (next !== store.get().moments.shown) commands.showMoment(next)
  }
  const moment = typeof shown === 'number' ? entries.find(entry => entry.step === shown) : newest
  return (
    <div
      class={`time-slider ${entries.length === 0 ? 'empty' : ''}`}
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label="Learning so far, in steps"
      aria-valuemin={0}
      aria-valuemax={end}
      aria-valuenow={at}
      aria-valuetext={elsewhere ? watchingText([shown]) : momentText(moment, shown === null)}
      aria-disabled={entries.length === 0}
      title="Drag to go back ([ and ])"
      onPointerDown={event => {
        if (event.button !== 0 || entries.length === 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
      }}
      onKeyDown={event => {
        if (event.altKey || event.ctrlKey || event.metaKey || !move(event.key)) return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      {width > 0 && (
        <>
          <Curve entries={entries} end={end} width={width} />
          <Track place={place} end={end} now={now} marks={pins.filter(pin => typeof pin === 'number')} />
          <Heads marks={ageMarks(entries, (HEAD / (width - 2 * MARGIN)) * end)} place={place} width={width} />
          {!elsewhere && (
            <i class={`thumb ${shown === null ? 'live' : ''}`} style={{ left: `${place(at)}px` }} />
          )}
        </>
      )}
    </div>
  )

  function move(key: string): boolean {
    if (key === 'ArrowLeft' || key === 'ArrowDown') commands.previousMoment()
    else if (key === 'ArrowRight' || key === 'ArrowUp') commands.nextMoment()
    else if (key === 'Home' && entries[0]) commands.showMoment(entries[0].step)
    else if (key === 'End') commands.showMoment(null)
    else return false
    return true
  }
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setWidth(element.current?.clientWidth ?? 0)
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(element.current!)
    return () => watcher.disconnect()
  }, [])
  return width
}

interface CurveProps {
  readonly entries: Parameters<typeof returnLine>[0]
  readonly end: number
  readonly width: number
}

/** In a box of 100 x 100 that the style stretches. */
function Curve({ entries, end, width }: CurveProps) {
  const points = returnLine(entries, end).map(({ x, y }) => `${(x * 100).toFixed(2)} ${(y * 100).toFixed(1)}`)
  if (points.length === 0) return null
  const [first, last] = [points[0]!.split(' ')[0], points.at(-1)!.split(' ')[0]]
  return (
    <svg
      class="curve"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      style={{ left: `${MARGIN}px`, width: `${width - 2 * MARGIN}px` }}
      aria-hidden="true"
    >
      <path d={`M${first} 112L${points.join('L')}L${last} 112Z`} class="area" />
      <path d={`M${points.join('L')}`} class="line" vector-effect="non-scaling-stroke" />
    </svg>
  )
}

interface TrackProps {
  readonly end: number
  readonly now: number
  /** Pinned steps. */
  readonly marks: readonly number[]
  place(step: number): number
}

function Track({ end, now, marks, place }: TrackProps) {
  const ticks = sliderTicks(end)
  return (
    <div aria-hidden="true">
      <i class="rail-line" />
      <i class="rail-line past" style={{ width: `${place(now) - MARGIN}px` }} />
      {ticks.map(tick => (
        <span key={tick} class="tick-label" style={{ left: `${place(tick)}px` }}>
          {shortSteps(tick)}
        </span>
      ))}
      {marks.map(step => (
        <i key={step} class="pin-mark" style={{ left: `${place(step)}px` }} />
      ))}
    </div>
  )
}

interface HeadsProps {
  readonly marks: readonly AgeMark[]
  readonly width: number
  place(step: number): number
}

function Heads({ marks, width, place }: HeadsProps) {
  const names = useStore(state => state.trained.length > 0) ? STAGES : NAMES
  return (
    <div aria-hidden="true">
      {marks.map(({ age, moment }, i) => {
        const x = place(moment.step)
        const next = marks[i + 1]
        const room = (next ? place(next.moment.step) - 22 : width) - x
        return (
          <span key={age} class="age" style={{ left: `${x}px` }}>
            <img src={PICTURES[age]} alt="" />
            {room > SHORT_LABEL[age] && (
              <span class="age-name">
                {names[age]}
                {room > LABEL && <small> step {shortSteps(moment.step)}</small>}
              </span>
            )}
          </span>
        )
      })}
    </div>
  )
}
