/** A world on MuJoCo: its words at once, its code and the engine when it is opened. */
import type { ControlWorld, EnvironmentDefinition } from '../../core/environment.ts'
import type { SettingValues } from '../../core/settings.ts'
import { engineWorld, type WorldWords } from '../engine-world.ts'
import { loadMujoco } from './engine.ts'
import { isUsual } from './robot-settings.ts'

/** @param settings decoded. @param usual Are all of them at their defaults, for which figures were measured? */
type MakeRobotWorld = (settings: SettingValues, usual: boolean) => ControlWorld

export const mujocoWorld = (
  words: Omit<WorldWords, 'group'> & Partial<Pick<WorldWords, 'group'>>,
  bring: () => Promise<MakeRobotWorld>,
): EnvironmentDefinition<ControlWorld> =>
  engineWorld({ group: 'MuJoCo robots', ...words }, async () => {
    const [make] = await Promise.all([bring(), loadMujoco()])
    return settings => make(settings, isUsual(words.settings, settings))
  })
