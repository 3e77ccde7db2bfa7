/** A registry of two worlds and two learners, with settings of every kind. */
import { PlaygroundError } from '../../../src/core/errors.ts'
import { NO_SHAPING, type RunConfig } from '../../../src/core/run-config.ts'
import { defaultsOf, type SettingsSchema, textOf } from '../../../src/core/settings.ts'
import type { LinkRegistry } from '../../../src/persistence/share-link.ts'

const labelled = { label: 'l', help: 'h' }

export const flowerSettings: SettingsSchema = {
  layout: { ...labelled, kind: 'number', default: 0, min: 0, max: 9999, integer: true },
  wind: { ...labelled, kind: 'number', default: 0, min: -1, max: 1 },
  slippery: { ...labelled, kind: 'boolean', default: false },
  map: { ...labelled, kind: 'text', default: '', maxLength: 5000 },
}

export const learnerSettings: SettingsSchema = {
  discount: { ...labelled, kind: 'number', default: 0.99, min: 0, max: 1 },
  schedule: {
    ...labelled,
    kind: 'choice',
    default: 'linear',
    options: [
      { value: 'linear', label: 'Linear' },
      { value: 'exponential & slow', label: 'Exponential' },
    ],
  },
}

export const registry: LinkRegistry = {
  environment(id) {
    if (id === 'Bare-v0') return { settings: {}, terms: () => ['flower'] }
    if (id !== 'FlowerPath-v0') return undefined
    return {
      settings: flowerSettings,
      terms(settings) {
        if (textOf(settings, 'map').startsWith('!')) {
          throw new PlaygroundError('bad-setting', 'env.map has no start.', { path: 'env.map' })
        }
        return [{ id: 'flower', range: [-2, 2] }, 'goal-distance']
      },
    }
  },
  agent: id => (['q-learning', 'sarsa'].includes(id) ? { settings: learnerSettings } : undefined),
}

export const base: RunConfig = {
  env: 'FlowerPath-v0',
  envSettings: defaultsOf(flowerSettings),
  agent: 'q-learning',
  agentSettings: defaultsOf(learnerSettings),
  reward: NO_SHAPING,
  seed: 1,
}
