import { type JournalEntry, LABEL_SCHEMA, type LabelOf, type Retraction } from '../../../src/core/label.ts'

const given = {
  schema: LABEL_SCHEMA,
  env: 'FlowerPath-v0',
  envSettings: { layout: 0, slippery: false, map: 'S.F/..G' },
  rater: 'person',
  shownAt: '2026-08-16T09:30:00.000Z',
  answeredAt: '2026-08-16T09:30:04.250Z',
  worldHash: '0123456789abcdef',
  seed: 7,
  modelVersion: 3,
  policyStep: 1200,
  queryRule: 'information',
  reason: 'The answer would tell most about flowers.',
  check: null,
  inputDevice: 'keyboard',
  replaces: null,
} as const

export const comparison = (id: string): LabelOf<'compare'> => ({
  ...given,
  id,
  kind: 'compare',
  left: { start: 56, seed: 12, actions: [0, 1, 1, 2] },
  right: { start: 56, seed: 4294967295, actions: [3, 3, 1] },
  swapped: false,
  answer: 'left',
  strength: null,
})

export const rating = (id: string): LabelOf<'rate'> => ({
  ...given,
  id,
  kind: 'rate',
  clip: { start: 56, seed: 7, actions: [0, 0, 1] },
  rating: -2,
})

export const praise = (id: string): LabelOf<'praise'> => ({
  ...given,
  id,
  kind: 'praise',
  clip: { start: 56, seed: 7, actions: [0, 0, 1] },
  ages: [900, 600, 300],
  signal: 1,
})

export const demonstration = (id: string): LabelOf<'demo'> => ({
  ...given,
  id,
  kind: 'demo',
  clip: { start: 56, seed: 8, actions: [1, 1, 1, 0] },
  from: 'start',
})

/** In a control world of two numbers a state. */
export const correction = (id: string): LabelOf<'correct'> => ({
  ...given,
  id,
  env: 'Pendulum-v1',
  envSettings: {},
  kind: 'correct',
  clip: { start: [3.1, -0.5], seed: 9, actions: [0.5, -0.25, 1] },
  at: 1,
  better: { start: [3, -0.25], seed: 10, actions: [2, 2] },
})

export const retraction = (id: string, target: string): Retraction => ({
  schema: LABEL_SCHEMA,
  kind: 'retract',
  id,
  target,
  answeredAt: '2026-08-16T09:31:00.000Z',
})

export const ids = (entries: readonly JournalEntry[]): string[] => entries.map(entry => entry.id)
