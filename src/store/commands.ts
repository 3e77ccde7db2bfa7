/** A person's intents. `app/commands.ts` carries them out; panels and the key map only name them. */
import type { Age, MomentId } from '../core/age.ts'
import type { DropPlace, ThingKind } from '../core/dropped-thing.ts'
import type { Push } from '../core/environment.ts'
import type { Comparison, InputDevice, Rating, Signal, Strength } from '../core/label.ts'
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
  /** Starts again with the policy of a trained robot, and with its learner. */
  beginWithTrained(age: Age): void
  /** Starts anew with the learner, rewards and settings of feedback with which this wish was taught in measurements. */
  setUpWish(id: string): void
  undoRestart(): void
  /** After a failure: goes on from the last checkpoint that was kept (`run.lastGood`). */
  resumeLastGood(): void

  /** Control worlds: scrubs to the kept moment of this step, or shows a trained robot; null: live again. */
  showMoment(moment: MomentId | null): void
  previousMoment(): void
  /** The one after the newest kept moment is live. */
  nextMoment(): void
  /** Pins what is shown (live: the newest moment); a third pin replaces the oldest. */
  pinMoment(): void
  unpin(moment: MomentId): void
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
  /** Control worlds: what is held from now on of an axis, the first unless said, -1 to 1; null when let go. */
  setPlayInput(input: { readonly value: number } | null, axis?: number): void
  restartPlay(): void
  /** Pulls at a body of the robot on show until told otherwise; null: lets go. */
  poke(push: Push | null): void
  /** Drops the thing of `setThing` on the robot on show, from a place of its world in metres; null: over it. */
  drop(place: DropPlace): void
  setThing(thing: ThingKind): void
  /** Tilts the ground under the robots on show, uphill to the right by so many degrees. */
  setTilt(degrees: number): void

  setTeachWay(way: TeachWay): void
  /** Resolves once the label's transaction has completed or failed. */
  answer(answer: Comparison, device: InputDevice, strength?: Strength): Promise<void>
  /** Puts the pair away without an answer: nothing is recorded. */
  skipQuery(): void
  /** Slightly or clearly: is that asked with each comparison? */
  setAskStrength(ask: boolean): void
  rate(rating: Rating, device: InputDevice): Promise<void>
  /** About what the robot did just before. */
  praise(signal: Signal, device: InputDevice): Promise<void>
  /** Begins a demonstration from an episode's start, or from where the robot on show is. */
  startDemo(from: 'start' | 'takeover'): void
  /** Stops the clip on show and lets the person go on from there. */
  startCorrection(): void
  /** Grid worlds: one move of a demonstration or correction. Control worlds go by `setPlayInput`. */
  demonstrate(action: number): void
  /** Ends a demonstration or correction and keeps it as a label, or throws it away. */
  finishLive(keep: boolean): Promise<void>
  /** Puts a past answer to the person again; what they say takes its place. Null: leaves it as it is. */
  editLabel(id: string | null): void
  /** Another clip to rate or correct. */
  anotherClip(): void
  setClipPlayback(playback: Playback): void
  setClipsPaused(paused: boolean): void
  /** Holds the clips and moves them by one frame, backwards below 0. */
  stepClips(by: -1 | 1): void
  /** Who answers from now on; `person:NAME` for a name of their own. */
  setRater(rater: string): void
  setPlane(plane: { readonly x: number; readonly y: number }): void
  askAudit(forecastFor?: string): void
  askOveroptimisation(): void
  askInfluence(label: string): void
  /** Labels as chosen and rejected clips, for preference-learning libraries. */
  exportPairs(): Promise<void>
  undoLabel(): Promise<void>
  retractLabel(id: string): Promise<void>
  setShowTrueReward(show: boolean): void
  setSimulatedRater(teacher: string): void
  setFeedbackSetting(key: string, value: SettingValue): void

  exportLabels(): void
  /** Reads a file of answers; where someone in it has the name of someone here, asks first whose they are. */
  importLabels(file: File): Promise<void>
  /** Imports the file that waits; `names` gives people of the file other names, by the names they have in it. */
  finishImport(names: ReadonlyMap<string, string>): Promise<void>
  deleteLabels(): Promise<void>
  copyShareLink(): Promise<void>
  openDialog(dialog: AppState['dialog']): void
  dismissNotice(): void
  runNoticeAction(): void
}
