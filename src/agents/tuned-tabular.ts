/** Settings that suit a world better than the defaults, by environment id. */
import type { SettingValues } from '../core/settings.ts'

type Tuned = Readonly<Record<string, SettingValues>>

export const tunedTabular: Tuned = {}
export const tunedOnPolicy: Tuned = tunedTabular
export const tunedQLambda: Tuned = tunedTabular
export const tunedDynaQ: Tuned = tunedTabular
