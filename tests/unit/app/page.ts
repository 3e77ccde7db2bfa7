/** The page's state and intents without a browser and without a worker: what is sent to the worker is kept. */
import type { AppContext } from '../../../src/app/context.ts'
import { initialState } from '../../../src/app/initial-state.ts'
import { PlayControl } from '../../../src/app/play-commands.ts'
import { createRunCommands, defaultConfig } from '../../../src/app/run-commands.ts'
import { RunControl } from '../../../src/app/run-control.ts'
import { ShowControl } from '../../../src/app/show-control.ts'
import { TrainedRobots } from '../../../src/app/trained-robots.ts'
import { receiveFromWorker } from '../../../src/app/worker-messages.ts'
import { WorldOpening } from '../../../src/app/world-opening.ts'
import { worldOf } from '../../../src/app/worlds.ts'
import type { AppState } from '../../../src/store/state.ts'
import { createStore } from '../../../src/store/store.ts'
import { createTelemetry } from '../../../src/store/telemetry.ts'
import type { ToWorker } from '../../../src/workers/protocol.ts'

export function openPage(env: string, agent?: string) {
  const config = defaultConfig(env, agent)
  const store = createStore<AppState>(initialState(config, 'system'))
  const telemetry = createTelemetry()
  const sent: ToWorker[] = []
  const openWorld = () => worldOf(store.get().run.config.env, store.get().run.config.envSettings)
  const control = new RunControl(
    store,
    message => sent.push(message),
    () => [],
  )
  const trained = new TrainedRobots({
    store,
    addresses: {},
    read: async () => null,
    fail: (...about) => context.fail(...about),
  })
  const show = new ShowControl({ store, telemetry, trained, openWorld, now: () => 0 })
  const play = new PlayControl({
    store,
    openWorld,
    newestPolicy: () => show.policyOf(null),
    playChanged: () => undefined,
  })
  const context = {
    store,
    telemetry,
    control,
    worldChanged: () => undefined,
    configChanged: () => undefined,
    labelsChanged: () => undefined,
    leavePlay: () => play.leave(),
    stepShown: () => show.stepOnce(),
    notify: (tone, text, action) =>
      store.update(state => {
        state.notice = { id: (state.notice?.id ?? 0) + 1, tone, text, ...(action && { action }) }
      }),
    fail: error => {
      throw error
    },
    attempt: action => action(),
  } as Partial<AppContext> as AppContext
  const opening = new WorldOpening({ store, fail: (...about) => context.fail(...about) })
  const run = createRunCommands(context, opening, trained)
  const receive = receiveFromWorker({
    store,
    telemetry,
    control,
    solvedReturn: () => openWorld().solvedReturn,
    onPolicy: message => show.receivePolicy(message),
    onQueries: () => undefined,
    onSimulated: () => undefined,
  })
  control.begin(config)
  /** Types of what was sent since the last call. */
  const sentTypes = () => sent.splice(0).map(({ type }) => type)
  const begin = () => {
    receive({ type: 'started', epoch: store.get().run.epoch, optimalReturn: null, randomReturn: null })
  }
  return { store, telemetry, control, show, play, context, run, receive, begin, sent, sentTypes }
}
