/** What counts as good: the task's reward, the shaping reward beside it, the learned reward beside both. */

import type { NumberSetting } from '../../core/settings.ts'
import type { TermEntry } from '../../store/state.ts'
import { usePanels } from '../context.ts'
import { SettingField } from '../controls/setting-field.tsx'
import { Switch } from '../controls/switch.tsx'
import { Icon } from '../icons.tsx'
import { plural } from '../number-text.ts'
import { useStore } from '../use-store.ts'
import { Card } from './card.tsx'
import { ShapingTermControl, VerdictLine } from './shaping-term.tsx'
import { togetherVerdict } from './shaping-verdict.ts'
import { TaskRewardChips } from './task-reward-chips.tsx'

export function RewardCard() {
  const terms = useStore(state => state.terms)
  const weights = useStore(state => state.run.config.reward.weights)
  const learnedOnly = useStore(state => state.run.config.reward.learnedOnly)
  const check = useStore(state => state.shapingCheck)
  const epoch = useStore(state => state.run.epoch)
  const control = useStore(state => state.world.form === 'control')
  const active = terms.filter(term => weights[term.id] !== undefined)
  const together = active.length > 1 ? togetherVerdict(check, epoch) : null
  return (
    <Card title="Reward" question="What counts as good?" kind="reward">
      {control ? (
        <p class="sub help">
          <b>Task reward:</b> the world's own. The line over the stage shows it, step by step.
        </p>
      ) : (
        <TaskRewardChips />
      )}
      <fieldset class={learnedOnly ? 'left-out' : ''} disabled={learnedOnly}>
        <legend class="sr">Shaping reward</legend>
        {active.map(term => (
          <ShapingTermControl key={term.id} term={term} weight={weights[term.id] ?? 0} />
        ))}
        {together && <VerdictLine verdict={together} />}
        <AddTerm terms={terms.filter(term => weights[term.id] === undefined)} />
      </fieldset>
      <LearnedPart />
    </Card>
  )
}

function AddTerm({ terms }: { terms: readonly TermEntry[] }) {
  const { commands } = usePanels()
  if (terms.length === 0) return null
  const group = (label: string, members: readonly TermEntry[]) =>
    members.length > 0 && (
      <optgroup label={label}>
        {members.map(term => (
          <option key={term.id} value={term.id}>
            {term.title}
          </option>
        ))}
      </optgroup>
    )
  return (
    <div class="add-term">
      <Icon name="plus" />
      <select
        aria-label="Add a shaping term"
        value=""
        onChange={event => {
          const term = terms.find(entry => entry.id === event.currentTarget.value)
          event.currentTarget.value = ''
          if (term) commands.setTermWeight(term.id, term.suggestedWeight)
        }}
      >
        <option value="">Add a term (shaping)</option>
        {group(
          'Safe: keeps the best policy',
          terms.filter(term => term.kind === 'potential'),
        )}
        {group(
          'May change the goal',
          terms.filter(term => term.kind !== 'potential'),
        )}
      </select>
    </div>
  )
}

const LEARNED_WEIGHT: NumberSetting = {
  kind: 'number',
  label: 'Learned reward',
  plain: 'what you taught',
  help: '',
  default: 1,
  min: 0,
  max: 5,
  step: 0.05,
  live: true,
}

function LearnedPart() {
  const { commands } = usePanels()
  const { learnedWeight, learnedOnly } = useStore(state => state.run.config.reward)
  const labels = useStore(state => state.teach.learned?.labels ?? 0)
  return (
    <div class="term learned">
      {labels === 0 ? (
        <p class="sub">
          <b>Learned reward:</b> none yet. It comes from your answers in Teach.
        </p>
      ) : (
        <SettingField
          setting={{ ...LEARNED_WEIGHT, help: `From ${plural(labels, 'answer')}. 0 leaves it out.` }}
          value={learnedWeight}
          onChange={value => commands.setLearnedWeight(value as number)}
        />
      )}
      {(labels > 0 || learnedOnly) && (
        <Switch label="Learned reward only" on={learnedOnly} onChange={on => commands.setLearnedOnly(on)} />
      )}
    </div>
  )
}
