/** `lab`: one experiment of the lab, by name. */
import { PlaygroundError } from '../core/errors.ts'
import { defaultsOf, parseSetting, type SettingsSchema, type SettingValues } from '../core/settings.ts'
import type { Figure, Figures } from '../lab/experiment.ts'
import { experimentByName, experiments } from '../lab/registry.ts'
import { defineCommand } from './command.ts'
import { seedFlag } from './common-flags.ts'
import { fixed } from './table.ts'

export const command = defineCommand({
  name: 'lab',
  summary: 'runs an experiment of the lab',
  operand: {
    name: 'NAME',
    help: `an experiment: ${experiments.map(({ name, summary }) => `${name} (${summary})`).join('; ')}`,
  },
  flags: {
    seed: seedFlag,
    set: {
      kind: 'list',
      value: 'lab.KEY=VALUE',
      help: 'A setting of the experiment such as lab.labels=50; repeatable',
    },
  },
  async run({ seed, set }, output, name) {
    const experiment = experimentByName(name)
    const settings = settingsFrom(experiment.settings, set)
    const figures = await experiment.run(settings, seed, {
      note: text => output.note(text),
      now: () => performance.now(),
    })
    output.result(
      { type: 'lab', name: experiment.name, seed, settings, figures },
      [experiment.title, ...lines(figures, experiment.figures)].join('\n'),
    )
    return 0
  },
})

function settingsFrom(schema: SettingsSchema, assignments: readonly string[]): SettingValues {
  const settings = { ...defaultsOf(schema) }
  for (const written of assignments) {
    const match = /^\s*lab\.([^=]+)=(.*)$/s.exec(written)
    if (!match) {
      const message = `--set is '${written.slice(0, 80)}'; expected lab.KEY=VALUE such as lab.${Object.keys(schema)[0] ?? 'key'}=...`
      throw new PlaygroundError('bad-setting', message, { path: '--set' })
    }
    const { key, value } = parseSetting(schema, match[1]!.trim(), match[2]!.trim(), 'lab')
    settings[key] = value
  }
  return settings
}

const lines = (figures: Figures, meanings: Readonly<Record<string, string>>): string[] =>
  Object.entries(figures).map(([name, figure]) => `${name}: ${shown(figure)}\n    ${meanings[name] ?? ''}`)

const LONGEST_SHOWN_LIST = 8

function shown(figure: Figure): string {
  if (typeof figure === 'number') return fixed(figure, 3)
  if (typeof figure !== 'object' || figure === null) return String(figure)
  if (!Array.isArray(figure)) {
    return Object.entries(figure)
      .map(([name, inner]) => `${name} ${shown(inner)}`)
      .join(', ')
  }
  const some = figure.slice(0, LONGEST_SHOWN_LIST).map(shown).join(' ')
  return `[${some}${figure.length > LONGEST_SHOWN_LIST ? ` ... ${figure.length} in all` : ''}]`
}
