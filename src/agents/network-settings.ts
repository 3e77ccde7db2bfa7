/** Settings of the networks, alike for every learner that has some. */
import type { Activation } from '../core/policy-snapshot.ts'
import { numberOf, type SettingsSchema, type SettingValues, textOf } from '../core/settings.ts'

export const networkSettings = {
  hiddenUnits: {
    kind: 'number',
    default: 64,
    min: 1,
    max: 512,
    integer: true,
    scale: 'log',
    unit: 'units',
    label: 'Hidden units',
    plain: 'size of the brain',
    help: 'Units in each hidden layer of each network: more can tell more situations apart and cost more time.',
  },
  hiddenLayers: {
    kind: 'number',
    default: 2,
    min: 0,
    max: 4,
    integer: true,
    unit: 'layers',
    label: 'Hidden layers',
    plain: 'depth of the brain',
    help: 'Hidden layers one behind the other in each network: with none the robot can only weigh what it sees and add it up.',
  },
  activation: {
    kind: 'choice',
    default: 'tanh',
    options: [
      { value: 'tanh', label: 'tanh' },
      { value: 'relu', label: 'ReLU' },
    ],
    label: 'Activation',
    plain: 'how a unit answers',
    help: 'How a hidden unit answers to its input: tanh bends smoothly and saturates, ReLU is straight above 0 and silent below.',
  },
  relaxedArithmetic: {
    kind: 'boolean',
    default: false,
    label: 'Relaxed arithmetic',
    plain: 'faster, a little less exact',
    help: 'Multiplies and adds in one go where the machine can, which is faster, but the last digits then depend on the machine.',
  },
} as const satisfies SettingsSchema

/** Units of each hidden layer. */
export const hiddenLayersOf = (settings: SettingValues): number[] =>
  new Array<number>(numberOf(settings, 'hiddenLayers')).fill(numberOf(settings, 'hiddenUnits'))

export const activationOf = (settings: SettingValues): Activation =>
  textOf(settings, 'activation') === 'relu' ? 'relu' : 'tanh'
