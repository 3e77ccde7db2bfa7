import { readFileSync } from 'node:fs'
import { it } from 'vitest'
import { replayGolden } from '../../../../src/training/golden-replay.ts'
it('x', async () => {
  const r = await replayGolden(JSON.parse(readFileSync('tests/golden/data/mujoco-v5.json', 'utf8')))
  console.log(JSON.stringify(r, null, 1))
})
