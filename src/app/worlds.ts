/** Worlds as the page needs them: created once per settings, for boards, terms, play and clips. */
import type { Board } from '../core/board.ts'
import type { TabularWorld } from '../core/environment.ts'
import { defaultsOf, type SettingValues } from '../core/settings.ts'
import { environmentById, environments } from '../envs/registry.ts'
import type { TermEntry, WorldEntry } from '../store/state.ts'

const cache = new Map<string, TabularWorld>()
const MOST_CACHED = 32

/** @throws PlaygroundError for unknown ids and settings that do not decode. */
export function worldOf(env: string, settings: SettingValues): TabularWorld {
  const key = `${env} ${JSON.stringify(settings)}`
  const known = cache.get(key)
  if (known) return known
  const world = environmentById(env).create(settings)
  if (cache.size >= MOST_CACHED) cache.delete(cache.keys().next().value!)
  cache.set(key, world)
  return world
}

/** The board of a world as it is by default, for its thumbnail. */
export function defaultBoard(env: string): Board {
  return worldOf(env, defaultsOf(environmentById(env).settings)).board
}

export function worldEntries(): WorldEntry[] {
  return environments.map(({ id, title, group, task, solved, settings }) => ({
    id,
    title,
    group,
    task,
    solved,
    settings,
  }))
}

export function termEntries(world: TabularWorld): TermEntry[] {
  return world.shapingTerms.map(({ id, title, help, kind, range, suggestedWeight }) => ({
    id,
    title,
    help,
    kind,
    range,
    suggestedWeight,
  }))
}
