/** `agents`: one line per learner. */
import { agents } from '../agents/registry.ts'
import { defineCommand } from './command.ts'
import { describeSettings, settingLines } from './describe-settings.ts'
import { table } from './table.ts'

export const command = defineCommand({
  name: 'agents',
  summary: 'lists the learners',
  flags: { settings: { kind: 'switch', help: 'Lists the settings of each learner too' } },
  async run(flags, output) {
    const lines = table(agents.map(({ id, title, kind }) => [id, title, kind])).split('\n')
    agents.forEach(({ id, title, kind, help, worlds, actions, learnsFrom, settings, tuned }, index) => {
      const record = {
        type: 'agent',
        id,
        title,
        kind,
        help,
        worlds,
        actions,
        learnsFrom: learnsFrom ?? null,
        settings: describeSettings(settings),
        tuned: tuned ?? {},
      }
      const details = flags.settings ? settingLines('agent', settings) : []
      output.result(record, [lines[index]!, ...details].join('\n'))
    })
    return 0
  },
})
