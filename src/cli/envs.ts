/** `envs`: one line per world. */
import type { World } from '../core/environment.ts'
import { loadWorld } from '../core/load-world.ts'
import { finiteHorizonReturn } from '../core/planning.ts'
import { defaultsOf } from '../core/settings.ts'
import type { Space } from '../core/space.ts'
import { environments } from '../envs/registry.ts'
import { evaluationLimit } from '../training/evaluation.ts'
import { defineCommand } from './command.ts'
import { describeSettings, settingLines } from './describe-settings.ts'
import { table } from './table.ts'

export const command = defineCommand({
  name: 'envs',
  summary: 'lists the worlds',
  flags: { settings: { kind: 'switch', help: 'Lists the settings of each world too' } },
  async run(flags, output) {
    const worlds = await Promise.all(
      environments.map(async environment => ({
        environment,
        world: await loadWorld(environment, defaultsOf(environment.settings)),
      })),
    )
    const rows = worlds.map(({ environment, world }) => [
      environment.id,
      environment.title,
      statesOf(world),
      actionsOf(world),
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
        ...spacesOf(world),
        maxEpisodeSteps: world.maxEpisodeSteps,
        solvedReturn: world.solvedReturn,
        randomReturn: randomReturn(world),
        settings: describeSettings(environment.settings),
        shapingTerms: world.shapingTerms.map(({ id, kind, help }) => ({ id, kind, help })),
      }
      const details = flags.settings ? settingLines('env', environment.settings) : []
      output.result(record, [lines[index]!, ...details].join('\n'))
    })
    return 0
  },
})

/** In JSON a bound of a box that is infinite is null. */
function spacesOf(world: World): { readonly observationSpace: Space; readonly actionSpace: Space } {
  if (world.form === 'control') {
    const { observationSpace, actionSpace } = world
    return { observationSpace, actionSpace }
  }
  const { states, actions } = world.model
  return { observationSpace: { kind: 'discrete', n: states }, actionSpace: { kind: 'discrete', n: actions } }
}

/** Mean undiscounted return of uniformly random actions: exact over tables, measured elsewhere. */
const randomReturn = (world: World): number | null =>
  world.form === 'control'
    ? world.randomReturn
    : finiteHorizonReturn(world.model, evaluationLimit(world), 'random')

function statesOf(world: World): string {
  if (world.form === 'tabular') return `${world.model.states} states`
  return `${world.observations.length} numbers`
}

function actionsOf(world: World): string {
  const { actionSpace } = spacesOf(world)
  if (actionSpace.kind === 'discrete') return `${actionSpace.n} actions`
  return actionSpace.low.length === 1 ? 'a real action' : `${actionSpace.low.length} real actions`
}
