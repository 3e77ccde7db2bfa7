/** A person's intents. `app/commands.ts` carries them out; panels and the key map only name them. */
import type { Comparison, Rating } from '../core/label.ts'
import type { Speed } from '../core/run-config.ts'
import type { SettingValue } from '../core/settings.ts'
import type { AppState, Layers, Mode, Playback, TeachWay, Theme } from './state.ts'

export interface Commands {
  setMode(mode: Mode): void
  setTheme(theme: Theme): void
  openWorld(env: string): void
  setEnvSetting(key: string, value: SettingValue): void
  chooseAgent(agent: string): void
  setAgentSetting(key: string, value: SettingValue): void
  resetAgentSettings(): void
  setTermWeight(term: string, weight: number): void
  removeTerm(term: string): void
  setLearnedWeight(weight: number): void
  setLearnedOnly(only: boolean): void
  setSeed(seed: number): void

  togglePlaying(): void
  stepOnce(): void
  setSpeed(speed: Speed): void
  setLearning(learning: boolean): void
  /** Starts the run again from nothing; the notice offers to take it back. */
  restart(): void
  undoRestart(): void
  /** After a failure: goes on from the last checkpoint that was kept (`run.lastGood`). */
  resumeLastGood(): void

  /** Control worlds: scrubs to the kept moment of this step; null: live again. */
  showMoment(step: number | null): void
  previousMoment(): void
  /** The one after the newest kept moment is live. */
  nextMoment(): void
  /** Pins what is shown (live: the newest moment); a third pin replaces the oldest. */
  pinMoment(): void
  unpin(step: number): void
  /** What is shown as the only pin, and the newest policy, live, beside it. */
  compareWithNow(): void
  setPlayback(playback: Playback): void

  toggleLayer(layer: keyof Layers): void
  inspectCell(cell: number | null): void
  /** Moves the loupe by keyboard. */
  moveInspection(columns: number, rows: number): void

  togglePlay(): void
  /** Grid worlds: one move. */
  playAction(action: number): void
  /** Control worlds: what is held from now on, -1 (full left) to 1 (full right); null when let go. */
  setPlayInput(input: { readonly value: number } | null): void
  restartPlay(): void

  setTeachWay(way: TeachWay): void
  /** Resolves once the label's transaction has completed or failed. */
  answer(answer: Comparison, device: 'keyboard' | 'pointer'): Promise<void>
  rate(rating: Rating, device: 'keyboard' | 'pointer'): Promise<void>
  undoLabel(): Promise<void>
  retractLabel(id: string): Promise<void>
  setShowTrueReward(show: boolean): void
  setSimulatedRater(teacher: string): void
  setFeedbackSetting(key: string, value: SettingValue): void

  exportLabels(): void
  importLabels(file: File): Promise<void>
  deleteLabels(): Promise<void>
  copyShareLink(): Promise<void>
  openDialog(dialog: AppState['dialog']): void
  dismissNotice(): void
  runNoticeAction(): void
}
