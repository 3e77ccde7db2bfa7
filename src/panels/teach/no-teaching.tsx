/** Teach in a control world: what is not there yet, and where it is. */
import robot from '../../../assets/art/robot-puzzled.svg'
import { usePanels } from '../context.ts'
import { openTitle } from '../open-world.ts'
import { useStore } from '../use-store.ts'

const GARDEN = 'FlowerPath-v0'

export function NoTeaching() {
  const { commands } = usePanels()
  const title = useStore(openTitle)
  const garden = useStore(state => state.worlds.find(world => world.id === GARDEN)?.title ?? 'Flower Path')
  return (
    <main class="main no-teaching" id="main" tabIndex={-1}>
      <section class="card">
        <img src={robot} width={96} height={96} alt="" />
        <h1>Teaching works on grid worlds so far</h1>
        <p>
          Comparing and rating clips needs squares. {title} has none: here Pip learns from the task's reward,
          and from the shaping terms you add in Watch.
        </p>
        <div class="actions">
          <button type="button" class="btn primary" onClick={() => commands.openWorld(GARDEN)}>
            Teach in {garden}
          </button>
          <button type="button" class="btn" onClick={() => commands.setMode('watch')}>
            Back to Watch
          </button>
        </div>
      </section>
    </main>
  )
}
