/** Ten stops from every step visible to as fast as it goes. */
import { usePanels } from '../context.ts'
import { nearestStop, SPEED_STOPS, speedName } from '../speed-stops.ts'
import { useStore } from '../use-store.ts'

const LAST = SPEED_STOPS.length - 1
/** Stops whose name is printed. */
const PRINTED = [0, 2, 4, 6, LAST]

export function SpeedSlider() {
  const { commands } = usePanels()
  const speed = useStore(state => state.run.speed)
  const stop = nearestStop(speed)
  const share = (index: number) => index / LAST
  const spoken = speed === 'max' ? 'as fast as it goes' : `${speedName(speed)} steps a second`
  return (
    <div class="speed">
      <input
        type="range"
        aria-label="Speed"
        aria-valuetext={spoken}
        title={`Speed: ${spoken} (1 to 5)`}
        style={{ '--v': `${share(stop) * 100}%` }}
        min={0}
        max={LAST}
        step={1}
        value={stop}
        onInput={event => commands.setSpeed(SPEED_STOPS[event.currentTarget.valueAsNumber]!)}
      />
      <div class="ticks" aria-hidden="true">
        {PRINTED.map(index => (
          <span key={index} style={{ '--at': share(index) }}>
            {speedName(SPEED_STOPS[index]!)}
          </span>
        ))}
      </div>
    </div>
  )
}
