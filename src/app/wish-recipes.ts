/**
 * How robots were brought to fulfil wishes in measurements (`npm run results -- wishes`, tables in docs/results.md): the learner, what
 * is paid for beside the answers, and how answers are learnt from. Staying up is paid for as ever; speed is not.
 */
import type { Age } from '../core/age.ts'
import type { RewardSettings } from '../core/run-config.ts'
import type { SettingValues } from '../core/settings.ts'

export interface WishRecipe {
  readonly agent: string
  /** Beyond those usual in the world; so are the next two. */
  readonly agentSettings: SettingValues
  readonly envSettings: SettingValues
  readonly feedbackSettings: SettingValues
  readonly reward: Omit<RewardSettings, 'weights'>
  /** Begins with the trained robot of this age. */
  readonly start?: Age
}

const reward = { learnedWeight: 4, learnedOnly: false }
const envSettings = { forward_reward_weight: 0 }

const recipes: Readonly<Record<string, WishRecipe>> = {
  'Hopper-v5 hop-backwards': {
    agent: 'sac',
    // Noise that lasts finds ways back that noise from step to step does not.
    agentSettings: {
      exploration: 'ornstein-uhlenbeck',
      noiseDeviation: 0.3,
      noiseSteps: 15,
      batchSize: 128,
      learningRate: 0.0003,
    },
    envSettings,
    feedbackSettings: { clipLength: 50, hiddenUnits: 64 },
    reward,
  },
  'Walker2d-v5 walk-softly': {
    agent: 'ppo',
    agentSettings: { scheduleSteps: 0 },
    envSettings,
    feedbackSettings: { clipLength: 25, hiddenUnits: 64, members: 5, pessimism: 0.5 },
    reward,
    start: 'baby',
  },
}

/** Null where none is known to work. */
export const wishRecipe = (env: string, wish: string): WishRecipe | null => recipes[`${env} ${wish}`] ?? null
