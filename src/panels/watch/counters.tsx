/** Measured speed, episode, step, and the seed, which can be changed. A few times a second, whatever the run's pace. */
import { usePanels } from '../context.ts'
import { NumberField } from '../controls/number-field.tsx'
import { countText, NO_NUMBER, rateText } from '../number-text.ts'
import { useSampled, useStore } from '../use-store.ts'

const COUNTER_MILLISECONDS = 200
const MAX_SEED = 2 ** 31 - 1

export function Counters() {
  const { store, commands } = usePanels()
  const seed = useStore(state => state.run.config.seed)
  const speed = useMeasuredSpeed()
  const coarse = useStore(state => state.run.speed === 'max' && state.world.form === 'tabular')
  const episode = useSampled(() => countText(store.get().run.episode), COUNTER_MILLISECONDS)
  const step = useSampled(() => countText(store.get().run.step), COUNTER_MILLISECONDS)
  return (
    <dl class="stats">
      <div class="stat wide">
        <dt>{coarse ? 'Speed, drawn 2\u00d7 a second' : 'Speed'}</dt>
        <dd>{speed === NO_NUMBER ? speed : `${speed} steps/s`}</dd>
      </div>
      <div class="stat">
        <dt>Episode</dt>
        <dd>{episode}</dd>
      </div>
      <div class="stat wide">
        <dt>Step</dt>
        <dd>{step}</dd>
      </div>
      <div class="stat seed">
        <dt>Seed</dt>
        <dd>
          <NumberField
            label="Seed. Starts again."
            value={seed}
            text={String(seed)}
            min={0}
            max={MAX_SEED}
            integer
            onChange={next => commands.setSeed(next)}
          />
        </dd>
      </div>
    </dl>
  )
}

/** What is measured, not what is asked for; `-` while nothing runs. */
export function useMeasuredSpeed(): string {
  const { store } = usePanels()
  return useSampled(() => {
    const { status, stepsPerSecond } = store.get().run
    return status === 'running' ? rateText(stepsPerSecond) : NO_NUMBER
  }, 400)
}
