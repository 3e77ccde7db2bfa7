/**
 * The labels of this page: what stands in the journal, what this tab has added, and what storage refused. Memory is
 * the truth for training; "saved" is said only of what the journal has completed.
 */
import { PlaygroundError } from '../core/errors.ts'
import { type JournalEntry, type Label, standingLabels } from '../core/label.ts'
import type { SettingValues } from '../core/settings.ts'
import type { Journal } from '../persistence/journal.ts'
import type { UnreadableRecord } from '../persistence/journal-record.ts'
import type { SavedState } from '../store/state.ts'

export class LabelBook {
  private readonly open: () => Promise<Journal>
  private readonly onChange: () => void
  private journal: Journal | null = null
  private entries: JournalEntry[] = []
  private readonly unsaved = new Set<string>()
  private loading = true
  private loaded: Promise<void> = Promise.resolve()
  private failure: PlaygroundError | null = null
  private unreadable: string | null = null
  /** What the journal holds that this version cannot read. */
  leftOut: readonly UnreadableRecord[] = []

  constructor(open: () => Promise<Journal>, onChange: () => void) {
    this.open = open
    this.onChange = onChange
  }

  /** Opens the journal and reads it; a journal that cannot be read is left as it is and nothing is written to it. */
  load(): Promise<void> {
    this.loaded = this.read()
    return this.loaded
  }

  private async read(): Promise<void> {
    try {
      this.journal = await this.open()
      this.journal.subscribe(event => {
        if (event.type === 'cleared') this.forget()
        else this.merge(event.entries)
      })
      const { entries, unreadable, readOnly } = await this.journal.readAll()
      this.merge(entries)
      if (readOnly) this.unreadable = readOnly.message
      this.leftOut = unreadable
    } catch (error) {
      this.note(error)
    }
    this.loading = false
    this.onChange()
  }

  /** Adds entries to memory at once; resolves when they are stored, or storage has refused them. */
  async add(added: readonly JournalEntry[]): Promise<void> {
    for (const entry of added) this.unsaved.add(entry.id)
    this.entries = [...this.entries, ...added]
    this.onChange()
    await this.save()
  }

  /** Tries again whatever is not stored yet. */
  private async save(): Promise<void> {
    await this.loaded
    const waiting = this.entries.filter(entry => this.unsaved.has(entry.id))
    if (!this.journal) {
      this.failure ??= new PlaygroundError('storage-disabled', 'This browser offers no storage here.')
      this.onChange()
      return
    }
    try {
      await this.journal.append(waiting)
      for (const entry of waiting) this.unsaved.delete(entry.id)
      if (this.unsaved.size === 0) this.failure = null
    } catch (error) {
      this.note(error)
    }
    this.onChange()
  }

  isPending(id: string): boolean {
    return this.unsaved.has(id)
  }

  all(): readonly JournalEntry[] {
    return this.entries
  }

  /** Standing labels about this world and these settings of it, oldest first. */
  standing(env: string, envSettings: SettingValues): Label[] {
    const settings = canonical(envSettings)
    return standingLabels(this.entries).filter(
      label => label.env === env && canonical(label.envSettings) === settings,
    )
  }

  standingCount(): number {
    return standingLabels(this.entries).length
  }

  /** Who has answered, in any world, in the order of their first answers. */
  raters(): string[] {
    return [...new Set(standingLabels(this.entries).map(({ rater }) => rater))]
  }

  /** `count` is the number of saved standing labels the page speaks of. */
  saved(labels: readonly Label[]): SavedState {
    const count = labels.filter(label => !this.unsaved.has(label.id)).length
    if (this.loading) return { kind: 'loading' }
    if (this.failure) {
      const { code, message } = this.failure
      return { kind: 'failed', count, unsaved: this.unsaved.size, code, message }
    }
    if (this.unreadable !== null) return { kind: 'unreadable', message: this.unreadable }
    return this.unsaved.size > 0 ? { kind: 'saving', count } : { kind: 'saved', count }
  }

  /** Deletes every label, here and in the journal. */
  async clear(): Promise<void> {
    await this.journal?.clear()
    this.forget()
  }

  private forget(): void {
    this.entries = []
    this.unsaved.clear()
    this.failure = null
    this.unreadable = null
    this.onChange()
  }

  private merge(entries: readonly JournalEntry[]): void {
    const known = new Set(this.entries.map(entry => entry.id))
    const fresh = entries.filter(entry => !known.has(entry.id))
    if (fresh.length === 0) return
    this.entries = [...this.entries, ...fresh]
    this.onChange()
  }

  private note(error: unknown): void {
    this.failure =
      error instanceof PlaygroundError ? error : new PlaygroundError('storage-failed', String(error))
  }
}

/** Settings with their keys in order, for comparing. */
function canonical(settings: SettingValues): string {
  return JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)))
}
