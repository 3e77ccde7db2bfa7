/**
 * A world on a physics engine whose code, like the engine, comes when it is opened: what the gallery tells of it, and its
 * settings, are all that a first visit loads.
 */
import type { ControlWorld, EnvironmentDefinition } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { decodeSettings, type SettingValues } from '../core/settings.ts'

export type WorldWords = Omit<EnvironmentDefinition<ControlWorld>, 'load' | 'create'>

/** Makes the world. @param settings decoded. */
type MakeWorld = (settings: SettingValues) => ControlWorld

/** @param bring imports the world's code and loads its engine. One that fails may be tried again. */
export function engineWorld(
  words: WorldWords,
  bring: () => Promise<MakeWorld>,
): EnvironmentDefinition<ControlWorld> {
  let loading: Promise<void> | null = null
  let make: MakeWorld | null = null
  return {
    ...words,
    load() {
      loading ??= bring().then(
        brought => {
          make = brought
        },
        error => {
          loading = null
          throw error
        },
      )
      return loading
    },
    create(settings) {
      const decoded = decodeSettings(words.settings, settings, 'env')
      if (make) return make(decoded)
      throw new PlaygroundError('not-loaded', `${words.id} has not been loaded yet.`, { path: 'env' })
    },
  }
}
