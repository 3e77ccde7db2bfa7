/** BipedalWalker-v3 and BipedalWalkerHardcore-v3 as worlds: observations, shaping terms, a figure. */
import type { ControlWorld, Quantity } from '../../core/environment.ts'
import { BipedalWalker, walkerActions, walkerObservations, walkerStateSize } from './bipedal-walker.ts'
import { walkerFigure } from './bipedal-walker-figure.ts'
import { walkerShaping } from './bipedal-walker-shaping.ts'
import { rayCount } from './lidar.ts'
import { PhysicsEnvironment } from './physics-environment.ts'

const legQuantities = (leg: string): Quantity[] => [
  { label: `${leg} hip`, unit: 'rad' },
  { label: `${leg} hip speed`, unit: '4 rad/s' },
  { label: `${leg} knee, plus 1`, unit: 'rad' },
  { label: `${leg} knee speed`, unit: '6 rad/s' },
  { label: `${leg} foot touches`, unit: '' },
]

const observations: readonly Quantity[] = [
  { label: 'Tilt of the hull', unit: 'rad' },
  { label: 'Turning speed of the hull', unit: '25 rad/s' },
  { label: 'Speed forwards', unit: '8.3 m/s' },
  { label: 'Speed upwards', unit: '12.5 m/s' },
  ...legQuantities('First'),
  ...legQuantities('Second'),
  ...Array.from({ length: rayCount }, (_, i) => ({ label: `Feeler ${i + 1}`, unit: '5.3 m' })),
]

export type WalkerFacts = Pick<ControlWorld, 'maxEpisodeSteps' | 'randomReturn'> & {
  readonly isHardcore: boolean
}

export const walkerWorld = ({ isHardcore, maxEpisodeSteps, randomReturn }: WalkerFacts): ControlWorld => ({
  form: 'control',
  observationSpace: walkerObservations,
  actionSpace: walkerActions,
  stateSize: walkerStateSize,
  maxEpisodeSteps,
  solvedReturn: 300,
  randomReturn,
  stepSeconds: 1 / 50,
  observations,
  actions: [
    { label: 'first hip', unit: '' },
    { label: 'first knee', unit: '' },
    { label: 'second hip', unit: '' },
    { label: 'second knee', unit: '' },
  ],
  plane: null,
  shapingTerms: walkerShaping,
  restoredBy: 'episode',
  hasSlowSteps: true,
  figure: walkerFigure(isHardcore),
  create: () => new PhysicsEnvironment(new BipedalWalker({ isHardcore })),
})
