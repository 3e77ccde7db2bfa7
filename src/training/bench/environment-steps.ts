/** Steps a second of every world alone, with random actions and a reset at every end; control worlds observe each state too. */
import type { ControlWorld, TabularWorld } from '../../core/environment.ts'
import { loadWorld } from '../../core/load-world.ts'
import { Rng } from '../../core/rng.ts'
import { defaultsOf } from '../../core/settings.ts'
import { actionSize } from '../../core/space.ts'
import { environments } from '../../envs/registry.ts'
import { TabularEnvironment } from '../../envs/tabular-environment.ts'
import { type Benchmark, perSecond } from './timing.ts'

const STEPS = 500_000
/** Physics engines take a hundred times as long for each. */
const ENGINE_STEPS = 2_000
/** Their code is long, and compiled well only after it has run for a second or so. */
const ENGINE_WARM_UPS = 10

export const environmentBenchmarks: readonly Benchmark[] = environments.map(definition => ({
  name: `env_steps/${definition.id}`,
  unit: '1/s',
  async measure(now) {
    const world = await loadWorld(definition, defaultsOf(definition.settings))
    const rng = Rng.fromSeed(1, 'bench')
    const steps = definition.load ? ENGINE_STEPS : STEPS
    return perSecond(
      now,
      steps,
      world.form === 'tabular' ? tabularSteps(world, rng, steps) : controlSteps(world, rng, steps),
      definition.load ? ENGINE_WARM_UPS : undefined,
    )
  },
}))

function tabularSteps({ model, maxEpisodeSteps }: TabularWorld, rng: Rng, steps: number): () => void {
  const environment = new TabularEnvironment(model)
  const action = new Int32Array(1)
  const limit = maxEpisodeSteps ?? Number.POSITIVE_INFINITY
  return () => {
    environment.reset(rng)
    let left = limit
    for (let step = 0; step < steps; step++) {
      action[0] = rng.integer(model.actions)
      environment.step(action, 0, rng)
      if (environment.terminated || --left === 0) {
        environment.reset(rng)
        left = limit
      }
    }
  }
}

function controlSteps(world: ControlWorld, rng: Rng, steps: number): () => void {
  const environment = world.create()
  const { actionSpace, maxEpisodeSteps } = world
  const actions = new Float32Array(actionSize(actionSpace))
  const observation = new Float32Array(environment.observationSize)
  return () => {
    environment.reset(rng)
    environment.observe(observation, 0)
    let left = maxEpisodeSteps
    for (let step = 0; step < steps; step++) {
      if (actionSpace.kind === 'discrete') actions[0] = rng.integer(actionSpace.n)
      else {
        for (let i = 0; i < actions.length; i++) {
          const low = actionSpace.low[i]!
          actions[i] = low + (actionSpace.high[i]! - low) * rng.uniform()
        }
      }
      environment.step(actions, 0, rng)
      environment.observe(observation, 0)
      if (environment.terminated || --left === 0) {
        environment.reset(rng)
        environment.observe(observation, 0)
        left = maxEpisodeSteps
      }
    }
  }
}
