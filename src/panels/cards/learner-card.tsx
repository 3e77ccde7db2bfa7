/** Which algorithm learns, and with what settings. */
import { usePanels } from '../context.ts'
import { Switch } from '../controls/switch.tsx'
import { useStore } from '../use-store.ts'
import { Card } from './card.tsx'
import { SettingsList } from './settings-list.tsx'

export function LearnerCard() {
  const { commands } = usePanels()
  const agents = useStore(state => state.agents)
  const id = useStore(state => state.run.config.agent)
  const values = useStore(state => state.run.config.agentSettings)
  const learning = useStore(state => state.run.learning)
  const agent = agents.find(entry => entry.id === id)
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
      {agent && (
        <SettingsList
          schema={agent.settings}
          values={values}
          onChange={(key, value) => commands.setAgentSetting(key, value)}
        />
      )}
      <button type="button" class="btn quiet small" onClick={() => commands.resetAgentSettings()}>
        Back to the defaults
      </button>
    </Card>
  )
}
