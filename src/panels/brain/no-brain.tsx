/** In place of the brain while there is none to show. */
import { usePanels } from '../context.ts'
import { useSampled, useStore } from '../use-store.ts'
import { mindOf } from './mind.ts'

export function NoBrain() {
  const { telemetry } = usePanels()
  const playing = useStore(state => state.play.active)
  const none = useSampled(() => mindOf(telemetry.exhibits) === null, 250)
  if (!none) return null
  return (
    <section class="card no-brain">
      <p class="muted">
        {playing
          ? 'You are the brain now. Stop playing to see how Pip thinks.'
          : 'The brain shows here once the learner has one.'}
      </p>
    </section>
  )
}
