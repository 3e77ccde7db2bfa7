/** Over a control world's stage: whose policy is on show, and the rewards of the shown episode, kept apart. */
import type { Exhibit } from '../../core/exhibit.ts'
import { momentsOnShow } from '../../store/selectors.ts'
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { momentName, watchingText } from '../time/moment-text.ts'
import type { Layout } from '../use-layout.ts'
import { useSampled, useStore } from '../use-store.ts'

const READ_MILLISECONDS = 200

export function ShowingBar({ layout }: { layout: Layout }) {
  const { commands, telemetry } = usePanels()
  const text = useStore(state => watchingText(momentsOnShow(state)))
  const scrubbed = useStore(state => state.moments.shown !== null && state.moments.pins.length === 0)
  const beginner = useStore(
    ({ moments: { shown }, trained }) => trained.find(({ age }) => age === shown)?.age,
  )
  const playing = useStore(state => state.play.active)
  const shaped = useStore(state =>
    Object.values(state.run.config.reward.weights).some(weight => weight !== 0),
  )
  const robots = useSampled(() => telemetry.exhibits.map(scoreOf), READ_MILLISECONDS)
  const phone = layout === 'phone'
  const wide = layout === 'desktop' && !scrubbed
  if (phone && playing) return null
  return (
    <div class={`showing ${robots.length > 1 ? 'two' : ''}`}>
      <p class={robots.length > 1 ? 'sr' : 'who'}>{playing ? 'You are at the controls' : text}</p>
      {scrubbed && !playing && (
        <button type="button" class="btn small" onClick={() => commands.compareWithNow()}>
          {phone ? 'Compare' : 'Compare with now'}
        </button>
      )}
      {beginner && scrubbed && !playing && (
        <button
          type="button"
          class="btn small"
          title={`Start again with what the ${beginner} can do`}
          onClick={() => commands.beginWithTrained(beginner)}
        >
          {phone ? 'Train on' : 'Train on from here'}
        </button>
      )}
      <i class="spring" />
      {robots.map((robot, i) => (
        <dl class="parts" key={i} aria-label={`Rewards of the shown episode, ${robot.name}`}>
          {robots.length > 1 && <span class="whose">{robot.name}</span>}
          <Part name="Task" sum={robot.task.sum} last={phone ? null : robot.task.last} />
          {(shaped ? !phone || robots.length === 1 : wide && robots.length === 1) && (
            <Part
              name="Shaping"
              sum={shaped ? robot.shaping.sum : null}
              last={shaped && !phone ? robot.shaping.last : null}
            />
          )}
          {wide && robots.length === 1 && <Part name="Learned" sum={null} last={null} />}
          <div class="part">
            <dt>Steps</dt>
            <dd>{robot.step}</dd>
          </div>
        </dl>
      ))}
    </div>
  )
}

interface PartProps {
  readonly name: string
  /** Undiscounted sum of the episode, and reward of the last step; null where the part is not in use. */
  readonly sum: number | null
  readonly last: number | null
}

function Part({ name, sum, last }: PartProps) {
  return (
    <div class="part">
      <dt>{name}</dt>
      <dd>
        {signedText(sum)}
        {last !== null && <small> last {signedText(last, 2)}</small>}
      </dd>
    </div>
  )
}

function scoreOf({ moment, parts, lastReward, episodeStep }: Exhibit) {
  return {
    name: moment === 'play' ? 'you' : momentName(moment),
    step: episodeStep,
    task: { sum: parts.reward, last: lastReward.reward },
    shaping: { sum: parts.shapingReward, last: lastReward.shapingReward },
  }
}
