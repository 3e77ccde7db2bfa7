/**
 * A world as those with a physics engine are: its engine has to be brought, and keeps more than its state tells, so that only
 * whole episodes can be brought back. A ball is pushed along a line in gusts; how fast it rolls is the engine's secret.
 */
import type {
  ControlEnvironment,
  ControlWorld,
  EnvironmentDefinition,
} from '../../../src/core/environment.ts'
import { PlaygroundError } from '../../../src/core/errors.ts'
import { Rng } from '../../../src/core/rng.ts'
import type { Box } from '../../../src/core/space.ts'

const observationSpace: Box = { kind: 'box', shape: [2], low: [-3, -1], high: [3, 1] }
const actionSpace: Box = { kind: 'box', shape: [2], low: [-1, -2], high: [1, 2] }

/** State: where it is, how fast it seems to roll, to a tenth, the steps since the start, and the seed of the gusts. */
class GustyEnvironment implements ControlEnvironment {
  readonly observationSpace = observationSpace
  readonly actionSpace = actionSpace
  readonly observationSize = 2
  readonly state = new Float64Array(4)
  reward = 0
  terminated = false
  private speed = 0
  private gusts = Rng.fromSeed(0, 'gusts')
  private readonly engine = new Float64Array(4)

  reset(rng: Rng): void {
    this.state.set([rng.uniform() - 0.5, 0, 0, rng.uint32()])
    this.build()
    this.terminated = false
  }

  step(actions: ArrayLike<number>, offset: number): void {
    const { state } = this
    if (state.some((number, i) => number !== this.engine[i])) {
      if (state[2] !== 0) throw new PlaygroundError('not-restorable', "Not an episode's start.")
      this.build()
    }
    this.speed += 0.1 * actions[offset]! + 0.01 * actions[offset + 1]! + 0.1 * (this.gusts.uniform() - 0.5)
    state[0] = state[0]! + 0.1 * this.speed
    state[1] = Math.floor(10 * this.speed) / 10
    state[2] = state[2]! + 1
    this.engine.set(state)
    this.reward = 1 - Math.abs(state[0])
    this.terminated = Math.abs(state[0]) > 2
  }

  observe(into: Float32Array, offset: number): void {
    into[offset] = this.state[0]!
    into[offset + 1] = this.state[1]!
  }

  private build(): void {
    this.speed = 0
    this.gusts = Rng.fromSeed(this.state[3]!, 'gusts')
    this.engine.set(this.state)
  }
}

/** @param fetch brings the engine. */
export function gustyWorld(fetch: () => Promise<void> = async () => undefined) {
  let loaded: Promise<void> | null = null
  let here = false
  return {
    id: 'Gusty-v0',
    title: 'Gusty',
    group: 'Box2D robots',
    task: '',
    solved: '',
    settings: {},
    load(): Promise<void> {
      loaded ??= fetch().then(
        () => {
          here = true
        },
        error => {
          loaded = null
          throw error
        },
      )
      return loaded
    },
    create(): ControlWorld {
      if (!here) throw new PlaygroundError('not-loaded', 'The engine of Gusty is not here yet.')
      return {
        form: 'control',
        observationSpace,
        actionSpace,
        stateSize: 4,
        maxEpisodeSteps: 60,
        solvedReturn: 50,
        randomReturn: null,
        stepSeconds: 0.1,
        observations: [
          { label: 'Place', unit: 'm' },
          { label: 'Speed', unit: 'm/s' },
        ],
        actions: [
          { label: 'Push', unit: '' },
          { label: 'Nudge', unit: '' },
        ],
        plane: null,
        shapingTerms: [],
        restoredBy: 'episode',
        figure: null,
        create: () => new GustyEnvironment(),
      }
    },
  } as const satisfies EnvironmentDefinition
}

export async function openGustyWorld(): Promise<ControlWorld> {
  const definition = gustyWorld()
  await definition.load()
  return definition.create()
}
