/** Someone else may answer: simulated raters, and how Pip asks and learns. */
import { Card } from '../cards/card.tsx'
import { SettingsList } from '../cards/settings-list.tsx'
import { usePanels } from '../context.ts'
import { useStore } from '../use-store.ts'

const RATERS: readonly { teacher: string; label: string; help: string }[] = [
  { teacher: 'off', label: 'Off: I answer', help: 'You answer.' },
  { teacher: 'oracle', label: 'Always right (oracle)', help: 'Knows the true reward and never errs.' },
  {
    teacher: 'mistake:0.1',
    label: 'Slips one time in ten (mistake 0.1)',
    help: 'Knows the true reward, and presses the wrong key one time in ten.',
  },
  {
    teacher: 'noisy:5',
    label: 'Unsure when it is close (noisy 5)',
    help: 'The closer the two clips, the more often it errs.',
  },
  { teacher: 'skip:0.2', label: 'Often undecided (skip 0.2)', help: "Says can't tell one time in five." },
  {
    teacher: 'myopic:0.9',
    label: 'Remembers the end best (myopic 0.9)',
    help: 'Early steps of a clip count less.',
  },
  {
    teacher: 'biased:left',
    label: 'Prefers the left (biased)',
    help: 'Leans to the left clip, whatever it shows.',
  },
]

export function RaterCard() {
  const { commands } = usePanels()
  const rater = useStore(state => state.teach.simulatedRater)
  const settings = useStore(state => state.teach.settings)
  const schema = useStore(state => state.teach.settingsSchema)
  const known = RATERS.find(({ teacher }) => teacher === rater)
  return (
    <Card title="Simulated rater" question="Let someone else answer">
      <select
        class="select"
        aria-label="Simulated rater"
        value={rater}
        onChange={event => commands.setSimulatedRater(event.currentTarget.value)}
      >
        {!known && <option value={rater}>{rater}</option>}
        {RATERS.map(({ teacher, label }) => (
          <option key={teacher} value={teacher}>
            {label}
          </option>
        ))}
      </select>
      <p class="sub help">
        {known?.help} {rater === 'off' ? '' : 'Its answers are marked as simulated.'}
      </p>
      <details class="more">
        <summary>How Pip asks and learns</summary>
        <SettingsList
          schema={schema}
          values={settings}
          onChange={(key, value) => commands.setFeedbackSetting(key, value)}
        />
      </details>
    </Card>
  )
}
