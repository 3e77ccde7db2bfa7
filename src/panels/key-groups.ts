/** The key map as the key list prints it: by place, keys of one effect together. */
import { CLIPS, EVERYWHERE, type KeyBinding, type KeyScope, TEACHING, WATCHING } from './key-binding.ts'

export interface KeyGroup {
  readonly title: string
  readonly rows: readonly { readonly shown: readonly string[]; readonly label: string }[]
}

const TITLES: readonly { readonly title: string; readonly scopes: readonly KeyScope[] }[] = [
  { title: 'Everywhere', scopes: EVERYWHERE },
  { title: 'Watch', scopes: WATCHING },
  { title: 'Watch', scopes: ['watch'] },
  { title: 'Play it yourself', scopes: ['play'] },
  { title: 'Play it yourself, Show how and Correct', scopes: ['play', 'demo', 'correct'] },
  { title: 'Teach', scopes: TEACHING },
  { title: 'Teach', scopes: ['compare', 'rate'] },
  { title: 'Teach, clips', scopes: CLIPS },
  { title: 'Teach, Compare', scopes: ['compare'] },
  { title: 'Teach, Rate', scopes: ['rate'] },
  { title: 'Teach, Rate and Correct', scopes: ['rate', 'correct'] },
  { title: 'Teach, Praise', scopes: ['praise'] },
  { title: 'Teach, Show how and Correct', scopes: ['demo', 'correct'] },
  { title: 'Teach, Show how', scopes: ['demo'] },
  { title: 'Teach, Correct', scopes: ['correct'] },
  { title: 'Watch, Praise and Show how', scopes: ['watch', 'play', 'praise', 'demo'] },
]

export function groupKeys(map: readonly KeyBinding[]): KeyGroup[] {
  const groups = new Map<string, Map<string, string[]>>()
  for (const { title, scopes } of TITLES) {
    const rows = groups.get(title) ?? new Map<string, string[]>()
    groups.set(title, rows)
    for (const binding of map) {
      if (!sameScopes(binding.scopes, scopes)) continue
      const shown = rows.get(binding.label) ?? []
      rows.set(binding.label, shown.includes(binding.shown) ? shown : [...shown, binding.shown])
    }
  }
  return [...groups]
    .filter(([, rows]) => rows.size > 0)
    .map(([title, rows]) => ({ title, rows: [...rows].map(([label, shown]) => ({ label, shown })) }))
}

const sameScopes = (a: readonly KeyScope[], b: readonly KeyScope[]) =>
  a.length === b.length && a.every(scope => b.includes(scope))
