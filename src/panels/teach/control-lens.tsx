/** The lens over two numbers of what Pip sees; a person chooses which. The true reward stands beside it when asked for. */
import type { ComponentChildren } from 'preact'
import type { ControlLearnedReward } from '../../core/learned-reward.ts'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'
import { surfaceSentence } from './lens-data.ts'
import { SurfacePicture } from './surface-picture.tsx'

interface ControlLensProps {
  readonly learned: ControlLearnedReward
  readonly children: ComponentChildren
}

export function ControlLens({ learned, children }: ControlLensProps) {
  const showTrue = useStore(state => state.teach.showTrueReward)
  const { surface } = learned
  const sentence = surfaceSentence(surface)
  return (
    <>
      <AxisPickers x={surface.x.index} y={surface.y.index} />
      <div class={`lens ${showTrue ? 'two' : 'one'}`}>
        <figure>
          {showTrue && (
            <figcaption>
              <b>Pip's guess</b>
            </figcaption>
          )}
          <SurfacePicture
            surface={surface}
            values={surface.mean}
            deviation={surface.standardDeviation}
            label={`Learned reward over ${surface.x.label} and ${surface.y.label}. ${sentence}`}
          />
        </figure>
        {showTrue && (
          <figure>
            <figcaption>
              <b>True reward</b> <span class="muted">hidden from Pip</span>
            </figcaption>
            <SurfacePicture
              surface={surface}
              values={surface.trueReward}
              deviation={null}
              label={`True reward over ${surface.x.label} and ${surface.y.label}`}
            />
          </figure>
        )}
      </div>
      <p class="lens-says">{sentence}</p>
      {children}
    </>
  )
}

/** Until the surface over a new choice has come, the choice itself stands in the pickers. */
function AxisPickers({ x, y }: { readonly x: number; readonly y: number }) {
  const { commands } = usePanels()
  const observations = useStore(state => state.world.observations)
  const chosen = useStore(state => state.teach.plane)
  const plane = chosen ?? { x, y }
  const other = (taken: number) => observations.findIndex((_, index) => index !== taken)
  const picker = (name: string, axis: 'x' | 'y') => (
    <label>
      <span class="lab">{name}</span>
      <select
        class="select"
        value={String(plane[axis])}
        onChange={event => {
          const place = Number(event.currentTarget.value)
          const rest = axis === 'x' ? 'y' : 'x'
          // The same number both ways would be a line.
          const across = plane[rest] === place ? plane[axis] : plane[rest]
          commands.setPlane({ ...plane, [axis]: place, [rest]: across === place ? other(place) : across })
        }}
      >
        {observations.map(({ label }, index) => (
          <option key={label} value={String(index)}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
  if (observations.length < 2) return null
  return (
    <div class="axis-pickers">
      {picker('Across', 'x')}
      {picker('Up', 'y')}
    </div>
  )
}
