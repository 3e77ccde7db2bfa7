/** When a learner from labels learns: every so many environment steps, so many gradient steps. */
import type { AgentState } from '../core/agent.ts'
import { numberOf, type SettingValues } from '../core/settings.ts'
import { loadNumber } from './learner-state.ts'

export class LabelRhythm {
  /** Environment steps since the last lesson. */
  private waiting = 0

  /** @param size environment steps just taken. @returns gradient steps to take now. */
  advance(size: number, settings: SettingValues): number {
    const frequency = numberOf(settings, 'trainFrequency')
    this.waiting += size
    const lessons = Math.floor(this.waiting / frequency)
    this.waiting -= lessons * frequency
    return lessons * numberOf(settings, 'gradientSteps')
  }

  save(): AgentState {
    return { arrays: {}, numbers: { waiting: this.waiting } }
  }

  /** @throws PlaygroundError `bad-checkpoint`. */
  load(state: AgentState): void {
    this.waiting = loadNumber(state, 'waiting')
  }
}
