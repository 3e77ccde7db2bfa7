import { expect, test, vi } from 'vitest'
import { defaultConfig } from '../../../src/app/run-commands.ts'
import { LABEL_SCHEMA, type Label, type Query } from '../../../src/core/label.ts'
import type { ToWorker } from '../../../src/workers/protocol.ts'
import { drive } from './drive.ts'

/** Milliseconds: code is loaded when it is wanted. */
const PATIENCE = 20_000

const begin = (env: string, agent: string): ToWorker => ({
  type: 'start',
  epoch: 1,
  config: defaultConfig(env, agent, 3),
  labels: [],
  feedbackSettings: {},
  checkpoint: null,
})

const answered = (env: string, { left, right, swapped }: Query, index: number): Label => ({
  schema: LABEL_SCHEMA,
  id: `answer-${index}`,
  env,
  envSettings: {},
  worldHash: '',
  seed: 3,
  rater: 'person',
  shownAt: '2026-01-01T00:00:00.000Z',
  answeredAt: '2026-01-01T00:00:02.000Z',
  modelVersion: index,
  policyStep: 0,
  queryRule: 'information',
  reason: '',
  check: null,
  inputDevice: 'keyboard',
  replaces: null,
  kind: 'compare',
  left,
  right,
  swapped,
  answer: index % 3 === 0 ? 'right' : 'left',
  strength: null,
})

async function taught(env: string, agent: string) {
  const driven = drive()
  await driven.tell(begin(env, agent), { type: 'queries', epoch: 1, count: 6 })
  await vi.waitFor(() => expect(driven.of('queries')).toHaveLength(1), PATIENCE)
  const labels = driven.of('queries').flatMap(({ queries }) => queries.map((q, i) => answered(env, q, i)))
  expect(labels.length).toBe(6)
  await driven.tell({ type: 'labels', epoch: 1, labels })
  driven.slices(1, 1)
  await vi.waitFor(() => expect(driven.of('learned-reward').at(-1)!.learned.labels).toBe(6), PATIENCE)
  return { ...driven, labels }
}

test.each([
  ['FlowerPath-v0', 'q-learning'],
  ['Pendulum-v1', 'sac'],
])('in %s it audits the raters and says what one answer does', async (env, agent) => {
  const { tell, of, labels } = await taught(env, agent)
  const asked = labels.map(({ id }): ToWorker => ({ type: 'influence', epoch: 1, label: id }))
  await tell({ type: 'audit', epoch: 1 }, ...asked)
  await vi.waitFor(() => expect(of('influence')).toHaveLength(labels.length), PATIENCE)
  const [audit] = of('audit')
  expect(audit!.report.raters).toMatchObject([{ rater: 'person', labels: 6, comparisons: 6 }])
  expect(audit!.report.raters[0]!.sideBias.verdict).toBe('too-early')
  const reports = of('influence').map(({ report }) => report)
  expect(reports.map(({ label }) => label)).toEqual(labels.map(({ id }) => id))
  // One answer alone may say nothing that the others do not; not all of them.
  expect(Math.max(...reports.map(({ rewardChange }) => rewardChange))).toBeGreaterThan(0)
})

test('it draws true against learned reward in a grid world, with the repairs asked for', async () => {
  const { tell, of } = await taught('FlowerPath-v0', 'q-learning')
  await tell({ type: 'overoptimise', epoch: 1, repairs: ['labels', 'pessimism'] })
  await vi.waitFor(() => expect(of('overoptimisation')).toHaveLength(1), PATIENCE)
  const { report } = of('overoptimisation')[0]!
  expect(report.curves.map(({ repair }) => repair)).toEqual(['none', 'labels', 'pessimism'])
  expect(report.labels).toBe(6)
  const [first] = report.curves
  expect(first!.peak).toBeGreaterThanOrEqual(first!.end)
  expect(first!.distance.at(-1)).toBeGreaterThan(first!.distance[0]!)
})

test('there is no such curve where states cannot be counted, and none before an answer', async () => {
  const control = await taught('Pendulum-v1', 'sac')
  await control.tell({ type: 'overoptimise', epoch: 1, repairs: [] })
  await vi.waitFor(() => expect(control.of('overoptimisation')).toHaveLength(1), PATIENCE)
  expect(control.of('overoptimisation')[0]!.report.curves).toEqual([])
  const fresh = drive()
  await fresh.tell(begin('FlowerPath-v0', 'q-learning'), {
    type: 'overoptimise',
    epoch: 1,
    repairs: ['labels'],
  })
  await vi.waitFor(() => expect(fresh.of('overoptimisation')).toHaveLength(1), PATIENCE)
  expect(fresh.of('overoptimisation')[0]!.report.curves).toEqual([])
})
