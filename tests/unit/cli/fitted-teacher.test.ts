import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { teacherNamed } from '../../../src/cli/fitted-teacher.ts'
import { uniformPolicy } from '../../../src/core/planning.ts'
import { tabularWorld } from '../../../src/envs/registry.ts'
import { TabularFeedback } from '../../../src/feedback/tabular-feedback.ts'
import { parseTeacher } from '../../../src/feedback/teachers/simulated-teacher.ts'
import { encodeJsonl } from '../../../src/persistence/label-codec.ts'
import { SimulatedLabels } from '../../../src/training/teaching/simulated-labels.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fitted-teacher-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('other teachers keep their names', async () => {
  for (const name of ['oracle', 'mistake:0.1', 'fitted:slope=2,side=1']) {
    expect(await teacherNamed(name)).toBe(name)
  }
})

test('a label file becomes a teacher with habits, the same each time', async () => {
  const env = 'FlowerPath-v0'
  const world = tabularWorld(env, {})
  const policy = uniformPolicy(world.model)
  const feedback = new TabularFeedback(world, {}, 1, { policy: () => policy })
  const config = { env, envSettings: {}, seed: 1 }
  const labels = await SimulatedLabels.open(world, feedback, parseTeacher('oracle'), ['compare'], config)
  labels.give(20, 0)
  const file = join(folder, 'mine.jsonl')
  writeFileSync(file, encodeJsonl(labels.all))
  const name = await teacherNamed(`fitted:${file}`)
  expect(parseTeacher(name).name).toBe(name)
  expect(await teacherNamed(`fitted:${file}#simulated:oracle`)).toBe(name)
})

test('what cannot be read is said', async () => {
  const file = join(folder, 'none.jsonl')
  await expect(teacherNamed(`fitted:${file}`)).rejects.toMatchObject({ code: 'bad-file' })
  await expect(teacherNamed(`fitted:${file}`)).rejects.toThrow(/is not there; expected a file/)
  writeFileSync(file, encodeJsonl([]))
  await expect(teacherNamed(`fitted:${file}`)).rejects.toThrow(/holds no labels/)
  writeFileSync(file, 'nonsense\n')
  await expect(teacherNamed(`fitted:${file}`)).rejects.toThrow(/line 1/)
})
