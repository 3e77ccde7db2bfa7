/** How feedback is asked for and learnt from in a world. */
import type { World } from '../core/environment.ts'
import type { SettingsSchema, SettingValues } from '../core/settings.ts'
import { controlFeedbackSettingsFor } from '../feedback/control/control-settings.ts'
import { feedbackSettings } from '../feedback/settings.ts'

export const feedbackSchema = (world: World): SettingsSchema =>
  world.form === 'tabular' ? feedbackSettings : controlFeedbackSettingsFor(world)

/** What a person has changed. */
export const changesOf = (settings: SettingValues, schema: SettingsSchema): SettingValues =>
  Object.fromEntries(Object.entries(settings).filter(([key, value]) => value !== schema[key]?.default))
