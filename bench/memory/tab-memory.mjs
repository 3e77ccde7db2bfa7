/** What a tab takes of memory, through the browser's own protocol: https://chromedevtools.github.io/devtools-protocol/ */
import { existsSync, readFileSync } from 'node:fs'

const MEGABYTE = 1_000_000

/** Megabytes in use of what the collector leaves, with the buffers that scripts hold outside the heap. */
async function heapOf(send) {
  await send('HeapProfiler.collectGarbage')
  await send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize = 0 } = await send('Runtime.getHeapUsage')
  return (usedSize + backingStorageSize) / MEGABYTE
}

/** Megabytes of a process that are in memory; null where the system does not tell. */
function residentOf(process) {
  const status = `/proc/${process}/status`
  if (!existsSync(status)) return null
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))
  return found ? (Number(found[1]) * 1024) / MEGABYTE : null
}

/** @param page the only page of its browser. */
export async function watchMemory(page) {
  const session = await page.context().newCDPSession(page)
  const whole = await page.context().browser().newBrowserCDPSession()
  const workers = new Map()
  const waiting = new Map()
  let calls = 0
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.set(sessionId, targetInfo)
  })
  session.on('Target.detachedFromTarget', ({ sessionId }) => {
    workers.delete(sessionId)
    for (const [id, call] of waiting) {
      if (call.sessionId !== sessionId) continue
      waiting.delete(id)
      call.reject(new Error('The worker went away while it was asked.'))
    }
  })
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message)
    const call = waiting.get(id)
    if (!call) return
    waiting.delete(id)
    if (error) call.reject(new Error(error.message))
    else call.resolve(result)
  })
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  })
  const askWorker = sessionId => method =>
    new Promise((resolve, reject) => {
      const id = ++calls
      waiting.set(id, { sessionId, resolve, reject })
      session
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
        .catch(reject)
    })
  const tabs = async () =>
    (await whole.send('SystemInfo.getProcessInfo')).processInfo.filter(({ type }) => type === 'renderer')

  return {
    workers: () => workers.size,
    /** Of the process that holds page and workers, as it stands; null where the system does not tell. */
    async resident() {
      const sizes = (await tabs()).map(({ id }) => residentOf(id))
      return sizes.includes(null) ? null : Math.max(...sizes)
    },
    pageHeap: () => heapOf(method => session.send(method)),
    /** Of all workers together. */
    async workerHeap() {
      const heaps = await Promise.all([...workers.keys()].map(sessionId => heapOf(askWorker(sessionId))))
      return heaps.reduce((sum, heap) => sum + heap, 0)
    },
  }
}
