/** When a learner from replay learns: every so many environment steps, so many gradient steps. */
import type { AgentState } from '../core/agent.ts'
import { numberOf, type SettingValues } from '../core/settings.ts'
import { loadNumber } from './learner-state.ts'

export class TrainingRhythm {
  /** Environment steps learnt from, all environments counted. */
  steps = 0
  /** Environment steps since the last lesson. */
  private waiting = 0

  /** @param size environment steps just taken. @returns gradient steps to take now. */
  advance(size: number, settings: SettingValues): number {
    const frequency = numberOf(settings, 'trainFrequency')
    this.steps += size
    this.waiting += size
    const lessons = Math.floor(this.waiting / frequency)
    this.waiting -= lessons * frequency
    return this.isWarmingUp(settings) ? 0 : lessons * numberOf(settings, 'gradientSteps')
  }

  /** Still acting at random, to have something to remember? */
  isWarmingUp(settings: SettingValues): boolean {
    return this.steps < numberOf(settings, 'learningStarts')
  }

  save(): AgentState {
    return { arrays: {}, numbers: { steps: this.steps, waiting: this.waiting } }
  }

  /** @throws PlaygroundError `bad-checkpoint`; nothing has changed then. */
  load(state: AgentState): void {
    const [steps, waiting] = [loadNumber(state, 'steps'), loadNumber(state, 'waiting')]
    this.steps = steps
    this.waiting = waiting
  }
}
