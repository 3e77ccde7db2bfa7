/**
 * A crew takes the steps of a loop's robots, several at a time in other workers. It only steps: chance, learning and the order
 * of everything stay with the loop, so that a run's numbers are the same bits whoever steps, and however many.
 */
import type { ControlEnvironment, ControlWorld } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import { loadWorld } from '../core/load-world.ts'
import { Rng } from '../core/rng.ts'
import type { SettingValues } from '../core/settings.ts'
import { actionSize } from '../core/space.ts'
import { environmentById } from '../envs/registry.ts'

/** Where a robot goes on from: a state, and the actions that led on from it where states alone bring nothing back. */
export interface Placement {
  readonly robot: number
  /** [stateSize] */
  readonly state: Float64Array
  /** [steps x actionSize] */
  readonly actions: Float32Array
}

/** What a step of all robots of a crew led to. */
export interface CrewStep {
  /** [robots x stateSize] */
  readonly states: Float64Array
  /** [robots] */
  readonly rewards: Float64Array
  /** [robots] */
  readonly terminated: Uint8Array
}

export interface Crew {
  /**
   * Puts the placed robots where they are to be, then takes one step of every robot.
   * @param actions [robots x actionSize]
   * @throws PlaygroundError as the environments' own `step` does.
   */
  step(placed: readonly Placement[], actions: Float32Array): Promise<CrewStep>
  dispose(): void
}

/** The robots of one worker. */
export class CrewMember {
  private readonly environments: readonly ControlEnvironment[]
  private readonly actionSize: number
  private readonly stateSize: number
  /** Worlds that a crew serves draw nothing in a step. */
  private readonly rng = Rng.fromSeed(0, 'crew')

  /** Brings the world's engine first. @throws PlaygroundError as `loadWorld`. */
  static async open(env: string, settings: SettingValues, robots: number): Promise<CrewMember> {
    const world = await loadWorld(environmentById(env), settings)
    if (world.form !== 'control') {
      throw new PlaygroundError('unsuitable-world', `${env} is a grid world; a crew steps real-valued ones.`)
    }
    return new CrewMember(world, robots, actionSize(world.actionSpace))
  }

  constructor(world: ControlWorld, robots: number, actionSize: number) {
    this.environments = Array.from({ length: robots }, () => world.create())
    this.actionSize = actionSize
    this.stateSize = world.stateSize
  }

  /** @param placed by the member's own counting. @param actions of the member's robots. */
  step(placed: readonly Placement[], actions: Float32Array): CrewStep {
    const { environments, actionSize, stateSize, rng } = this
    for (const { robot, state, actions: past } of placed) {
      const environment = environments[robot]!
      environment.state.set(state)
      for (let at = 0; at < past.length; at += actionSize) environment.step(past, at, rng)
    }
    const states = new Float64Array(environments.length * stateSize)
    const rewards = new Float64Array(environments.length)
    const terminated = new Uint8Array(environments.length)
    environments.forEach((environment, robot) => {
      environment.step(actions, robot * actionSize, rng)
      states.set(environment.state, robot * stateSize)
      rewards[robot] = environment.reward
      terminated[robot] = environment.terminated ? 1 : 0
    })
    return { states, rewards, terminated }
  }
}

/** Robots `from` up to `to` of each of so many members, as even as it goes. */
export function shares(robots: number, members: number): { readonly from: number; readonly to: number }[] {
  return Array.from({ length: members }, (_, member) => ({
    from: Math.floor((member * robots) / members),
    to: Math.floor(((member + 1) * robots) / members),
  }))
}
