/** Settings that several robots share, under Gymnasium's argument names. */
import type { BooleanSetting, NumberSetting, SettingsSchema, SettingValues } from '../../core/settings.ts'

export const forwardRewardWeight: NumberSetting = {
  kind: 'number',
  label: 'Forward reward weight',
  plain: 'what speed is worth',
  help: 'Points for every metre a second forward; below zero the robot is paid for running backwards.',
  default: 1,
  min: -5,
  max: 5,
  step: 0.1,
}

export const controlCostWeight = (usual: number): NumberSetting => ({
  kind: 'number',
  label: 'Control cost weight',
  plain: 'what effort costs',
  help: 'Points taken for the squares of all motor commands at each step; more of it makes for a lazier gait.',
  default: usual,
  min: 0,
  max: 5,
  step: usual / 2,
})

export const healthyReward = (usual: number): NumberSetting => ({
  kind: 'number',
  label: 'Healthy reward',
  plain: 'what staying up is worth',
  help: 'Points for every step without a fall; too many and standing still is good enough.',
  default: usual,
  min: 0,
  max: 5 * usual,
  step: usual / 10,
})

export const terminateWhenUnhealthy: BooleanSetting = {
  kind: 'boolean',
  label: 'Terminate when unhealthy',
  plain: 'a fall ends the try',
  help: 'With this off the robot lies there until time is up, and may learn to get up again.',
  default: true,
}

export const resetNoiseScale = (usual: number): NumberSetting => ({
  kind: 'number',
  label: 'Reset noise scale',
  plain: 'how different the starts are',
  help: 'How far every joint may be from the usual pose, and how fast, when a try begins.',
  default: usual,
  min: 0,
  max: 20 * usual,
  step: usual / 5,
})

/** Figures measured at the usual settings hold for no others. */
export const isUsual = (schema: SettingsSchema, values: SettingValues): boolean =>
  Object.entries(schema).every(([key, setting]) => values[key] === setting.default)
