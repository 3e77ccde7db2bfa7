/** `replay FILE.json`: compares a world with recorded data; exits with 1 when they differ. */
import { PlaygroundError } from '../core/errors.ts'
import type { GoldenReplay } from '../training/golden-file.ts'
import { replayGolden } from '../training/golden-replay.ts'
import { defineCommand } from './command.ts'
import { readJson } from './files.ts'

export const command = defineCommand({
  name: 'replay',
  summary: 'compares a world with recorded data',
  flags: {},
  operand: { name: 'FILE.json', help: 'a file of recorded tables, transitions or episodes' },
  async run(_, output, file) {
    const replay = await replayFile(file)
    const errors = Object.entries(replay).flatMap(([key, value]) =>
      key.startsWith('max') && typeof value === 'number' ? [`${key} ${value.toExponential(1)}`] : [],
    )
    const verdict = replay.ok ? 'equal' : 'DIFFERS'
    const flags = replay.flagsEqual ? 'flags equal' : 'flags differ'
    output.result(
      { ...replay },
      `${replay.env}: ${verdict} (${[`${replay.transitions} transitions`, ...errors, flags].join(', ')})`,
    )
    return replay.ok ? 0 : 1
  },
})

/** @throws PlaygroundError naming the file and the place in it. */
async function replayFile(file: string): Promise<GoldenReplay> {
  const json = readJson(file, 'FILE.json')
  try {
    return await replayGolden(json)
  } catch (error) {
    if (!(error instanceof PlaygroundError)) throw error
    throw new PlaygroundError(error.code, `${file}: ${error.message}`, { cause: error })
  }
}
