/** Settings of the open world and what counts as solved in it. */
import { usePanels } from '../context.ts'
import { plural, signedText } from '../number-text.ts'
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
  const solved = useStore(state => state.world.solvedReturn)
  const stepSeconds = useStore(state => state.world.stepSeconds)
  const maxEpisodeSteps = useStore(state => state.world.maxEpisodeSteps)
  if (!entry) return null
  return (
    <Card title="World" question="What is it like?" kind="world-card">
      <p class="help">{entry.task}</p>
      <p class="sub help">{entry.solved}</p>
      {entry.fall && <p class="sub help">{entry.fall}</p>}
      <dl class="facts">
        {optimal !== null && <Fact name="Best possible return" value={signedText(optimal)} />}
        {optimal === null && solved !== null && <Fact name="Solved from" value={signedText(solved)} />}
        {random !== null && <Fact name="Random moves get" value={signedText(random)} />}
        {stepSeconds !== null && maxEpisodeSteps !== null && (
          <Fact
            name="An episode lasts at most"
            value={`${plural(maxEpisodeSteps, 'step')}, ${Number((maxEpisodeSteps * stepSeconds).toPrecision(3))} s`}
          />
        )}
      </dl>
      <SettingsList
        schema={entry.settings}
        values={values}
        onChange={(key, value) => commands.setEnvSetting(key, value)}
      />
    </Card>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
