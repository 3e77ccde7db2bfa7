/** LunarLander-v3 and LunarLanderContinuous-v3 as worlds: observations, shaping terms, a figure. */
import type { ControlShapingTerm, ControlWorld } from '../../core/environment.ts'
import { flagOf, numberOf, type SettingValues } from '../../core/settings.ts'
import { freeTerm, fromMinusOneToZero, potentialTerm } from '../control-shaping.ts'
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

/** @param settings decoded. @param randomReturn with the usual settings. */
export function landerWorld(
  settings: SettingValues,
  isContinuous: boolean,
  randomReturn: number | null,
): ControlWorld {
  const lander = {
    isContinuous,
    gravity: numberOf(settings, 'gravity'),
    enableWind: flagOf(settings, 'enable_wind'),
    windPower: numberOf(settings, 'wind_power'),
    turbulencePower: numberOf(settings, 'turbulence_power'),
  }
  return {
    form: 'control',
    observationSpace: landerObservations,
    actionSpace: landerActions(isContinuous),
    stateSize: landerStateSize,
    maxEpisodeSteps: 1000,
    solvedReturn: 200,
    randomReturn,
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
}
