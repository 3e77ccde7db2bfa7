/** Settings of the open world and what counts as solved in it. */
import { usePanels } from '../context.ts'
import { signedText } from '../number-text.ts'
import { openEntry } from '../open-world.ts'
import { useStore } from '../use-store.ts'
import { Card } from './card.tsx'
import { SettingsList } from './settings-list.tsx'

export function WorldCard() {
  const { commands } = usePanels()
  const entry = useStore(openEntry)
  const values = useStore(state => state.run.config.envSettings)
  const optimal = useStore(state => state.run.optimalReturn)
  const random = useStore(state => state.run.randomReturn)
  if (!entry) return null
  return (
    <Card title="World" question="What is it like?" kind="world-card">
      <p class="sub help">{entry.solved}</p>
      <dl class="facts">
        <div>
          <dt>Best possible return</dt>
          <dd>{signedText(optimal)}</dd>
        </div>
        <div>
          <dt>Random moves get</dt>
          <dd>{signedText(random)}</dd>
        </div>
      </dl>
      <SettingsList
        schema={entry.settings}
        values={values}
        onChange={(key, value) => commands.setEnvSetting(key, value)}
      />
    </Card>
  )
}
