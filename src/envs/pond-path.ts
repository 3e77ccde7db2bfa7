/**
 * Pond Path: the shortest way to the flag leaves the pond aside, and the task's reward does not care. People like walking along
 * its stepping stones, which are worth a small round about way to them; what they like is hidden from the robot and has to be
 * taught. Task: -0.05 a step, +1 at the flag. Hidden: +0.04 for each stone, less than a step costs, so that going round in
 * circles never pays. Every layout is checked by value iteration (see `pond-path-layouts.ts`).
 */
import type { EnvironmentDefinition, TabularWorld } from '../core/environment.ts'
import { decodeSettings, numberOf, type SettingsSchema } from '../core/settings.ts'
import { createGridWorld } from './grid-world.ts'
import { pondPathMap, pondPathRules } from './pond-path-layouts.ts'

const settings: SettingsSchema = {
  layout: {
    kind: 'number',
    label: 'Layout',
    help: 'Which garden: 0 is drawn by hand, the others grow from their number.',
    default: 0,
    min: 0,
    max: 9999,
    step: 1,
    integer: true,
  },
}

export const pondPath: EnvironmentDefinition<TabularWorld> = {
  id: 'PondPath-v0',
  title: 'Pond Path',
  group: 'Own grid worlds',
  task: 'Reach the flag. Passing the pond is nice, but nobody told Pip.',
  solved: 'Solved within 5 % of the best possible return; the task does not count stepping stones.',
  settings,
  create(values) {
    const layout = numberOf(decodeSettings(settings, values, 'env'), 'layout')
    return createGridWorld({ ...pondPathRules, map: pondPathMap(layout) })
  },
}
