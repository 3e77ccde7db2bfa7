/**
 * Fails the n-th storage operation of a fake IndexedDB, once or from there on, after SQLite's fault simulation
 * ("How SQLite Is Tested", https://www.sqlite.org/testing.html). An operation is opening, beginning a transaction, a
 * request, or a commit (where a full disk shows: an abort with the transaction's error set and no failed request).
 */
import 'fake-indexeddb/auto'

export type FaultPoint = 'open' | 'begin' | 'request' | 'commit'

export interface Fault {
  /** Counted from 1. */
  readonly at: number
  readonly persistent: boolean
  readonly error: string
  readonly points?: readonly FaultPoint[]
}

interface RawTransaction {
  _requests: unknown[]
  _state: string
  mode: string
  _abort(error: string): void
}

export class FaultyStorage {
  /** Operations that failed. */
  hits = 0
  private operations = 0
  private readonly fault: Fault
  private readonly restores: (() => void)[] = []

  constructor(fault: Fault) {
    this.fault = fault
    const due = (point: FaultPoint) => this.due(point)
    const failure = () => new DOMException('planted', fault.error)
    this.patch(IDBFactory.prototype, 'open', original => {
      return function (this: unknown, ...parameters: unknown[]) {
        if (due('open')) throw failure()
        return original.apply(this, parameters)
      }
    })
    this.patch(IDBDatabase.prototype, 'transaction', original => {
      return function (this: unknown, ...parameters: unknown[]) {
        const ours = parameters[1] !== 'versionchange' // the fake begins an upgrade by the same door
        if (ours && due('begin')) throw failure()
        return original.apply(this, parameters)
      }
    })
    this.patch(IDBTransaction.prototype, '_execRequestAsync', original => {
      return function (this: unknown, request: unknown) {
        const planned = request as { source: unknown; operation: () => unknown }
        if (!planned.source || !due('request')) return original.call(this, planned)
        return original.call(this, {
          ...planned,
          operation: () => {
            throw failure()
          },
        })
      }
    })
    this.patch(IDBTransaction.prototype, '_start', original => {
      return function (this: unknown) {
        const raw = this as RawTransaction
        const commits = raw._requests.length === 0 && raw._state !== 'finished' && raw.mode === 'readwrite'
        if (commits && due('commit')) raw._abort(fault.error)
        else original.call(this)
      }
    })
  }

  restore(): void {
    for (const restore of this.restores) restore()
  }

  private due(point: FaultPoint): boolean {
    if (this.fault.points && !this.fault.points.includes(point)) return false
    this.operations++
    const fails = this.fault.persistent ? this.operations >= this.fault.at : this.operations === this.fault.at
    if (fails) this.hits++
    return fails
  }

  private patch(
    target: object,
    name: string,
    make: (
      original: (this: unknown, ...parameters: unknown[]) => unknown,
    ) => (...parameters: never[]) => unknown,
  ): void {
    const holder = target as Record<string, unknown>
    const original = holder[name] as (this: unknown, ...parameters: unknown[]) => unknown
    holder[name] = make(original)
    this.restores.push(() => {
      holder[name] = original
    })
  }
}
