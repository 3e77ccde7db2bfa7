/** The share link of this page: read once when it opens, kept in the address bar as settings change. */
import { agentById, agents, unsuitable } from '../agents/registry.ts'
import type { PlaygroundError } from '../core/errors.ts'
import type { RunConfig } from '../core/run-config.ts'
import { environments } from '../envs/registry.ts'
import { readLink } from '../persistence/link-text.ts'
import { decodeShareLink, encodeShareLink, type LinkRegistry } from '../persistence/share-link.ts'
import { defaultAgent } from './default-agents.ts'
import { agentSettingsFor, defaultConfig } from './run-commands.ts'
import { worldOf } from './worlds.ts'

export const FIRST_WORLD = 'FlowerPath-v0'

const registry: LinkRegistry = {
  environment(id) {
    const definition = environments.find(candidate => candidate.id === id)
    return (
      definition && {
        settings: definition.settings,
        terms: settings => worldOf(id, settings).shapingTerms,
      }
    )
  },
  agent(id) {
    const definition = agents.find(candidate => candidate.id === id)
    return definition && { settings: definition.settings }
  },
  instead(agent, env, envSettings) {
    const world = worldOf(env, envSettings)
    const definition = agents.find(candidate => candidate.id === agent)
    const why = definition && unsuitable(definition, world)
    if (!definition || !why) return undefined
    const better = agentById(defaultAgent(env, world))
    const reason = `${definition.title} cannot learn in ${env}: ${why}. ${better.title} learns there instead.`
    return { agent: better.id, reason }
  },
}

/** The world that a link means, or null where it names none that is known here. */
export function linkedWorld(hash: string): string | null {
  const asked = readLink(hash).parts.get('env')
  return environments.some(({ id }) => id === asked) ? asked! : null
}

export interface OpenedLink {
  readonly config: RunConfig
  /** What the link asked for and did not get, each naming its place. */
  readonly problems: readonly PlaygroundError[]
}

export function openLink(hash: string): OpenedLink {
  const plain = defaultConfig(FIRST_WORLD)
  return hash.length > 1
    ? decodeShareLink(hash, registry, plain, agentSettingsFor)
    : { config: plain, problems: [] }
}

/** Keeps the address in step, so that a reload opens the same run. */
export function writeLink(config: RunConfig): void {
  const url = new URL(location.href)
  url.hash = encodeShareLink(config)
  history.replaceState(null, '', url)
}
