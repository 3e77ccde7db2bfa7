/**
 * Two Goals: a small flag round the corner, a big one far away. Which one pays depends on the discount: above about 0.92
 * the big one (worth 3), below it the small one. After the DiscountGrid exercise of Berkeley's
 * CS 188, Introduction to Artificial Intelligence (https://inst.eecs.berkeley.edu/~cs188/).
 */
import type { EnvironmentDefinition, TabularWorld } from '../core/environment.ts'
import { decodeSettings, numberOf, type SettingsSchema } from '../core/settings.ts'
import { createGridWorld } from './grid-world.ts'

const map = [
  '..........',
  '.##.......',
  '.1#....##.',
  '..#....#2.',
  'S......#..',
  '..#....#..',
  '..#LLL....',
  '..........',
]

const settings: SettingsSchema = {
  far: {
    kind: 'number',
    label: 'Far flag',
    plain: 'worth of the far flag',
    help: 'How much the far flag is worth; the near one is always worth 1.',
    default: 3,
    min: 1,
    max: 10,
    step: 0.5,
  },
}

export const twoGoals: EnvironmentDefinition<TabularWorld> = {
  id: 'TwoGoals-v0',
  title: 'Two Goals',
  group: 'Own grid worlds',
  task: 'Take the small flag close by, or be patient and walk to the big one.',
  solved: 'Solved within 5 % of the best possible return.',
  settings,
  create(values) {
    const far = numberOf(decodeSettings(settings, values, 'env'), 'far')
    return createGridWorld({ map, goals: { 1: 1, 2: far }, stepReward: -0.04, maxEpisodeSteps: 100 })
  },
}
