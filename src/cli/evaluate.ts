/** `evaluate`: the undiscounted task return of a trained learner's deterministic policy. */
import { defineCommand } from './command.ts'
import { episodesFlag, seedFlag } from './common-flags.ts'
import { openCheckpoint } from './open-checkpoint.ts'
import { evaluationLine, runTitle } from './run-lines.ts'

export const command = defineCommand({
  name: 'evaluate',
  summary: 'evaluates a trained learner',
  flags: {
    checkpoint: {
      kind: 'text',
      value: 'a checkpoint of train --out',
      required: true,
      help: 'Checkpoint file',
    },
    seed: { ...seedFlag, help: 'Seed of the evaluation episodes' },
    episodes: episodesFlag,
  },
  async run(flags, output) {
    const run = await openCheckpoint(flags.checkpoint, '--checkpoint')
    const { env, agent } = run.config
    const evaluation = run.evaluate(flags.episodes, flags.seed)
    output.result(
      { type: 'evaluation', env, agent, seed: flags.seed, steps: run.step, evaluation },
      `${runTitle({ ...run.config, seed: flags.seed })}\n${evaluationLine(evaluation)}`,
    )
    run.dispose()
    return 0
  },
})
