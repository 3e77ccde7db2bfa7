/** LunarLander-v3 and LunarLanderContinuous-v3 as worlds: settings by Gymnasium's argument names, shaping terms, a figure. */
import type { ControlShapingTerm, ControlWorld, EnvironmentDefinition } from '../../core/environment.ts'
import { decodeSettings, flagOf, numberOf, type SettingsSchema } from '../../core/settings.ts'
import { freeTerm, fromMinusOneToZero, potentialTerm } from '../control-shaping.ts'
import { loadBox2D } from './box2d-engine.ts'
import {
  LunarLander,
  landerActions,
  landerObservations,
  landerPlaces,
  landerStateSize,
} from './lunar-lander.ts'
import { landerFigure } from './lunar-lander-figure.ts'
import { padHeight } from './lunar-moon.ts'
import { PhysicsEnvironment } from './physics-environment.ts'

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

const shapingTerms: readonly ControlShapingTerm[] = [
  potentialTerm({
    id: 'upright',
    title: 'Staying upright',
    help: 'Rewards every step that turns the lander towards upright and takes it back when it tips.',
    range: [-100, 100],
    suggestedWeight: 20,
    potential: state => fromMinusOneToZero(-Math.abs(state[landerPlaces.angle]!) / 1.5),
  }),
  potentialTerm({
    id: 'soft-landing',
    title: 'Coming down softly',
    help: 'Near the ground it takes reward for falling fast and gives it back for slowing down.',
    range: [-100, 100],
    suggestedWeight: 20,
    potential(state) {
      const height = state[landerPlaces.y]! - padHeight
      const nearness = Math.min(1, Math.max(0, 1 - height / 4))
      return fromMinusOneToZero((Math.min(0, state[landerPlaces.velocityY]!) / 5) * nearness)
    },
  }),
  freeTerm({
    id: 'fuel',
    title: 'Using little fuel',
    help: 'Counts the power of the engines at each step: below zero it asks for less of it, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: -0.1,
    amount: (_before, _actions, _offset, after) =>
      after[landerPlaces.mainPower]! + 0.1 * Math.abs(after[landerPlaces.sidePower]!),
  }),
  freeTerm({
    id: 'smoothness',
    title: 'Smooth engines',
    help: 'Counts how much the power of the engines changes from step to step: below zero it asks for calm hands, which may change what is best.',
    range: [-2, 2],
    suggestedWeight: -0.1,
    amount(before, _actions, _offset, after) {
      const main = after[landerPlaces.mainPower]! - before[landerPlaces.mainPower]!
      const side = after[landerPlaces.sidePower]! - before[landerPlaces.sidePower]!
      return (Math.abs(main) + Math.abs(side)) / 3
    },
  }),
]

/** @param randomReturn measured in Gymnasium 1.3.0 over 200 episodes (seeds 0 to 199). */
const landerWorld = (
  words: Pick<EnvironmentDefinition, 'id' | 'title' | 'task' | 'solved'>,
  isContinuous: boolean,
  randomReturn: number,
): EnvironmentDefinition<ControlWorld> => ({
  ...words,
  group: 'Box2D robots',
  settings,
  load: loadBox2D,
  create(values) {
    const decoded = decodeSettings(settings, values, 'env')
    const lander = {
      isContinuous,
      gravity: numberOf(decoded, 'gravity'),
      enableWind: flagOf(decoded, 'enable_wind'),
      windPower: numberOf(decoded, 'wind_power'),
      turbulencePower: numberOf(decoded, 'turbulence_power'),
    }
    const isUsual = lander.gravity === usualGravity && !lander.enableWind
    return {
      form: 'control',
      observationSpace: landerObservations,
      actionSpace: landerActions(isContinuous),
      stateSize: landerStateSize,
      maxEpisodeSteps: 1000,
      solvedReturn: 200,
      randomReturn: isUsual ? randomReturn : null,
      stepSeconds: 1 / 50,
      observations: [
        { label: 'Place to the side of the pad', unit: '10 m' },
        { label: 'Height above the pad', unit: '6.7 m' },
        { label: 'Speed to the right', unit: '5 m/s' },
        { label: 'Speed upwards', unit: '7.5 m/s' },
        { label: 'Tilt', unit: 'rad' },
        { label: 'Turning speed', unit: '2.5 rad/s' },
        { label: 'First leg touches', unit: '' },
        { label: 'Second leg touches', unit: '' },
      ],
      actions: isContinuous
        ? [
            { label: 'main engine', unit: '' },
            { label: 'side engines', unit: '' },
          ]
        : [
            { label: 'nothing', unit: '' },
            { label: 'left engine', unit: '' },
            { label: 'main engine', unit: '' },
            { label: 'right engine', unit: '' },
          ],
      plane: null,
      shapingTerms,
      restoredBy: 'episode',
      figure: landerFigure,
      create: () => new PhysicsEnvironment(new LunarLander(lander)),
    }
  },
})

export const lunarLander = landerWorld(
  {
    id: 'LunarLander-v3',
    title: 'Lunar lander',
    task: 'Land gently on both legs between the flags, with the engines on or off.',
    solved: 'Solved with a mean return of 200 or more: a soft landing on the pad nearly every time.',
  },
  false,
  -193.24,
)

export const lunarLanderContinuous = landerWorld(
  {
    id: 'LunarLanderContinuous-v3',
    title: 'Lunar lander, continuous',
    task: 'Land gently on both legs between the flags, with engines that can run at part power.',
    solved: 'Solved with a mean return of 200 or more: a soft landing on the pad nearly every time.',
  },
  true,
  -212.4,
)
