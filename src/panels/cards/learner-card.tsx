/** Which algorithm learns, and with what settings. */
import type { SettingValue } from '../../core/settings.ts'
import { suits } from '../../store/selectors.ts'
import { usePanels } from '../context.ts'
import { Switch } from '../controls/switch.tsx'
import { plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { Card } from './card.tsx'
import { LastUpdate } from './last-update.tsx'
import { splitSettings } from './main-settings.ts'
import { SettingsList } from './settings-list.tsx'

export function LearnerCard() {
  const { commands } = usePanels()
  const all = useStore(state => state.agents)
  const world = useStore(state => state.world)
  const agents = all.filter(agent => suits(agent, world))
  const id = useStore(state => state.run.config.agent)
  const values = useStore(state => state.run.config.agentSettings)
  const learning = useStore(state => state.run.learning)
  const agent = agents.find(entry => entry.id === id)
  const { main, more } = splitSettings(agent?.settings ?? {})
  const moreCount = Object.keys(more).length
  const change = (key: string, value: SettingValue) => commands.setAgentSetting(key, value)
  const kinds = [...new Set(agents.map(entry => entry.kind))]
  return (
    <Card
      title="Learner"
      question="How does it learn?"
      kind="learner"
      aside={<Switch label="Learning" on={learning} onChange={on => commands.setLearning(on)} />}
    >
      <select
        class="select"
        aria-label="Learner. Starts again."
        value={id}
        onChange={event => commands.chooseAgent(event.currentTarget.value)}
      >
        {kinds.map(kind => (
          <optgroup key={kind} label={kind}>
            {agents
              .filter(entry => entry.kind === kind)
              .map(entry => (
                <option key={entry.id} value={entry.id}>
                  {entry.title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <p class="sub help">
        {agent?.help}
        {learning ? '' : ' Frozen: it acts, and learns nothing.'}
      </p>
      <SettingsList schema={main} values={values} onChange={change} />
      <details class="more">
        <summary>{moreCount > 0 ? `${plural(moreCount, 'more setting')}, defaults` : 'Defaults'}</summary>
        <SettingsList schema={more} values={values} onChange={change} />
        <button type="button" class="btn small" onClick={() => commands.resetAgentSettings()}>
          Back to the defaults
        </button>
      </details>
      <LastUpdate />
    </Card>
  )
}
