/** BipedalWalker-v3 and BipedalWalkerHardcore-v3: what the gallery tells of them. */
import type { ControlWorld, EnvironmentDefinition } from '../../core/environment.ts'
import { engineWorld } from '../engine-world.ts'
import type { WalkerFacts } from './bipedal-walker-world.ts'
import { loadBox2D } from './box2d-engine.ts'

const FALL = 'It has fallen when its hull touches the ground.'

const walkerDefinition = (
  words: Pick<EnvironmentDefinition, 'id' | 'title' | 'task' | 'solved'>,
  facts: WalkerFacts,
): EnvironmentDefinition<ControlWorld> =>
  engineWorld({ ...words, fall: FALL, group: 'Box2D robots', settings: {} }, async () => {
    const [{ walkerWorld }] = await Promise.all([import('./bipedal-walker-world.ts'), loadBox2D()])
    return () => walkerWorld(facts)
  })

export const bipedalWalker = walkerDefinition(
  {
    id: 'BipedalWalker-v3',
    title: 'Bipedal walker',
    task: 'Walk to the far end of a bumpy path on two legs, with motors in the hips and knees.',
    solved: 'Solved with a mean return of 300 or more: the whole way without a fall and with little effort.',
  },
  // Measured in Gymnasium 1.3.0 over 50 episodes; standard deviation 13.1.
  { isHardcore: false, maxEpisodeSteps: 1600, randomReturn: -98.73 },
)

export const bipedalWalkerHardcore = walkerDefinition(
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
