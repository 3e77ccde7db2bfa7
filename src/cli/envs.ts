/** `envs`: one line per world. */

import { defaultsOf } from '../core/settings.ts'
import { environments } from '../envs/registry.ts'
import { defineCommand } from './command.ts'
import { describeSettings, settingLines } from './describe-settings.ts'
import { table } from './table.ts'

export const command = defineCommand({
  name: 'envs',
  summary: 'lists the worlds',
  flags: { settings: { kind: 'switch', help: 'Lists the settings of each world too' } },
  async run(flags, output) {
    const worlds = environments.map(environment => {
      const world = environment.create(defaultsOf(environment.settings))
      return { environment, world }
    })
    const rows = worlds.map(({ environment, world }) => [
      environment.id,
      environment.title,
      `${world.model.states} states`,
      `${world.model.actions} actions`,
      world.maxEpisodeSteps === null ? 'no limit' : `${world.maxEpisodeSteps} steps`,
      world.solvedReturn === null ? '' : `solved at ${Number(world.solvedReturn.toFixed(3))}`,
    ])
    const lines = rows.length > 0 ? table(rows).split('\n') : []
    worlds.forEach(({ environment, world }, index) => {
      const record = {
        type: 'env',
        id: environment.id,
        title: environment.title,
        group: environment.group,
        task: environment.task,
        observationSpace: { kind: 'discrete', n: world.model.states },
        actionSpace: { kind: 'discrete', n: world.model.actions },
        maxEpisodeSteps: world.maxEpisodeSteps,
        solvedReturn: world.solvedReturn,
        settings: describeSettings(environment.settings),
        shapingTerms: world.shapingTerms.map(({ id, kind, help }) => ({ id, kind, help })),
      }
      const details = flags.settings ? settingLines('env', environment.settings) : []
      output.result(record, [lines[index]!, ...details].join('\n'))
    })
    return 0
  },
})
