/** Worlds as the page needs them: created once per settings, for boards, terms, play and clips. */
import type { Board } from '../core/board.ts'
import type { ControlWorld, EnvironmentGroup, TabularWorld, World } from '../core/environment.ts'
import { loadEngine } from '../core/load-world.ts'
import { defaultsOf, type SettingValues } from '../core/settings.ts'
import { environmentById, environments, twinOf } from '../envs/registry.ts'
import type { OpenWorld, TermEntry, WorldEntry } from '../store/state.ts'

const cache = new Map<string, World>()
const MOST_CACHED = 32

/** Worlds whose engine is here. */
const brought = new Set<string>()

/** Can the world be made now? An unknown one can be refused now. */
export function isReady(env: string): boolean {
  const definition = environments.find(({ id }) => id === env)
  return !definition?.load || brought.has(env)
}

/** @throws PlaygroundError `engine-unavailable`, `unknown-environment`. */
export async function bringEngine(env: string): Promise<void> {
  await loadEngine(environmentById(env))
  brought.add(env)
}

export const titleOf = (env: string): string => environments.find(({ id }) => id === env)?.title ?? env

/** @throws PlaygroundError for unknown ids, settings that do not decode, and `not-loaded` before `bringEngine`. */
export function worldOf(env: string, settings: SettingValues): World {
  const key = `${env} ${JSON.stringify(settings)}`
  const known = cache.get(key)
  if (known) return known
  const world = environmentById(env).create(settings)
  if (cache.size >= MOST_CACHED) cache.delete(cache.keys().next().value!)
  cache.set(key, world)
  return world
}

/** All worlds of a group have one form. To ask the worlds themselves would build every one before the page is seen. */
const CONTROL_GROUPS: readonly EnvironmentGroup[] = [
  'Classic control',
  'Box2D robots',
  'MuJoCo robots',
  'Own robots',
]

/** What the engine of a group's worlds weighs, page and worker together; the check of the bundle holds these true. */
export const ENGINE_DOWNLOADS: Partial<Record<EnvironmentGroup, string>> = {
  'Box2D robots': '0.2 MB',
  'MuJoCo robots': '2.6 MB',
  'Own robots': '2.6 MB',
}

export const defaultWorld = (env: string): World => worldOf(env, defaultsOf(environmentById(env).settings))

/** The board of a grid world as it is by default, for its thumbnail; null where there is none. */
export function defaultBoard(env: string): Board | null {
  if (!isReady(env)) return null
  return gridWorld(defaultWorld(env))?.board ?? null
}

/** The world, if it is a grid world. */
export const gridWorld = (world: World): TabularWorld | null => (world.form === 'tabular' ? world : null)

/** The world, if its states are real numbers. */
export const controlWorldOf = (world: World): ControlWorld | null => (world.form === 'control' ? world : null)

export function worldEntries(): WorldEntry[] {
  return environments.map(({ id, title, group, task, solved, fall = '', settings, load }) => ({
    id,
    title,
    group,
    form: CONTROL_GROUPS.includes(group) ? 'control' : 'tabular',
    task,
    solved,
    fall,
    settings,
    twin: twinOf(id),
    download: load ? (ENGINE_DOWNLOADS[group] ?? null) : null,
  }))
}

export function termEntries(world: World): TermEntry[] {
  return world.shapingTerms.map(({ id, title, help, kind, range, suggestedWeight }) => ({
    id,
    title,
    help,
    kind,
    range,
    suggestedWeight,
  }))
}

/** What panels must know of a world. */
export function openWorldState(world: World): OpenWorld {
  const { form, maxEpisodeSteps, solvedReturn } = world
  if (world.form === 'tabular') {
    return {
      form,
      actionSpace: { kind: 'discrete', n: world.model.actions },
      observations: [],
      actions: world.board.actionNames.map(label => ({ label, unit: '' })),
      stepSeconds: null,
      maxEpisodeSteps,
      solvedReturn,
      plane: false,
      tricks: false,
    }
  }
  const { actionSpace, observations, actions, stepSeconds, plane, figure } = world
  return {
    form,
    actionSpace,
    observations,
    actions,
    stepSeconds,
    maxEpisodeSteps,
    solvedReturn,
    plane: plane !== null,
    tricks: figure !== null && !figure.isSeenFromAbove,
  }
}
