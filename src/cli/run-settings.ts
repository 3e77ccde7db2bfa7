/** Reads `--set SCOPE.KEY=VALUE` into the parts of a run's config. */
import { agentById } from '../agents/registry.ts'
import { nearestId, PlaygroundError } from '../core/errors.ts'
import { loadWorld } from '../core/load-world.ts'
import { NO_SHAPING, type RewardSettings, type RunConfig } from '../core/run-config.ts'
import { parseSetting, type SettingsSchema, type SettingValue, type SettingValues } from '../core/settings.ts'
import { environmentById } from '../envs/registry.ts'

const SCOPES = ['env', 'agent', 'reward', 'feedback'] as const
type Scope = (typeof SCOPES)[number]

interface Assignment {
  readonly scope: Scope
  readonly key: string
  readonly text: string
}

const bad = (path: string, message: string) => new PlaygroundError('bad-setting', message, { path })

function parseAssignment(written: string): Assignment {
  const match = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(written)
  if (!match) throw bad('--set', `--set is '${written}'; expected SCOPE.KEY=VALUE such as env.layout=3.`)
  const [, scope = '', key = '', text = ''] = match
  const known = SCOPES.find(candidate => candidate === scope.trim())
  if (!known) {
    const near = nearestId(scope, SCOPES)
    throw bad(
      '--set',
      `--set ${written} has scope '${scope}'; expected ${near ? `'${near}', as one of ` : 'one of '}${SCOPES.join(', ')}.`,
    )
  }
  return { scope: known, key: key.trim(), text: text.trim() }
}

function settingsOf(schema: SettingsSchema, assignments: readonly Assignment[], scope: Scope): SettingValues {
  return Object.fromEntries(
    assignments
      .filter(assignment => assignment.scope === scope)
      .map(({ key, text }) => {
        const { key: known, value } = parseSetting(schema, key, text, scope)
        return [known, value] as [string, SettingValue]
      }),
  )
}

/** Weights of the world's terms, and how the learned reward counts. */
async function rewardOf(
  assignments: readonly Assignment[],
  config: Pick<RunConfig, 'env' | 'envSettings'>,
): Promise<RewardSettings> {
  const reward = assignments.filter(({ scope }) => scope === 'reward')
  if (reward.length === 0) return NO_SHAPING
  const { shapingTerms } = await loadWorld(environmentById(config.env), config.envSettings)
  const schema: SettingsSchema = {
    learnedWeight: {
      kind: 'number',
      label: '',
      help: '',
      default: NO_SHAPING.learnedWeight,
      min: -100,
      max: 100,
    },
    learnedOnly: { kind: 'boolean', label: '', help: '', default: NO_SHAPING.learnedOnly },
    ...Object.fromEntries(
      shapingTerms.map(({ id, title, help, range: [min, max] }) => [
        id,
        { kind: 'number', label: title, help, default: 0, min, max } as const,
      ]),
    ),
  }
  const { learnedWeight, learnedOnly, ...weights } = settingsOf(schema, reward, 'reward')
  return {
    weights: weights as Record<string, number>,
    learnedWeight: (learnedWeight as number | undefined) ?? NO_SHAPING.learnedWeight,
    learnedOnly: (learnedOnly as boolean | undefined) ?? NO_SHAPING.learnedOnly,
  }
}

export interface RunFlags {
  readonly env: string
  readonly agent: string
  readonly seed: number
  readonly set: readonly string[]
}

export interface RunSettings {
  readonly config: RunConfig
  readonly feedback: SettingValues
}

/**
 * A run's config from flags. Settings that are left out are the run's to fill in.
 * @param feedbackSchema null where the command knows no feedback.
 * @throws PlaygroundError for unknown ids and keys and for values out of range.
 */
export async function runSettings(
  flags: RunFlags,
  feedbackSchema: SettingsSchema | null,
): Promise<RunSettings> {
  const environment = environmentById(flags.env)
  const agent = agentById(flags.agent)
  const assignments = flags.set.map(parseAssignment)
  const stray = assignments.find(({ scope }) => scope === 'feedback')
  if (stray && !feedbackSchema) {
    throw bad('--set', `--set feedback.${stray.key} has no use here; feedback settings belong to teach.`)
  }
  const envSettings = settingsOf(environment.settings, assignments, 'env')
  return {
    config: {
      env: environment.id,
      envSettings,
      agent: agent.id,
      agentSettings: {
        ...agent.tuned?.[environment.id],
        ...settingsOf(agent.settings, assignments, 'agent'),
      },
      reward: await rewardOf(assignments, { env: environment.id, envSettings }),
      seed: flags.seed,
    },
    feedback: feedbackSchema ? settingsOf(feedbackSchema, assignments, 'feedback') : {},
  }
}
