/** Flags that several commands share. */
import type { Flag } from './flags.ts'

export const LARGEST_SEED = 4_294_967_295

export const seedFlag = {
  kind: 'whole',
  min: 0,
  max: LARGEST_SEED,
  default: 0,
  help: 'Seed of every random stream',
} as const satisfies Flag

export const episodesFlag = {
  kind: 'whole',
  min: 1,
  max: 1_000_000,
  default: 100,
  help: 'Evaluation episodes',
} as const satisfies Flag

export const settingFlag = {
  kind: 'list',
  value: 'SCOPE.KEY=VALUE',
  help: 'A setting such as env.layout=3 or agent.learningRate=0.2; repeatable',
} as const satisfies Flag
