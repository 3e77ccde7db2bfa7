/** A small store: one immutable state, drafts through immer, listeners told after each change. */
import { produce } from 'immer'

export interface Store<State> {
  get(): State
  /** Changes a draft; listeners run once, and only when something changed. */
  update(recipe: (draft: Draft<State>) => void): void
  /** Returns the unsubscribe function. */
  subscribe(listener: () => void): () => void
}

/** The state with `readonly` lifted from its fields. Lists and typed arrays stay readonly: a recipe replaces them. */
export type Draft<T> = T extends readonly unknown[] | ArrayBufferView
  ? T
  : T extends object
    ? { -readonly [Key in keyof T]: Draft<T[Key]> }
    : T

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    update(recipe) {
      const next = produce(state, draft => recipe(draft as Draft<State>))
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
