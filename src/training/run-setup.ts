/** What every run begins with, whatever its world: a config from outside, checked and filled in. */
import { agentById, agentsFor, unsuitable } from '../agents/registry.ts'
import type { AgentDefinition } from '../core/agent.ts'
import type { EnvironmentDefinition, World } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { loadWorld } from '../core/load-world.ts'
import type { RewardSettings, RunConfig } from '../core/run-config.ts'
import { decodeSettings, type SettingValues } from '../core/settings.ts'
import { environmentById } from '../envs/registry.ts'
import type { Place } from './checkpoint.ts'
import { decodeReward } from './shaping.ts'

/** Where worlds and learners are looked up. */
export interface Catalogue {
  environmentById(id: string): EnvironmentDefinition
  agentById(id: string): AgentDefinition
  /** Those that can learn in a world. */
  agentsFor(world: World): readonly AgentDefinition[]
}

/** Every world and learner there is. */
export const REGISTRIES: Catalogue = { environmentById, agentById, agentsFor }

export interface RunSetup<W extends World = World> {
  /** With every setting filled in. */
  readonly config: RunConfig
  readonly definition: AgentDefinition
  readonly world: W
}

/**
 * Brings the world's engine first, where it has one. Settings that are left out take the learner's tuned value for the world, or the default.
 * @throws PlaygroundError with the path `env`, `env.KEY`, `agent`, `agent.KEY`, `reward.KEY` or `seed`; `unsuitable-agent`
 * when the learner cannot learn in the world; `engine-unavailable`.
 */
export async function decodeRun(config: RunConfig, catalogue: Catalogue): Promise<RunSetup> {
  const environment = catalogue.environmentById(config.env)
  const definition = catalogue.agentById(config.agent)
  const envSettings = decodeSettings(environment.settings, config.envSettings, 'env')
  const world = await loadWorld(environment, envSettings)
  refuseUnsuitable(definition, environment.id, world, catalogue)
  const tuned = definition.tuned?.[config.env] ?? {}
  const agentSettings = decodeSettings(definition.settings, { ...tuned, ...config.agentSettings }, 'agent')
  const reward = decodeReward(world.shapingTerms, config.reward)
  const { seed } = config
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new PlaygroundError('bad-setting', `seed is ${seed}; expected a whole number from 0.`, {
      path: 'seed',
    })
  }
  return { config: { ...config, envSettings, agentSettings, reward }, definition, world }
}

function refuseUnsuitable(
  definition: AgentDefinition,
  env: string,
  world: World,
  catalogue: Catalogue,
): void {
  const why = unsuitable(definition, world)
  if (why === null) return
  const fitting = catalogue.agentsFor(world).map(({ id }) => id)
  throw new PlaygroundError(
    'unsuitable-agent',
    `agent is '${definition.id}', which cannot learn ${env}: ${why}. Learners that can: ${fitting.join(', ') || 'none'}.`,
    { path: 'agent' },
  )
}

/**
 * The settings of a running learner after a change; those left out stay.
 * @throws PlaygroundError `bad-setting` for settings that do not decode or cannot change while it runs.
 */
export function changedSettings(
  { settings: schema }: AgentDefinition,
  before: SettingValues,
  changes: SettingValues,
): SettingValues {
  const after = decodeSettings(schema, { ...before, ...changes }, 'agent')
  for (const key of Object.keys(schema)) {
    if (schema[key]!.live || Object.is(before[key], after[key])) continue
    const path = `agent.${key}`
    throw new PlaygroundError('bad-setting', `${path} cannot change in a running learner. Start a new run.`, {
      path,
    })
  }
  return after
}

/** A checkpoint's config. Only its shape; `decodeRun` checks what it says. */
export function readConfig(place: Place): RunConfig {
  return {
    env: place.at('env').string(),
    envSettings: place.at('envSettings').record() as SettingValues,
    agent: place.at('agent').string(),
    agentSettings: place.at('agentSettings').record() as SettingValues,
    reward: place.at('reward').record() as unknown as RewardSettings,
    seed: place.at('seed').number(),
  }
}
