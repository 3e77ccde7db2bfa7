/** Robots that were trained before: baby, teenager and adult, to be watched, or pinned beside the one that learns. */
import adult from '../../../assets/art/robot-adult.svg'
import baby from '../../../assets/art/robot-baby.svg'
import teenager from '../../../assets/art/robot-teen.svg'
import type { Age } from '../../core/age.ts'
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { shortSteps } from './moment-text.ts'

const PICTURES: Readonly<Record<Age, string>> = { baby, teenager, adult }
const NAMES: Readonly<Record<Age, string>> = { baby: 'Baby', teenager: 'Teenager', adult: 'Adult' }

export function TrainedRobots() {
  const { commands } = usePanels()
  const trained = useStore(state => state.trained)
  const shown = useStore(state => state.moments.shown)
  if (trained.length === 0) return null
  return (
    <fieldset class="trained">
      <legend class="sr">Robots trained before</legend>
      <p class="time-title" aria-hidden="true">
        <b>Trained before</b>
        <span class="sub">Watch one</span>
      </p>
      {trained.map(({ age, steps, meanReturn }) => (
        <button
          key={age}
          type="button"
          class="age-card"
          aria-pressed={shown === age}
          title={`Watch a robot that learnt for ${shortSteps(steps)} steps; again: back to live`}
          onClick={() => commands.showMoment(shown === age ? null : age)}
        >
          <img src={PICTURES[age]} alt="" />
          <span>
            <b>{NAMES[age]}</b>
            <small>
              <span class="learnt">{shortSteps(steps)} steps, </span>return {signedText(meanReturn)}
            </small>
          </span>
        </button>
      ))}
    </fieldset>
  )
}
