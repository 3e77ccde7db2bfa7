/**
 * Share links: a run's config as readable text behind the `#` of the address, such as
 * `v=1&env=FlowerPath-v0&env.layout=3&agent=q-learning&agent.discount=0.95&reward.flower=-0.6&seed=7`. Whatever a link
 * says passes the settings schemas of the world and the learner it names; what does not pass changes nothing and is
 * named by its key. `docs/formats.md` lists the keys.
 */
import type { ShapingTerm } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { NO_SHAPING, type RewardSettings, type RunConfig } from '../core/run-config.ts'
import {
  defaultsOf,
  flagOf,
  numberOf,
  parseSetting,
  type Setting,
  type SettingsSchema,
  type SettingValue,
  type SettingValues,
} from '../core/settings.ts'
import { newerLink, shortened } from './link-problems.ts'
import { readLink, writePart } from './link-text.ts'
import { shownText, shownValue } from './shown-value.ts'

export const LINK_VERSION = 1
/** A weight of a term whose range is not known, and of the learned reward. */
const LARGEST_WEIGHT = 1000
const LEARNED_WEIGHT = 'learnedWeight'
const LEARNED_ONLY = 'learnedOnly'

/** What links may name. Lookups return undefined, or throw a PlaygroundError, for what they do not know. */
export interface LinkRegistry {
  environment(id: string):
    | {
        readonly settings: SettingsSchema
        /** Shaping terms of the world with these settings. @throws PlaygroundError when it cannot be made. */
        terms(settings: SettingValues): readonly (string | Pick<ShapingTerm, 'id' | 'range'>)[]
      }
    | undefined
  agent(id: string): { readonly settings: SettingsSchema } | undefined
  /** For a learner that cannot learn in a world: why, and which one takes its place; undefined when it suits. */
  instead?(
    agent: string,
    env: string,
    envSettings: SettingValues,
  ): { readonly agent: string; readonly reason: string } | undefined
}

export interface DecodedLink {
  readonly config: RunConfig
  /** What was left out, each with its key as the path; empty when everything opened. */
  readonly problems: readonly PlaygroundError[]
}

/** Values that a link need not say. */
export type LinkDefaults = Partial<Pick<RunConfig, 'envSettings' | 'agentSettings'>>

/**
 * The text behind the `#`, without it.
 * @throws PlaygroundError `bad-share-link` for text that no address can hold (half a surrogate pair).
 */
export function encodeShareLink(config: RunConfig, defaults: LinkDefaults = {}): string {
  const { env, envSettings, agent, agentSettings, reward, seed } = config
  const differing = (values: SettingValues, usual: SettingValues = {}) =>
    Object.entries(values).filter(([key, value]) => !Object.is(usual[key], value))
  const parts: [key: string, value: SettingValue][] = [
    ['v', LINK_VERSION],
    ['env', env],
  ]
  for (const [key, value] of differing(envSettings, defaults.envSettings)) parts.push([`env.${key}`, value])
  parts.push(['agent', agent])
  for (const [key, value] of differing(agentSettings, defaults.agentSettings))
    parts.push([`agent.${key}`, value])
  for (const [term, weight] of Object.entries(reward.weights)) parts.push([`reward.${term}`, weight])
  if (reward.learnedWeight !== NO_SHAPING.learnedWeight)
    parts.push([`reward.${LEARNED_WEIGHT}`, reward.learnedWeight])
  if (reward.learnedOnly !== NO_SHAPING.learnedOnly)
    parts.push([`reward.${LEARNED_ONLY}`, reward.learnedOnly])
  parts.push(['seed', seed])
  return parts.map(([key, value]) => writePart(key, value)).join('&')
}

/**
 * Opens what is valid of a link on top of `base`; never throws for what the link says.
 * @param agentDefaults settings that a learner starts from in a world; without it those of its schema.
 */
export function decodeShareLink(
  hash: string,
  registry: LinkRegistry,
  base: RunConfig,
  agentDefaults?: (agent: string, env: string) => SettingValues,
): DecodedLink {
  const { parts, problems } = readLink(hash)
  const link: Link = { parts, attempt: attemptInto(problems) }
  const version = link.attempt('v', () => decodeWhole('v', parts.get('v') ?? '1', 1), LINK_VERSION)
  const world = openWorld(link, registry, base)
  const learner = openLearner(link, registry, base, world.config, agentDefaults)
  const config = {
    ...world.config,
    ...learner,
    reward: world.terms ? openReward(link, world.terms, base) : base.reward,
    seed: link.attempt('seed', () => decodeWhole('seed', parts.get('seed') ?? `${base.seed}`, 0), base.seed),
  }
  const summary =
    version > LINK_VERSION
      ? [newerLink({ version, read: LINK_VERSION, parts, problems, worldKnown: world.terms !== null })]
      : []
  return { config, problems: [...summary, ...shortened(problems)] }
}

interface Link {
  readonly parts: ReadonlyMap<string, string>
  /** What `decode` gives; or the fallback, and the reason noted under the key. */
  readonly attempt: <Value>(key: string, decode: () => Value, fallback: Value) => Value
}

function attemptInto(problems: PlaygroundError[]): Link['attempt'] {
  return (key, decode, fallback) => {
    try {
      return decode()
    } catch (error) {
      if (!(error instanceof PlaygroundError)) throw error
      const { code, message, path } = error
      problems.push(path === '' ? new PlaygroundError(code, message, { cause: error, path: key }) : error)
      return fallback
    }
  }
}

type Terms = ReturnType<NonNullable<ReturnType<LinkRegistry['environment']>>['terms']>

/** The world, its settings and its shaping terms; terms are null when the link means a world unknown here. */
function openWorld(link: Link, registry: LinkRegistry, base: RunConfig) {
  const asked = link.parts.get('env')
  const unknown = { config: { env: base.env, envSettings: base.envSettings }, terms: null }
  const definition = link.attempt(
    'env',
    () => registry.environment(asked ?? base.env) ?? refuseUnknown('env', 'world', asked ?? base.env),
    null,
  )
  if (!definition) return unknown
  const start = asked === undefined ? base.envSettings : defaultsOf(definition.settings)
  const envSettings = applyParts(link, 'env', definition.settings, start)
  const make = (settings: SettingValues) =>
    link.attempt<Terms | null>('env', () => definition.terms(settings), null)
  const made = make(envSettings)
  const config = { env: asked ?? base.env, envSettings: made ? envSettings : start }
  return { config, terms: made ?? make(start) }
}

function openLearner(
  link: Link,
  registry: LinkRegistry,
  base: RunConfig,
  { env, envSettings }: Pick<RunConfig, 'env' | 'envSettings'>,
  agentDefaults?: (agent: string, env: string) => SettingValues,
): Pick<RunConfig, 'agent' | 'agentSettings'> {
  const asked = link.parts.get('agent')
  const usual = (agent: string, schema?: SettingsSchema) =>
    agentDefaults?.(agent, env) ?? (schema ? defaultsOf(schema) : base.agentSettings)
  const replaced = registry.instead?.(base.agent, env, envSettings)
  const kept = replaced
    ? {
        agent: replaced.agent,
        agentSettings: usual(replaced.agent, registry.agent(replaced.agent)?.settings),
      }
    : { agent: base.agent, agentSettings: env === base.env ? base.agentSettings : usual(base.agent) }
  const agent = asked ?? kept.agent
  const definition = link.attempt(
    'agent',
    () => {
      const known = registry.agent(agent) ?? refuseUnknown('agent', 'learner', agent)
      const unfit = asked === undefined ? undefined : registry.instead?.(agent, env, envSettings)
      if (unfit) throw new PlaygroundError('unsuitable-agent', unfit.reason, { path: 'agent' })
      return known
    },
    null,
  )
  if (!definition) return kept
  const start = asked === undefined ? kept.agentSettings : usual(agent, definition.settings)
  return { agent, agentSettings: applyParts(link, 'agent', definition.settings, start) }
}

function openReward(link: Link, terms: Terms, base: RunConfig): RewardSettings {
  const start = link.parts.has('env') ? NO_SHAPING : base.reward
  const weight = (min: number, max: number): Setting => ({
    kind: 'number',
    default: 0,
    min,
    max,
    label: '',
    help: '',
  })
  const schema = Object.fromEntries<Setting>([
    ...terms.map((term): [string, Setting] =>
      typeof term === 'string'
        ? [term, weight(-LARGEST_WEIGHT, LARGEST_WEIGHT)]
        : [term.id, weight(...term.range)],
    ),
    [LEARNED_WEIGHT, weight(-LARGEST_WEIGHT, LARGEST_WEIGHT)],
    [LEARNED_ONLY, { kind: 'boolean', default: false, label: '', help: '' }],
  ])
  const { learnedWeight, learnedOnly } = start
  const values = applyParts(link, 'reward', schema, { ...start.weights, learnedWeight, learnedOnly })
  const { [LEARNED_WEIGHT]: _weight, [LEARNED_ONLY]: _only, ...weights } = values
  return {
    weights: weights as Record<string, number>,
    learnedWeight: numberOf(values, LEARNED_WEIGHT),
    learnedOnly: flagOf(values, LEARNED_ONLY),
  }
}

/** `start` with the valid parts of a scope on top. Keys must be written as the schema writes them. */
function applyParts(link: Link, scope: string, schema: SettingsSchema, start: SettingValues): SettingValues {
  const values = { ...start }
  for (const [key, text] of link.parts) {
    if (!key.startsWith(`${scope}.`)) continue
    const name = key.slice(scope.length + 1)
    link.attempt(
      key,
      () => {
        const setting = parseSetting(schema, name, text, scope)
        if (setting.key !== name) {
          throw new PlaygroundError('bad-setting', `${shownText(key)} is written ${scope}.${setting.key}.`, {
            path: key,
          })
        }
        values[name] = setting.value
      },
      undefined,
    )
  }
  return values
}

function decodeWhole(key: string, text: string, least: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new PlaygroundError(
    'bad-share-link',
    `${key} is ${shownValue(text)}; expected a whole number from ${least} to ${Number.MAX_SAFE_INTEGER}.`,
    { path: key },
  )
}

function refuseUnknown(key: 'env' | 'agent', noun: string, id: string): never {
  throw new PlaygroundError(
    key === 'env' ? 'unknown-environment' : 'unknown-agent',
    `${key} is ${shownValue(id)}; there is no such ${noun} here.`,
    { path: key },
  )
}
