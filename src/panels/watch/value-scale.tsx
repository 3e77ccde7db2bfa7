/** The colour scale of values with its ends as numbers: those the stage draws with. */
import { usePanels } from '../context.ts'
import { shortSigned } from '../number-text.ts'
import { SIGNED_GRADIENT } from '../signed-color.ts'
import { useSampled } from '../use-store.ts'

const RANGE_MILLISECONDS = 500

export function ValueScale({ better = 'better from here' }: { better?: string }) {
  const { valueRange, telemetry } = usePanels()
  const [low, middle, high] = useSampled(() => {
    const drawn = valueRange()
    const { surface } = telemetry
    const { min, max } = !(drawn.max > drawn.min) && surface ? { min: surface.low, max: surface.high } : drawn
    if (!(max > min)) return '//'
    return [min, (min + max) / 2, max].map(value => shortSigned(Number(value.toPrecision(2)))).join('/')
  }, RANGE_MILLISECONDS).split('/')
  return (
    <span class="entry values">
      worse
      <span class="with-ticks">
        <i class="scale" style={{ background: SIGNED_GRADIENT }} />
        {low && (
          <span class="ticks">
            <span>{low}</span>
            <span>{middle}</span>
            <span>{high}</span>
          </span>
        )}
      </span>
      {better}
    </span>
  )
}
