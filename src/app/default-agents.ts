/** Which learner a world opens with. */
import { agentsFor } from '../agents/registry.ts'
import type { World } from '../core/environment.ts'

const GRID_WORLDS = 'q-learning'
/** The one with the best published results within a person's patience. */
const CONTROL_WORLDS: Readonly<Record<string, string>> = {
  'CartPole-v1': 'ppo',
  'Acrobot-v1': 'ppo',
  'MountainCar-v0': 'dqn',
  'MountainCarContinuous-v0': 'sac',
  'Pendulum-v1': 'sac',
  'LunarLander-v3': 'ppo',
  'LunarLanderContinuous-v3': 'ppo',
  'BipedalWalker-v3': 'ppo',
  'BipedalWalkerHardcore-v3': 'ppo',
  'Reacher-v5': 'sac',
  'InvertedPendulum-v5': 'ppo',
  'InvertedDoublePendulum-v5': 'sac',
  'Hopper-v5': 'ppo',
  'HalfCheetah-v5': 'sac',
  'Walker2d-v5': 'ppo',
  'PipBench-v0': 'ppo',
}

/** Can this learner learn in this world? An unknown one cannot. */
const suitsWorld = (agent: string, world: World): boolean => agentsFor(world).some(({ id }) => id === agent)

/** The learner that suits a world best, or the first that suits it at all. */
export function defaultAgent(env: string, world: World): string {
  const best = CONTROL_WORLDS[env] ?? GRID_WORLDS
  if (suitsWorld(best, world)) return best
  return agentsFor(world)[0]?.id ?? best
}

/** A world that is left, or opened, and the learner in it. */
interface Place {
  readonly env: string
  readonly world: World
}

/** A learner that a person chose goes along where it suits; one that a world came with stays there. */
export function agentGoingAlong(agent: string, from: Place, to: Place): string {
  const chosen = agent !== defaultAgent(from.env, from.world)
  return chosen && suitsWorld(agent, to.world) ? agent : defaultAgent(to.env, to.world)
}
