/**
 * Starts, restarts and restores runs in the worker. Every start is a new epoch; what an older epoch still says is
 * ignored. The last checkpoint is kept, so that a worker that died goes on where it was and a restart can be undone.
 */
import type { Label } from '../core/label.ts'
import type { RunConfig } from '../core/run-config.ts'
import { NO_MOMENTS } from '../store/moments.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { Beginner, ToWorker } from '../workers/protocol.ts'

/** Queries kept ready ahead of the person. */
export const QUERIES_AHEAD = 3

type Unsent<Message> = Message extends { epoch: number } ? Omit<Message, 'epoch'> : never

interface Kept {
  readonly epoch: number
  /** As it was when the checkpoint came. */
  readonly config: RunConfig
  /** Null while it is awaited. */
  readonly data: unknown
}

export class RunControl {
  private readonly store: Store<AppState>
  private readonly post: (message: ToWorker) => void
  private readonly labels: (config: RunConfig) => readonly Label[]
  private checkpoint: Kept | null = null
  private undoable: Kept | null = null

  constructor(
    store: Store<AppState>,
    post: (message: ToWorker) => void,
    labels: (config: RunConfig) => readonly Label[],
  ) {
    this.store = store
    this.post = post
    this.labels = labels
  }

  send(message: Unsent<ToWorker>): void {
    this.post({ ...message, epoch: this.store.get().run.epoch } as ToWorker)
  }

  askForQueries(count: number): void {
    this.send({ type: 'queries', count })
  }

  /** Begins `config` anew, with a trained robot's policy where one is given, or goes on from a checkpoint of it. */
  begin(config: RunConfig, checkpoint: unknown = null, robot?: Beginner): void {
    const before = this.store.get()
    const epoch = before.run.epoch + 1
    const playing = before.run.status !== 'paused'
    this.store.update(state => {
      state.run.epoch = epoch
      state.run.config = config
      state.run.status = 'starting'
      state.run.failure = null
      state.run.step = 0
      state.run.episode = 0
      state.run.stepsPerSecond = 0
      state.run.evaluation = null
      state.run.diagnostics = {}
      state.run.lastGood = null
      state.moments = NO_MOMENTS
      state.shapingCheck = null
      state.inspectedCell = null
      state.trick.tilt = 0
      state.teach.queries = []
      state.teach.episode = null
      state.teach.learned = null
      state.teach.audit = null
      state.teach.wishes = []
      state.teach.overoptimisation = null
      state.teach.influence = null
      state.announcement = ''
      if (!playing) state.run.status = 'paused'
    })
    const { speed, learning } = this.store.get().run
    const feedbackSettings = this.store.get().teach.settings
    const labels = this.labels(config)
    this.send({ type: 'start', config, labels, feedbackSettings, checkpoint, ...(robot && { robot }) })
    this.send({ type: 'speed', speed })
    this.send({ type: 'learning', learning })
    const { plane } = this.store.get().teach
    if (plane) this.send({ type: 'plane', ...plane })
    if (playing) this.send({ type: 'play', playing: true })
  }

  /** Starts again, from chance or with a trained robot's policy; the old run can be brought back. */
  restart(config: RunConfig, robot?: Beginner): void {
    const { epoch, config: old } = this.store.get().run
    this.undoable = this.checkpoint?.epoch === epoch ? this.checkpoint : { epoch, config: old, data: null }
    this.send({ type: 'save' })
    this.begin(config, null, robot)
  }

  /** Brings back the run before the last restart. Returns false when there is none. */
  undoRestart(): boolean {
    const undoable = this.undoable
    if (undoable === null || undoable.data === null) return false
    this.undoable = null
    this.begin(undoable.config, undoable.data)
    return true
  }

  /** What was restarted was another world: it cannot be brought back here. */
  forgetRestart(): void {
    this.undoable = null
  }

  /** A new worker knows nothing: go on from the last checkpoint, or from the start. */
  resume(): void {
    if (!this.resumeLastGood()) this.begin(this.store.get().run.config)
  }

  /** Goes on from the last checkpoint of this run, with what was set since. Returns false when there is none. */
  resumeLastGood(): boolean {
    const { config, epoch } = this.store.get().run
    const kept = this.checkpoint
    if (kept?.epoch !== epoch) return false
    this.begin(config, kept.data)
    // The checkpoint holds its own settings; it stays good until the run that goes on from it has sent another.
    this.checkpoint = { ...kept, epoch: this.store.get().run.epoch }
    if (!same(kept.config.agentSettings, config.agentSettings))
      this.send({ type: 'agent-settings', settings: config.agentSettings })
    if (!same(kept.config.reward, config.reward)) this.send({ type: 'reward', reward: config.reward })
    return true
  }

  /** Step of the checkpoint that `resumeLastGood` goes on from, or null. */
  lastGoodStep(): number | null {
    const { epoch, step } = this.store.get().run
    return this.checkpoint?.epoch === epoch ? (stepOf(this.checkpoint.data) ?? step) : null
  }

  keepCheckpoint(epoch: number, data: unknown): void {
    if (this.undoable?.epoch === epoch) this.undoable = { ...this.undoable, data }
    const { run } = this.store.get()
    if (run.epoch === epoch) this.checkpoint = { epoch, config: run.config, data }
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Environment steps that a checkpoint says it has behind it. The page reads no more of it than that. */
function stepOf(checkpoint: unknown): number | null {
  const steps = (checkpoint as { loop?: { steps?: unknown } } | null)?.loop?.steps
  return typeof steps === 'number' ? steps : null
}
