/** A reward over two numbers: orange to avoid, blue to seek, hatched where unsure, with the ends of both axes. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { PlaneAxis } from '../../core/environment.ts'
import type { RewardSurface } from '../../core/learned-reward.ts'
import { signedScale } from '../signed-color.ts'
import { useStore } from '../use-store.ts'
import { lensCells } from './lens-data.ts'

const WIDTH = 440
const HEIGHT = 300
const HATCH = 9

interface SurfacePictureProps {
  readonly surface: RewardSurface
  /** [rows x columns] */
  readonly values: Float64Array
  readonly deviation: Float64Array | null
  readonly label: string
}

export function SurfacePicture({ surface, values, deviation, label }: SurfacePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useStore(state => state.theme)
  const dark = useDarkSystem()
  const cells = useMemo(() => lensCells(values, deviation), [values, deviation])
  const { columns, rows, x, y } = surface
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const style = getComputedStyle(canvas.current!)
    const token = (name: string) => style.getPropertyValue(name)
    const color = signedScale(token)
    const [across, down] = [WIDTH / columns, HEIGHT / rows]
    context.clearRect(0, 0, WIDTH, HEIGHT)
    const unsure = new Path2D()
    for (const cell of cells) {
      const left = Math.floor((cell.cell % columns) * across)
      const top = Math.floor((rows - 1 - Math.floor(cell.cell / columns)) * down)
      context.fillStyle = color(cell.amount)
      context.fillRect(left, top, Math.ceil(across) + 1, Math.ceil(down) + 1)
      if (cell.unsure) unsure.rect(left, top, Math.ceil(across), Math.ceil(down))
    }
    context.save()
    context.clip(unsure)
    context.strokeStyle = token('--ink-2')
    context.globalAlpha = 0.5
    context.lineWidth = 1.4
    context.beginPath()
    for (let start = -HEIGHT; start < WIDTH; start += HATCH) {
      context.moveTo(start, HEIGHT)
      context.lineTo(start + HEIGHT, 0)
    }
    context.stroke()
    context.restore()
  }, [cells, columns, rows, theme, dark])
  return (
    <div class="surface">
      <span class="axis-name up">
        {y.label}
        {unitText(y)}
      </span>
      <span class="axis-end high">{endText(y.high, y)}</span>
      <span class="axis-end low">{endText(y.low, y)}</span>
      <canvas ref={canvas} width={WIDTH} height={HEIGHT} role="img" aria-label={label} />
      <span class="axis-row">
        <span>{endText(x.low, x)}</span>
        <span class="axis-name">
          {x.label}
          {unitText(x)}
        </span>
        <span>{endText(x.high, x)}</span>
      </span>
    </div>
  )
}

const unitText = ({ unit }: PlaneAxis): string => (unit ? ` (${unit})` : '')

/** To a twentieth of the axis or better. */
function endText(value: number, { low, high }: PlaneAxis): string {
  const digits = Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(high - low))))
  return String(Number(value.toFixed(digits))).replace('-', '\u2212')
}

/** Does the system ask for dark colours? The canvas is painted anew when it changes its mind. */
function useDarkSystem(): boolean {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches)
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => setDark(query.matches)
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [])
  return dark
}
