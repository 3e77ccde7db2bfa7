/** BipedalWalker-v3 and BipedalWalkerHardcore-v3 as worlds. */
import type { ControlWorld, EnvironmentDefinition, Quantity } from '../../core/environment.ts'
import { decodeSettings, type SettingsSchema } from '../../core/settings.ts'
import { BipedalWalker, walkerActions, walkerObservations, walkerStateSize } from './bipedal-walker.ts'
import { walkerFigure } from './bipedal-walker-figure.ts'
import { walkerShaping } from './bipedal-walker-shaping.ts'
import { loadBox2D } from './box2d-engine.ts'
import { rayCount } from './lidar.ts'
import { PhysicsEnvironment } from './physics-environment.ts'

const settings: SettingsSchema = {}

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

const walkerWorld = (
  words: Pick<EnvironmentDefinition, 'id' | 'title' | 'task' | 'solved'>,
  facts: Pick<ControlWorld, 'maxEpisodeSteps' | 'randomReturn'> & { readonly isHardcore: boolean },
): EnvironmentDefinition<ControlWorld> => ({
  ...words,
  group: 'Box2D robots',
  settings,
  load: loadBox2D,
  create(values) {
    decodeSettings(settings, values, 'env')
    const { isHardcore, maxEpisodeSteps, randomReturn } = facts
    return {
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
    }
  },
})

export const bipedalWalker = walkerWorld(
  {
    id: 'BipedalWalker-v3',
    title: 'Bipedal walker',
    task: 'Walk to the far end of a bumpy path on two legs, with motors in the hips and knees.',
    solved: 'Solved with a mean return of 300 or more: the whole way without a fall and with little effort.',
  },
  // Measured in Gymnasium 1.3.0 over 50 episodes; standard deviation 13.1.
  { isHardcore: false, maxEpisodeSteps: 1600, randomReturn: -98.73 },
)

export const bipedalWalkerHardcore = walkerWorld(
  {
    id: 'BipedalWalkerHardcore-v3',
    title: 'Bipedal walker, hardcore',
    task: 'Walk to the far end over stumps, stairs and pits.',
    solved:
      'Solved with a mean return of 300 or more: the whole way without a fall, which few learners reach.',
  },
  // Measured here over 200 episodes of uniform actions.
  { isHardcore: true, maxEpisodeSteps: 2000, randomReturn: -108.18 },
)
