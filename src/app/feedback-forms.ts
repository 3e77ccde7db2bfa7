/** Feedback settings of grid worlds and of control worlds: their schemas and defaults. */
import type { World } from '../core/environment.ts'
import { defaultsOf, type SettingsSchema } from '../core/settings.ts'
import { controlFeedbackSettings } from '../feedback/control/control-settings.ts'
import { feedbackSettings } from '../feedback/settings.ts'

export const FEEDBACK_SCHEMAS: Readonly<Record<World['form'], SettingsSchema>> = {
  tabular: feedbackSettings,
  control: controlFeedbackSettings,
}

/** What a page begins with in worlds of each form. */
export const feedbackDefaults = () => ({
  tabular: defaultsOf(FEEDBACK_SCHEMAS.tabular),
  control: defaultsOf(FEEDBACK_SCHEMAS.control),
})
