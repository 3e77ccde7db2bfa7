/**
 * Windy Crossing: a gusty strait with lava downwind and ice on both shores. The straight line drifts into the lava: steer
 * low, the lower the stronger the wind. After the windy grid world of Sutton & Barto, "Reinforcement Learning: An Introduction", 2nd ed., 2018,
 * example 6.5 (http://incompleteideas.net/book/the-book-2nd.html).
 */
import type { EnvironmentDefinition, TabularWorld } from '../core/environment.ts'
import { decodeSettings, numberOf, type SettingsSchema } from '../core/settings.ts'
import { createGridWorld } from './grid-world.ts'

const map = ['...LLL...', '...^^^...', 'S..^^^..G', '.I.^^^.I.', '.I.^^^.I.', '...##....', '....I....']

const settings: SettingsSchema = {
  wind: {
    kind: 'number',
    label: 'Wind',
    help: 'How often the wind pushes the robot one square further.',
    default: 0.5,
    min: 0,
    max: 1,
    step: 0.05,
  },
  slip: {
    kind: 'number',
    label: 'Slip',
    help: 'How often a move off the ice goes to a side.',
    default: 0.2,
    min: 0,
    max: 1,
    step: 0.05,
  },
}

export const windyCrossing: EnvironmentDefinition<TabularWorld> = {
  id: 'WindyCrossing-v0',
  title: 'Windy Crossing',
  group: 'Own grid worlds',
  task: 'Cross the windy strait to the flag; gusts push you towards the lava, and ice makes you slip.',
  solved: 'Solved within 10 % of the best possible mean return.',
  settings,
  create(values) {
    const decoded = decodeSettings(settings, values, 'env')
    return createGridWorld({
      map,
      goals: { G: 1 },
      stepReward: -0.02,
      wind: numberOf(decoded, 'wind'),
      slip: numberOf(decoded, 'slip'),
      maxEpisodeSteps: 100,
      solvedWithin: 0.1,
    })
  },
}
