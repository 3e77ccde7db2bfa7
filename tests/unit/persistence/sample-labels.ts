import { type JournalEntry, LABEL_SCHEMA, type Label, type Retraction } from '../../../src/core/label.ts'

const given = {
  schema: LABEL_SCHEMA,
  env: 'FlowerPath-v0',
  envSettings: { layout: 0, slippery: false, map: 'S.F/..G' },
  rater: 'person',
  shownAt: '2026-08-16T09:30:00.000Z',
  answeredAt: '2026-08-16T09:30:04.250Z',
  modelVersion: 3,
  queryRule: 'information',
  inputDevice: 'keyboard',
} as const

export const comparison = (id: string): Label => ({
  ...given,
  id,
  kind: 'compare',
  left: { start: 56, seed: 12, actions: [0, 1, 1, 2] },
  right: { start: 56, seed: 4294967295, actions: [3, 3, 1] },
  answer: 'left',
})

export const rating = (id: string): Label => ({
  ...given,
  id,
  kind: 'rate',
  clip: { start: 56, seed: 7, actions: [0, 0, 1] },
  rating: -2,
})

export const retraction = (id: string, target: string): Retraction => ({
  schema: LABEL_SCHEMA,
  kind: 'retract',
  id,
  target,
  answeredAt: '2026-08-16T09:31:00.000Z',
})

export const ids = (entries: readonly JournalEntry[]): string[] => entries.map(entry => entry.id)
