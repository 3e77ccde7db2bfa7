/** What panels read of the open world. */
import type { AppState, WorldEntry } from '../store/state.ts'

export const openEntry = (state: AppState): WorldEntry | undefined =>
  state.worlds.find(world => world.id === state.run.config.env)

export const openTitle = (state: AppState): string => openEntry(state)?.title ?? state.run.config.env
