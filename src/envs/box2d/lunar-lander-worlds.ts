/** LunarLander-v3 and LunarLanderContinuous-v3: what the gallery tells of them, and their settings by Gymnasium's argument names. */
import type { ControlWorld, EnvironmentDefinition } from '../../core/environment.ts'
import { flagOf, numberOf, type SettingsSchema } from '../../core/settings.ts'
import { engineWorld } from '../engine-world.ts'
import { loadBox2D } from './box2d-engine.ts'

const usualGravity = -10
const settings: SettingsSchema = {
  gravity: {
    kind: 'number',
    label: 'Gravity',
    plain: 'how hard it is pulled down',
    help: 'The further below zero, the harder the lander falls and the more its engine must work.',
    default: usualGravity,
    min: -11.99,
    max: -0.01,
    unit: 'm/s²',
  },
  enable_wind: {
    kind: 'boolean',
    label: 'Wind',
    plain: 'gusts push it about',
    help: 'Lets gusts push and turn the lander until a leg touches the ground.',
    default: false,
  },
  wind_power: {
    kind: 'number',
    label: 'Wind power',
    plain: 'how hard the gusts push',
    help: 'The force of the strongest gust, where there is wind.',
    default: 15,
    min: 0,
    max: 20,
    unit: 'N',
  },
  turbulence_power: {
    kind: 'number',
    label: 'Turbulence',
    plain: 'how hard the gusts turn it',
    help: 'How strongly the gusts turn the lander, where there is wind.',
    default: 1.5,
    min: 0,
    max: 2,
    unit: 'N m',
  },
}

const FALL =
  'It is over when its hull touches the ground, when it flies out at a side, or when it has come to rest.'

/** @param randomReturn measured in Gymnasium 1.3.0 over 200 episodes (seeds 0 to 199). */
const landerDefinition = (
  words: Pick<EnvironmentDefinition, 'id' | 'title' | 'task' | 'solved'>,
  isContinuous: boolean,
  randomReturn: number,
): EnvironmentDefinition<ControlWorld> =>
  engineWorld({ ...words, fall: FALL, group: 'Box2D robots', settings }, async () => {
    const [{ landerWorld }] = await Promise.all([import('./lunar-lander-world.ts'), loadBox2D()])
    return values => {
      const isUsual = numberOf(values, 'gravity') === usualGravity && !flagOf(values, 'enable_wind')
      return landerWorld(values, isContinuous, isUsual ? randomReturn : null)
    }
  })

export const lunarLander = landerDefinition(
  {
    id: 'LunarLander-v3',
    title: 'Lunar lander',
    task: 'Land gently on both legs between the flags, with the engines on or off.',
    solved: 'Solved with a mean return of 200 or more: a soft landing on the pad nearly every time.',
  },
  false,
  -193.24,
)

export const lunarLanderContinuous = landerDefinition(
  {
    id: 'LunarLanderContinuous-v3',
    title: 'Lunar lander, continuous',
    task: 'Land gently on both legs between the flags, with engines that can run at part power.',
    solved: 'Solved with a mean return of 200 or more: a soft landing on the pad nearly every time.',
  },
  true,
  -212.4,
)
