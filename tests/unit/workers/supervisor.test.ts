import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FromWorker, ToWorker } from '../../../src/workers/protocol.ts'
import { Supervisor, type WorkerLike } from '../../../src/workers/supervisor.ts'

class FakeWorker {
  silent = false
  terminated = false
  readonly received: ToWorker[] = []
  private readonly listeners = new Map<string, (event: never) => void>()

  postMessage(message: ToWorker): void {
    this.received.push(message)
    if (message.type === 'ping' && !this.silent) this.say({ type: 'pong', sentAt: message.sentAt })
  }
  terminate(): void {
    this.terminated = true
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    this.listeners.set(type, listener)
  }
  say(data: FromWorker): void {
    this.listeners.get('message')?.({ data } as never)
  }
  crash(message: string): void {
    this.listeners.get('error')?.({ message } as never)
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function supervise() {
  const workers: FakeWorker[] = []
  const heard: FromWorker[] = []
  const restarts: string[] = []
  const givenUp: string[] = []
  const state = { hidden: false }
  const supervisor = new Supervisor({
    spawn: () => {
      const worker = new FakeWorker()
      workers.push(worker)
      return worker as unknown as WorkerLike
    },
    now: () => Date.now(),
    hidden: () => state.hidden,
    onMessage: message => heard.push(message),
    onRestart: reason => restarts.push(reason),
    onGivenUp: reason => givenUp.push(reason),
  })
  return { supervisor, workers, heard, restarts, givenUp, state }
}

const failure: FromWorker = { type: 'failed', epoch: 1, code: 'x', message: 'y' }

test('a worker that answers is left alone', () => {
  const { workers, restarts, supervisor } = supervise()
  vi.advanceTimersByTime(60_000)
  expect(restarts).toEqual([])
  expect(workers).toHaveLength(1)
  supervisor.stop()
})

test('silence for more than three seconds replaces the worker, and what the old one says is ignored', () => {
  const { workers, heard, restarts, supervisor } = supervise()
  vi.advanceTimersByTime(2000)
  workers[0]!.silent = true
  vi.advanceTimersByTime(3000)
  expect(restarts).toEqual([])
  vi.advanceTimersByTime(2000)
  expect(restarts).toEqual(['it stopped answering'])
  expect(workers[0]!.terminated).toBe(true)
  workers[0]!.say(failure)
  expect(heard).toEqual([])
  workers[1]!.say(failure)
  expect(heard).toEqual([failure])
  supervisor.stop()
})

test('a worker that is still loading gets more patience', () => {
  const { workers, restarts, supervisor } = supervise()
  workers[0]!.silent = true
  vi.advanceTimersByTime(19_000)
  expect(restarts).toEqual([])
  vi.advanceTimersByTime(4000)
  expect(restarts).toHaveLength(1)
  supervisor.stop()
})

test('a hidden page does not mistake its own slowed timers for silence', () => {
  const { workers, restarts, state, supervisor } = supervise()
  vi.advanceTimersByTime(2000)
  workers[0]!.silent = true
  state.hidden = true
  vi.advanceTimersByTime(30_000)
  expect(restarts).toEqual([])
  supervisor.stop()
})

test('three restarts within a minute, then it gives up and says so', () => {
  const { workers, restarts, givenUp } = supervise()
  for (let i = 0; i < 4; i++) workers.at(-1)!.crash('out of memory')
  expect(restarts).toEqual(['out of memory', 'out of memory', 'out of memory'])
  expect(givenUp).toEqual(['out of memory'])
  expect(workers.at(-1)!.terminated).toBe(true)
})

test('a worker that begins a run may be silent for longer, until its first frame', () => {
  const { supervisor, workers, restarts } = supervise()
  vi.advanceTimersByTime(5000)
  supervisor.send({ type: 'start', epoch: 1 } as ToWorker)
  workers[0]!.silent = true
  vi.advanceTimersByTime(15_000)
  expect(restarts).toEqual([])
  workers[0]!.say({ type: 'frame' } as FromWorker)
  vi.advanceTimersByTime(5000)
  expect(restarts).toEqual(['it stopped answering'])
  supervisor.stop()
})
