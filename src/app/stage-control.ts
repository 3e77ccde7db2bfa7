/** Between the store and the Phaser stage, which is loaded after the page has painted. */

import { replayClip } from '../core/clip-replay.ts'
import type { World } from '../core/environment.ts'
import type { Clip } from '../core/label.ts'
import type { EnvId } from '../envs/registry.ts'
import type { ClipView, ShownWorld, Stage } from '../scenes/stage.ts'
import type { Commands } from '../store/commands.ts'
import type { AppState, Notice } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { Telemetry } from '../store/telemetry.ts'
import type { PlaySession } from './play-session.ts'

interface Parts {
  readonly store: Store<AppState>
  readonly telemetry: Telemetry
  readonly commands: Commands
  openWorld(): World
  /** A person's play in a grid world; in a control world the exhibit shows it. */
  play(): PlaySession | null
  notify(tone: Notice['tone'], text: string): void
}

export class StageControl {
  private readonly parts: Parts
  private stage: Stage | null = null
  private slot: HTMLElement | null = null
  private loading = false
  /** Of the run on the stage: a restart is a new one on the same board. */
  private epoch: number | null = null
  private shown: { queries: string | null; episode: number | null; mode: string } = {
    queries: null,
    episode: null,
    mode: '',
  }

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
  clipProgress(): { step: number; steps: number }[] {
    const { mode, teach } = this.parts.store.get()
    if (!this.stage || mode !== 'teach') return []
    const { left, right } = this.stage.clipProgress()
    const shown = teach.way === 'compare' ? [left, right] : [left]
    return shown.filter(({ of }) => of > 0).map(({ step, of }) => ({ step, steps: of }))
  }

  pauseClips(paused: boolean): void {
    this.stage?.pauseClips(paused)
  }

  stepClip(index: number): void {
    this.stage?.stepClip(index)
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
      const { Stage } = await import('../scenes/stage.ts')
      const asked = new URLSearchParams(location.search).get('renderer')
      this.stage = new Stage({
        parent: this.slot ?? element,
        renderer: asked === 'canvas' || asked === 'webgl' ? asked : 'auto',
        env: this.parts.store.get().run.config.env as EnvId,
        frame: () => this.parts.telemetry.frame,
        exhibits: () => this.parts.telemetry.exhibits,
        surface: () => this.parts.telemetry.surface,
        onInspect: cell => this.parts.commands.inspectCell(cell),
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
    const { mode, layers, inspectedCell, run, play, teach } = this.parts.store.get()
    if (run.epoch !== this.epoch) {
      this.epoch = run.epoch
      this.shown = { queries: null, episode: null, mode: '' }
      stage.showWorld(this.world())
      this.showPlay()
    }
    const shows = mode === 'teach' ? 'compare' : play.active ? 'play' : 'watch'
    stage.setLayers(layers)
    stage.setSpeed(run.status === 'paused' ? 1 : run.speed)
    stage.inspect(mode === 'watch' ? inspectedCell : null)
    if (shows !== this.shown.mode) {
      this.shown = { queries: null, episode: null, mode: shows }
      stage.setMode(shows)
    }
    if (shows !== 'compare') return
    if (teach.way === 'compare') {
      const query = teach.queries[0] ?? null
      if (query && this.shown.queries === query.id) return
      this.shown.queries = query?.id ?? null
      this.shown.episode = null
      const left = query && this.view(query.left)
      const right = query && this.view(query.right)
      stage.showClips(left && right ? { left, right } : null)
    } else {
      const episode = teach.episode
      if (episode && this.shown.episode === episode.episode) return
      this.shown.episode = episode?.episode ?? null
      this.shown.queries = null
      stage.showSingleClip(episode ? this.view(episode.clip) : null)
    }
  }

  /** Null in a control world, whose clips cannot be shown. */
  private view(clip: Clip): ClipView | null {
    const world = this.parts.openWorld()
    if (world.form !== 'tabular') return null
    const { states } = replayClip(world.model, clip)
    return { states, actions: clip.actions }
  }
}
