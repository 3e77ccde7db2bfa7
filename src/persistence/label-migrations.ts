/**
 * Every schema of journal entries ever released, oldest first, and the step that brings an entry of the schema before
 * it up to it. Releases are only added: a fixture of each (`tests/golden/labels/schema-N.jsonl`) must decode for ever.
 */
import { LABEL_SCHEMA } from '../core/label.ts'

export type RawEntry = Readonly<Record<string, unknown>>

export interface SchemaRelease {
  readonly schema: number
  /** What it brought, in kebab case. */
  readonly name: string
  /** An entry of the schema before as one of this schema; null for the first. Must not change its argument. */
  readonly migrate: ((entry: RawEntry) => RawEntry) | null
}

export const labelReleases: readonly SchemaRelease[] = checkedReleases(
  [
    { schema: 1, name: 'comparisons-ratings-and-retractions', migrate: null },
    { schema: 2, name: 'five-kinds-of-teaching', migrate: toFiveKinds },
  ],
  LABEL_SCHEMA,
)

/** @throws Error unless the schemas are 1, 2 ... `newest`, each named once and each but the first with its migration. */
export function checkedReleases(
  releases: readonly SchemaRelease[],
  newest: number,
): readonly SchemaRelease[] {
  if (releases.length !== newest) {
    throw new Error(`There are ${releases.length} schema releases; the newest schema is ${newest}.`)
  }
  releases.forEach(({ schema, name, migrate }, index) => {
    if (schema !== index + 1) throw new Error(`Release '${name}' is schema ${schema}; expected ${index + 1}.`)
    if ((migrate === null) !== (index === 0)) {
      throw new Error(`Release '${name}' ${index === 0 ? 'is the first and has a' : 'has no'} migration.`)
    }
    if (releases.findIndex(release => release.name === name) !== index) {
      throw new Error(`Two releases are named '${name}'.`)
    }
  })
  return releases
}

/** Brings an entry of an older schema up to the newest of `releases`. */
export function migrated(entry: RawEntry, schema: number, releases = labelReleases): RawEntry {
  return releases
    .slice(schema)
    .reduce<RawEntry>((older, release) => ({ ...release.migrate!(older), schema: release.schema }), entry)
}

/** Schema 1 knew comparisons and ratings in grid worlds, and less about where they came from. */
function toFiveKinds(entry: RawEntry): RawEntry {
  if (entry.kind === 'retract') return entry
  const given = { worldHash: '', seed: 0, policyStep: 0, reason: '', check: null, replaces: null }
  return { ...entry, ...given, ...(entry.kind === 'compare' ? { swapped: false, strength: null } : {}) }
}
