/**
 * What a person does to the robot on show beside pulling it: drops a ball or a book, tilts the ground. The slider keeps no focus
 * that a pointer gave it: at play the arrows are the robot's.
 */
import { useId } from 'preact/hooks'
import type { ThingKind } from '../../core/dropped-thing.ts'
import { MOST_TILT } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { useStore } from '../use-store.ts'

const THINGS: readonly { readonly thing: ThingKind; readonly label: string }[] = [
  { thing: 'ball', label: 'Ball' },
  { thing: 'book', label: 'Book' },
]

/** Nothing where the world has no ground. */
export function Tricks() {
  const { commands } = usePanels()
  const id = useId()
  const possible = useStore(state => state.world.tricks)
  const chosen = useStore(state => state.trick.thing)
  const tilt = useStore(state => state.trick.tilt)
  if (!possible) return null
  return (
    <div class="tricks">
      <fieldset class="seg">
        <legend class="sr">Drop something on the robot</legend>
        <span class="lab" aria-hidden="true">
          Drop
        </span>
        {THINGS.map(({ thing, label }) => (
          <button
            key={thing}
            type="button"
            aria-label={`Drop a ${thing}`}
            aria-keyshortcuts={thing === chosen ? 'B' : undefined}
            title={`Drop a ${thing} on the robot (B drops the last one again); or click where it is to fall from`}
            onClick={() => {
              commands.setThing(thing)
              commands.drop(null)
            }}
          >
            {label}
            {thing === chosen && <kbd>B</kbd>}
          </button>
        ))}
      </fieldset>
      <div class="tilt" title="Tilts the ground under the robot on show (< and >); a double click levels it">
        <label class="lab" for={id}>
          Tilt
        </label>
        <input
          id={id}
          type="range"
          min={-MOST_TILT}
          max={MOST_TILT}
          step={1}
          value={tilt}
          aria-valuetext={
            tilt === 0 ? 'level' : `${Math.abs(tilt)} degrees ${tilt > 0 ? 'uphill' : 'downhill'}`
          }
          onInput={event => commands.setTilt(event.currentTarget.valueAsNumber)}
          onPointerUp={event => event.currentTarget.blur()}
          onDblClick={() => commands.setTilt(0)}
        />
        <output for={id}>{tilt === 0 ? 'level' : `${signedText(tilt, 0)}\u00b0`}</output>
      </div>
    </div>
  )
}
