/** What a run is: the same config and seed give the same run. Plain data; share links, checkpoints and workers carry it. */
import type { SettingValues } from './settings.ts'

export interface RewardSettings {
  /** Weight of each shaping term by its id; absent means 0. */
  readonly weights: Readonly<Record<string, number>>
  /** Weight of the learned reward beside the task's. */
  readonly learnedWeight: number
  /** Train on the learned reward alone (shaping and task reward are left out). */
  readonly learnedOnly: boolean
}

export interface RunConfig {
  readonly env: string
  readonly envSettings: SettingValues
  readonly agent: string
  readonly agentSettings: SettingValues
  readonly reward: RewardSettings
  readonly seed: number
}

export const NO_SHAPING: RewardSettings = { weights: {}, learnedWeight: 1, learnedOnly: false }

/** Undiscounted sums of an episode, kept apart. */
export interface RewardParts {
  /** The task's own. */
  readonly reward: number
  readonly shapingReward: number
  /** Already times its weight. */
  readonly learnedReward: number
}

/** Undiscounted task return of the deterministic policy on episodes of its own random stream. */
export interface Evaluation {
  readonly episodes: number
  readonly meanReturn: number
  readonly standardDeviation: number
  readonly returns: readonly number[]
  readonly meanLength: number
}

/** Learning steps a second; `max` runs uncapped and the stage redraws twice a second. */
export type Speed = number | 'max'
