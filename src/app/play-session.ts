/** A person playing the open world themselves, turn by turn, on a stream of its own. */
import type { TabularWorld } from '../core/environment.ts'
import type { RobotEvent } from '../core/frame.ts'
import { Rng } from '../core/rng.ts'
import { sampleOutcome, sampleStart, type TabularModel } from '../core/tabular-model.ts'

/** What a step brought, as the robot feels it. @param state before it. @param late did it use up the time limit? */
export function outcomeEvent(model: TabularModel, outcome: number, state: number, late: boolean): RobotEvent {
  const reward = model.reward[outcome]!
  if (model.terminated[outcome]) return reward > 0 ? 'goal' : 'fell'
  if (reward <= -10) return 'fell'
  if (late) return 'timeout'
  if (reward > 0) return 'reward'
  return model.next[outcome] === state ? 'bump' : 'none'
}

export class PlaySession {
  readonly states: number[]
  readonly actions: number[] = []
  return = 0
  finished: 'no' | 'terminated' | 'truncated' = 'no'
  event: RobotEvent = 'none'
  private readonly world: TabularWorld
  private readonly rng: Rng

  constructor(world: TabularWorld, seed: number) {
    this.world = world
    this.rng = Rng.fromSeed(seed, 'play')
    this.states = [sampleStart(world.model, this.rng)]
  }

  get state(): number {
    return this.states.at(-1)!
  }

  /** Takes one action; nothing happens after the end. */
  act(action: number): void {
    if (this.finished !== 'no') return
    const { model, maxEpisodeSteps } = this.world
    const before = this.state
    const outcome = sampleOutcome(model, before, action, this.rng)
    const reward = model.reward[outcome]!
    this.actions.push(action)
    this.states.push(model.next[outcome]!)
    this.return += reward
    if (model.terminated[outcome]) this.finished = 'terminated'
    else if (maxEpisodeSteps !== null && this.actions.length >= maxEpisodeSteps) this.finished = 'truncated'
    this.event = outcomeEvent(model, outcome, before, this.finished === 'truncated')
  }
}
