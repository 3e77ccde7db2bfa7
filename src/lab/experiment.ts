/** What an experiment of the lab is: settings and a seed in, figures out. */
import type { SettingsSchema, SettingValues } from '../core/settings.ts'

export type Figure =
  | number
  | string
  | boolean
  | null
  | readonly Figure[]
  | { readonly [name: string]: Figure }

export type Figures = Readonly<Record<string, Figure>>

/** Who runs an experiment, and by which clock. */
export interface Watch {
  /** Hears of progress. */
  note(text: string): void
  /** Milliseconds. */
  now(): number
}

export interface Experiment {
  readonly name: string
  readonly title: string
  /** One sentence: what is measured. */
  readonly summary: string
  readonly settings: SettingsSchema
  /** Figure by name: one sentence each, with unit and range. */
  readonly figures: Readonly<Record<string, string>>
  run(settings: SettingValues, seed: number, watch: Watch): Promise<Figures>
}
