/** Between the store and the Phaser stage, which is loaded after the page has painted. */

import { replayClip, replayControlClip } from '../core/clip-replay.ts'
import type { World } from '../core/environment.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { RobotEvent } from '../core/frame.ts'
import type { Clip } from '../core/label.ts'
import type { EnvId } from '../envs/registry.ts'
import type { ClipPlace, ClipView, ShownWorld, Stage, StageMode } from '../scenes/stage.ts'
import type { Commands } from '../store/commands.ts'
import { groundTilt, shownClip, shownQuery } from '../store/selectors.ts'
import type { AppState, Notice, TeachWay } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { Telemetry } from '../store/telemetry.ts'

interface Parts {
  readonly store: Store<AppState>
  readonly telemetry: Telemetry
  readonly commands: Commands
  openWorld(): World
  /** A person's play, or who is taught live, in a grid world; in a control world the exhibit shows it. */
  play(): { readonly states: readonly number[]; readonly event: RobotEvent } | null
  notify(tone: Notice['tone'], text: string): void
}

type Scenes = typeof import('../scenes/registry.ts')

export class StageControl {
  private readonly parts: Parts
  private stage: Stage | null = null
  private scenes: Scenes | null = null
  /** A world whose scene is on its way. */
  private awaited: EnvId | null = null
  private slot: HTMLElement | null = null
  private loading = false
  /** Of the run on the stage: a restart is a new one on the same board. */
  private epoch: number | null = null
  private shownMode: StageMode | null = null
  /** Clips on the stage; the same objects are the same clips. */
  private shownClips: readonly Clip[] = []

  constructor(parts: Parts) {
    this.parts = parts
    parts.store.subscribe(() => this.sync())
  }

  /** The element that holds the canvas has changed, or is gone. */
  place(element: HTMLElement | null): void {
    this.slot = element
    if (element && this.stage) this.stage.attach(element)
    else if (element && !this.loading) void this.load(element)
  }

  valueRange(): { min: number; max: number } {
    return this.stage?.valueRange() ?? { min: 0, max: 0 }
  }

  /** Left and right in Compare, one in Rate, none while there is no clip. */
  clipPlaces(): readonly ClipPlace[] {
    return this.stage && this.shownClips.length > 0 ? this.stage.clipPlaces() : []
  }

  stepClips(by: -1 | 1): void {
    this.stage?.stepClips(by)
  }

  worldChanged(): void {
    this.epoch = null
    this.sync()
  }

  playChanged(): void {
    this.showPlay()
    this.sync()
  }

  private showPlay(): void {
    const session = this.parts.play()
    this.stage?.showPlay(session ? { states: session.states, event: session.event } : null)
  }

  private get env(): EnvId {
    return this.parts.store.get().run.config.env as EnvId
  }

  /** The world before stays on the stage meanwhile. @returns whether the scene is there. */
  private hasScene(): boolean {
    const { env, scenes } = this
    if (!scenes || scenes.hasScene(env)) return true
    if (this.awaited === env) return false
    this.awaited = env
    const heard = () => {
      if (this.awaited === env) this.awaited = null
    }
    scenes.bringScene(env).then(
      () => {
        heard()
        this.sync()
      },
      error => {
        heard()
        this.parts.notify(
          'error',
          `This world cannot be drawn: ${String(error)}. Open it again, or another one.`,
        )
      },
    )
    return false
  }

  private world(): ShownWorld {
    const { config, epoch } = this.parts.store.get().run
    const world = this.parts.openWorld()
    return world.form === 'tabular'
      ? { form: world.form, board: world.board, epoch, env: config.env }
      : { form: world.form, world, epoch, env: config.env }
  }

  private async load(element: HTMLElement): Promise<void> {
    this.loading = true
    try {
      const [{ Stage }, scenes] = await Promise.all([
        import('../scenes/stage.ts'),
        import('../scenes/registry.ts'),
      ])
      const { env } = this
      await scenes.bringScene(env)
      this.scenes = scenes
      const asked = new URLSearchParams(location.search).get('renderer')
      this.stage = new Stage({
        parent: this.slot ?? element,
        renderer: asked === 'canvas' || asked === 'webgl' ? asked : 'auto',
        env,
        frame: () => this.parts.telemetry.frame,
        exhibits: () => this.parts.telemetry.exhibits,
        surface: () => this.parts.telemetry.surface,
        onInspect: cell => this.parts.commands.inspectCell(cell),
        onPoke: push => this.parts.commands.poke(push),
        onDrop: (x, y) => this.parts.commands.drop({ x, y }),
      })
      this.watchPreferences(this.stage)
      this.worldChanged()
    } catch (error) {
      this.parts.notify(
        'error',
        `The stage could not be drawn (${String(error)}). Learning goes on; the table view and the numbers work.`,
      )
    }
  }

  private watchPreferences(stage: Stage): void {
    const motion = matchMedia('(prefers-reduced-motion: reduce)')
    stage.setReducedMotion(motion.matches)
    if (motion.matches) this.parts.commands.setClipsPaused(true)
    motion.addEventListener('change', () => stage.setReducedMotion(motion.matches))
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => stage.setTheme())
    let theme = this.parts.store.get().theme
    this.parts.store.subscribe(() => {
      const next = this.parts.store.get().theme
      if (next === theme) return
      theme = next
      stage.setTheme()
    })
  }

  /** Puts what the store says onto the stage. */
  private sync(): void {
    const stage = this.stage
    if (!stage) return
    const state = this.parts.store.get()
    const { mode, layers, inspectedCell, run, teach } = state
    if (run.epoch !== this.epoch) {
      if (!this.hasScene()) return
      this.epoch = run.epoch
      this.shownMode = null
      stage.showWorld(this.world())
      this.showPlay()
    }
    stage.setLayers(layers)
    stage.setSpeed(run.status === 'paused' ? 1 : run.speed)
    stage.inspect(mode === 'watch' ? inspectedCell : null)
    stage.setTilt(groundTilt(state))
    stage.playClips(teach.clipsPaused, teach.clipPlayback)
    const shows = stageMode(state)
    if (shows !== this.shownMode) {
      this.shownMode = shows
      this.shownClips = []
      stage.setMode(shows)
      stage.showClips([])
    }
    const clips = shows === 'compare' ? clipsOnShow(state) : []
    if (sameClips(clips, this.shownClips)) return
    this.shownClips = clips
    stage.showClips(this.views(clips))
  }

  /** None where one cannot be replayed: an answer from a file may not fit this world. */
  private views(clips: readonly Clip[]): readonly ClipView[] {
    try {
      return clips.map(clip => this.view(clip))
    } catch (error) {
      if (!(error instanceof PlaygroundError)) throw error
      this.parts.notify('warning', `This clip cannot be shown. ${error.message}`)
      return []
    }
  }

  private view(clip: Clip): ClipView {
    const world = this.parts.openWorld()
    if (world.form === 'tabular') {
      return { form: 'tabular', states: replayClip(world.model, clip).states, actions: clip.actions }
    }
    const { states, actions } = replayControlClip(world, clip)
    return { form: 'control', stateSize: world.stateSize, states, actions }
  }
}

/** Clips are compared, rated and corrected; otherwise a robot acts, or a person. */
function stageMode({ mode, play, teach }: AppState): StageMode {
  if (play.active) return 'play'
  if (mode !== 'teach') return 'watch'
  const { way, live } = teach
  if (ACTING_WAYS.includes(way)) return 'play'
  return way === 'correct' && live?.kind === 'correct' && live.status !== 'finished' ? 'play' : 'compare'
}

const ACTING_WAYS: readonly TeachWay[] = ['praise', 'demo']

function clipsOnShow(state: AppState): readonly Clip[] {
  if (state.teach.way === 'compare') {
    const query = shownQuery(state)
    return query ? [query.left, query.right] : []
  }
  const { live } = state.teach
  if (state.teach.way === 'correct' && live?.kind === 'correct' && live.shown)
    return live.rest?.clip ? [live.rest.clip, live.shown] : [live.shown]
  const record = shownClip(state)
  return record ? [record.clip] : []
}

const sameClips = (a: readonly Clip[], b: readonly Clip[]): boolean =>
  a.length === b.length && a.every((clip, index) => clip === b[index])
