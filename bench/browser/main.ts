/** The page of the worker that measures: `measure(name)` is called from outside. */
interface Answer {
  readonly value: number
  readonly unit: string
  readonly failure?: string
}

function measure(name: string): Promise<Answer> {
  const worker = new Worker(new URL('./figures.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Answer>((resolve, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.failure === undefined) resolve(data)
      else reject(new Error(data.failure))
    })
    worker.postMessage(name)
  }).finally(() => worker.terminate())
}

Object.assign(window, { measure })
