/** How feedback is asked for and learnt from in a world. */
import type { World } from '../core/environment.ts'
import type { SettingsSchema, SettingValues } from '../core/settings.ts'
import { controlFeedbackSettingsFor } from '../feedback/control/control-settings.ts'
import { feedbackSettings } from '../feedback/settings.ts'

export const feedbackSchema = (world: World): SettingsSchema =>
  world.form === 'tabular' ? feedbackSettings : controlFeedbackSettingsFor(world)

/**
 * What a person wants otherwise than it usually is, to be taken along to other worlds.
 * @param known what was brought along to the world of these settings, which may be as usual there.
 */
export const changesOf = (
  settings: SettingValues,
  schema: SettingsSchema,
  known: SettingValues,
): SettingValues =>
  Object.fromEntries(
    Object.entries(settings).filter(([key, value]) => value !== schema[key]?.default || value === known[key]),
  )
