/**
 * What SAC and TD3 have in common beside their networks: actions scaled to [-1, 1] in replay, a time of pure trying, noise on actions, lessons at
 * their rhythm. The two differ in the actor, and in what one gradient step is.
 */
import type { AgentState, Batch, StepReward } from '../core/agent.ts'
import type { Rng } from '../core/rng.ts'
import { numberOf, type SettingValues, textOf } from '../core/settings.ts'
import type { Box } from '../core/space.ts'
import { ActionScale } from './action-scale.ts'
import { ExplorationNoise } from './exploration-noise.ts'
import { mergedState } from './merged-state.ts'
import { ReplayBatch } from './replay/replay-batch.ts'
import { ReplayMemory } from './replay/replay-memory.ts'
import { TrainingRhythm } from './training-rhythm.ts'

export class ContinuousExperience {
  readonly environments: number
  readonly scale: ActionScale
  readonly replay: ReplayMemory
  readonly batch: ReplayBatch
  readonly rhythm = new TrainingRhythm()
  private readonly noise: ExplorationNoise
  private readonly scaledActions: Float32Array
  private settings: SettingValues

  constructor(observationSize: number, actionSpace: Box, settings: SettingValues) {
    this.environments = numberOf(settings, 'environments')
    this.scale = new ActionScale(actionSpace)
    this.settings = settings
    const { dimensions } = this.scale
    this.replay = new ReplayMemory({
      capacity: numberOf(settings, 'replayCapacity'),
      environments: this.environments,
      observationSize,
      actionSize: dimensions,
    })
    this.batch = new ReplayBatch(this.replay, null, numberOf(settings, 'batchSize'))
    this.noise = new ExplorationNoise(this.environments, dimensions, settings)
    this.scaledActions = new Float32Array(this.environments * dimensions)
  }

  configure(settings: SettingValues): void {
    this.settings = settings
    this.noise.configure(settings)
  }

  /** Still acting at random? */
  get isWarmingUp(): boolean {
    return this.rhythm.isWarmingUp(this.settings)
  }

  /** Any actions in [-1, 1]. [environments x D] */
  anyActions(actions: Float32Array, rng: Rng): void {
    for (let i = 0; i < this.scaledActions.length; i++) actions[i] = 2 * rng.uniform() - 1
  }

  /** Adds what exploration asks for to actions in [-1, 1], then stretches them to units of action, in place. */
  explore(actions: Float32Array, rng: Rng): void {
    if (textOf(this.settings, 'exploration') !== 'policy') this.noise.disturb(actions, rng)
    this.scale.stretch(actions, 0, this.environments)
  }

  /** Remembers one step of every environment. @returns gradient steps to take now. */
  add(batch: Batch): number {
    this.scale.shrink(batch.actions, batch.size, this.scaledActions)
    this.replay.add(batch, this.scaledActions)
    this.noise.endEpisodes(batch)
    return this.rhythm.advance(batch.size, this.settings)
  }

  /** Gives the learned part of all rewards in replay anew. */
  relabel(rewardOf: StepReward): void {
    this.replay.relabel(rewardOf, (actions, size) => this.scale.stretch(actions, 0, size))
  }

  /** Draws a batch of single transitions. */
  draw(rng: Rng): void {
    this.batch.draw(1, numberOf(this.settings, 'discount'), 1, rng)
  }

  save(): AgentState {
    return mergedState(this.replay.save(), this.rhythm.save(), this.noise.save())
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    this.noise.load(state)
    this.rhythm.load(state)
    this.replay.load(state)
  }
}
