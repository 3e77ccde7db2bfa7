/** The composition root: everyone meets here and nowhere else. */
import { PlaygroundError } from '../core/errors.ts'
import { KEY_MAP } from '../panels/key-map.ts'
import { mountPanels } from '../panels/mount.tsx'
import { openJournal } from '../persistence/journal.ts'
import { encodeUnreadable } from '../persistence/journal-record.ts'
import type { Commands } from '../store/commands.ts'
import { type AppState, MOST_TILT } from '../store/state.ts'
import { createStore, type Store } from '../store/store.ts'
import { createTelemetry, type Telemetry } from '../store/telemetry.ts'
import { Supervisor, type WorkerLike } from '../workers/supervisor.ts'
import { createClipCommands } from './clip-commands.ts'
import type { AppContext } from './context.ts'
import { download } from './downloads.ts'
import { connectedPad, GamepadPoll, padIntents } from './gamepad.ts'
import { initialState } from './initial-state.ts'
import { watchInputDevices } from './input-devices.ts'
import { listenToKeys } from './keyboard.ts'
import { LabelBook } from './label-book.ts'
import { createLabelFileCommands } from './label-file-commands.ts'
import { createLiveCommands } from './live-commands.ts'
import { LiveControl } from './live-control.ts'
import { createMomentCommands } from './moment-commands.ts'
import { PlayControl } from './play-commands.ts'
import { createRunCommands } from './run-commands.ts'
import { RunControl } from './run-control.ts'
import { linkedWorld, openLink, writeLink } from './share.ts'
import { ShowControl } from './show-control.ts'
import { StageControl } from './stage-control.ts'
import { createTeachCommands } from './teach-commands.ts'
import { applyTheme, readTheme, saveTheme } from './theme.ts'
import { showTips } from './tips.ts'
import { ROBOT_ADDRESSES, TrainedRobots } from './trained-robots.ts'
import { createViewCommands } from './view-commands.ts'
import { WishWatch } from './wish-watch.ts'
import { receiveFromWorker } from './worker-messages.ts'
import { WorldOpening } from './world-opening.ts'
import { controlWorldOf, defaultBoard, gridWorld, isReady, worldOf } from './worlds.ts'

export function start(root: HTMLElement): void {
  const theme = readTheme()
  applyTheme(theme)
  const { hash } = location
  const linked = linkedWorld(hash)
  /** Its engine comes when the page has painted. */
  const waits = linked !== null && !isReady(linked)
  const { config, problems } = openLink(waits ? '' : hash)
  const store = createStore<AppState>(initialState(config, theme))
  const telemetry = createTelemetry()
  const openWorld = () => worldOf(store.get().run.config.env, store.get().run.config.envSettings)
  const board = () => gridWorld(openWorld())?.board ?? null
  const trained = new TrainedRobots({
    store,
    addresses: ROBOT_ADDRESSES,
    read: async address => (await fetch(address)).json(),
    fail: (error, consequence) => fail(error, consequence),
  })
  const show = new ShowControl({ store, telemetry, trained, openWorld, now: () => performance.now() })
  const play = new PlayControl({
    store,
    openWorld,
    newestPolicy: () => show.policyOf(null),
    playChanged: () => stage.playChanged(),
  })

  const book = new LabelBook(
    () =>
      openJournal({
        onBlocked: () =>
          notify('warning', 'Another tab holds an older version of your answers open. Close it to go on.'),
        onBlocking: () =>
          notify('warning', 'A newer version of Good Robot is open in another tab.', {
            label: 'Reload',
            command: 'reload',
          }),
      }),
    () => showLabels(),
  )
  const control: RunControl = new RunControl(
    store,
    message => supervisor.send(message),
    run => book.standing(run.env, run.envSettings),
  )

  const showLabels = () => {
    const { env, envSettings } = store.get().run.config
    const standing = book.standing(env, envSettings)
    store.update(({ teach }) => {
      teach.answered = standing.map(label => ({ label, pending: book.isPending(label.id) }))
      teach.saved = book.saved(standing)
      teach.totalLabels = book.standingCount()
      teach.raters = [...new Set(['person', teach.rater, ...book.raters()])]
    })
    return standing
  }

  const notify: AppContext['notify'] = (tone, text, action) => {
    store.update(state => {
      state.notice = { id: (state.notice?.id ?? 0) + 1, tone, text, ...(action && { action }) }
    })
  }
  const fail: AppContext['fail'] = (error, consequence, names = {}) => {
    let reason = error instanceof PlaygroundError ? error.message : String(error)
    const path = error instanceof PlaygroundError ? error.path : undefined
    const place = path && !reason.includes(path) && !(path in names) ? ` (${path})` : ''
    for (const [of, name] of Object.entries(names)) reason = reason.replaceAll(of, name)
    notify('error', `${consequence} ${reason}${place}`.trim())
  }
  const context: AppContext = {
    store,
    telemetry,
    control,
    book,
    worldChanged() {
      telemetry.frame = null
      telemetry.curves = null
      telemetry.exhibits = []
      telemetry.surface = null
      showLabels()
      stage.worldChanged()
      writeLink(store.get().run.config)
    },
    configChanged: () => writeLink(store.get().run.config),
    labelsChanged() {
      const labels = showLabels()
      control.send({ type: 'labels', labels })
    },
    leavePlay: () => play.leave(),
    stepShown: () => show.stepOnce(),
    notify,
    fail,
    attempt(action) {
      try {
        action()
      } catch (error) {
        fail(error, '')
      }
    },
  }

  const opening = new WorldOpening({ store, fail })
  const run = createRunCommands(context, opening, trained)
  const teach = createTeachCommands(context)
  const files = createLabelFileCommands(context)
  const devices = watchInputDevices(window)
  const live = new LiveControl({
    context,
    openWorld,
    newestPolicy: () => show.policyOf(null),
    clipStep: () => stage.clipPlaces()[0]?.step ?? 0,
    stageChanged: () => stage.playChanged(),
    now: () => performance.now(),
    device: () => devices.current,
  })
  const wishes = new WishWatch({
    store,
    openWorld,
    newestPolicy: () => show.policyOf(null),
    bringWishes: () => import('../envs/pip/wishes.ts'),
    now: () => performance.now(),
  })
  const view = createViewCommands(context, { leavePlay: () => play.leave(), saveTheme })
  const commands: Commands = {
    ...run,
    ...teach.commands,
    ...files,
    ...createLiveCommands(context, live),
    ...createClipCommands(store, { stepClips: by => stage.stepClips(by) }),
    ...view,
    ...play.commands,
    setPlayInput(input, axis) {
      if (live.takesKeys()) live.hold(input?.value ?? null, axis)
      else play.commands.setPlayInput(input, axis)
    },
    poke(push) {
      const driving = play.driving()
      if (driving) driving.poke(push)
      else show.poke(push)
    },
    drop(place) {
      const { mode, trick } = store.get()
      if (mode !== 'watch') return
      const driving = play.driving()
      if (driving) driving.drop(trick.thing, place)
      else show.drop(trick.thing, place)
    },
    setThing(thing) {
      store.update(({ trick }) => {
        trick.thing = thing
      })
    },
    setTilt(degrees) {
      store.update(({ trick }) => {
        trick.tilt = Math.max(-MOST_TILT, Math.min(MOST_TILT, degrees))
      })
    },
    ...createMomentCommands(store),
    runNoticeAction() {
      const action = store.get().notice?.action?.command
      view.dismissNotice()
      if (action === 'undo-reset') run.undoRestart()
      else if (action === 'download-labels') files.exportLabels()
      else if (action === 'open-teach') view.setMode('teach')
      else if (action === 'download-unreadable') {
        download('good-robot-unreadable.jsonl', encodeUnreadable(book.leftOut), 'application/x-ndjson')
      } else if (action === 'reload') location.reload()
      else if (action === 'restart') control.begin(store.get().run.config)
      else if (action === 'resume-last-good') run.resumeLastGood()
    },
  }
  const stage = new StageControl({
    store,
    telemetry,
    commands,
    openWorld,
    play: () => live.turns() ?? play.turns(),
    notify,
  })

  const supervisor = new Supervisor({
    spawn: () =>
      new Worker(new URL('../workers/trainer.worker.ts', import.meta.url), { type: 'module' }) as WorkerLike,
    now: () => performance.now(),
    hidden: () => document.hidden,
    onMessage: receiveFromWorker({
      store,
      telemetry,
      control,
      solvedReturn: () => openWorld().solvedReturn,
      onPolicy: message => show.receivePolicy(message),
      onQueries: teach.onQueries,
      onSimulated: teach.onSimulated,
    }),
    onRestart(reason) {
      notify(
        'warning',
        `The trainer was started again because ${reason}. It goes on from its last checkpoint.`,
      )
      control.resume()
    },
    onGivenUp(reason) {
      store.update(({ run }) => {
        run.status = 'failed'
        run.failure = {
          code: 'trainer-gone',
          message: `The trainer stopped four times within a minute (${reason}). Reload the page.`,
        }
      })
      notify('error', `The trainer stopped four times within a minute (${reason}).`, {
        label: 'Reload',
        command: 'reload',
      })
    },
  })

  mountPanels(root, {
    store,
    commands,
    telemetry,
    keyMap: KEY_MAP,
    boardOf: defaultBoard,
    board,
    model: () => gridWorld(openWorld())?.model ?? null,
    policyOf: moment => show.policyOf(moment),
    observationOf: state => show.observationOf(state),
    valueRange: () => stage.valueRange(),
    controlWorld: () => controlWorldOf(openWorld()),
    clipPlaces: () => stage.clipPlaces(),
    onStageSlot: element => stage.place(element),
  })
  exposeForInspection(store, telemetry)
  listenToKeys({ map: KEY_MAP, store, commands, board })
  animate(
    { show, play, live, wishes },
    new GamepadPoll(padIntents({ store, commands, board, devices })),
    store,
  )
  const tellOf = (left: typeof problems) => {
    if (left.length === 0) return
    const places = left.map(problem => problem.message).join(' ')
    notify('warning', `Part of this link was left out. ${places}`)
  }
  if (waits) {
    void opening.open(
      linked,
      () => {
        const link = openLink(hash)
        run.openConfig(link.config)
        tellOf(link.problems)
      },
      () => control.begin(config),
    )
  } else control.begin(config)
  showTips(context)
  tellOf(problems)
  void book.load().then(() => {
    if (showLabels().length > 0) context.labelsChanged()
    const [first] = book.leftOut
    if (first) {
      notify(
        'warning',
        `Stored answers that could not be read: ${book.leftOut.length}. They stay as found. ${first.reason}`,
        {
          label: 'Download them',
          command: 'download-unreadable',
        },
      )
    }
  })
}

interface Actors {
  readonly show: ShowControl
  readonly play: PlayControl
  readonly live: LiveControl
  readonly wishes: WishWatch
}

/** Each animation frame: the gamepad, the person at the controls, the robots on show. A hidden page has none. */
function animate({ show, play, live, wishes }: Actors, pad: GamepadPoll, store: Store<AppState>): void {
  let before = performance.now()
  const next = (now: number) => {
    requestAnimationFrame(next)
    const milliseconds = Math.max(0, now - before)
    before = now
    if (store.get().play.active || live.takesKeys()) pad.poll(connectedPad())
    else pad.rest()
    play.frame(milliseconds)
    show.frame(milliseconds, play.driving())
    live.frame(milliseconds)
    wishes.frame()
  }
  requestAnimationFrame(next)
}

/** With `?inspect` in the address, a read-only view of the page's state for tests and for the curious. */
function exposeForInspection(store: Store<AppState>, telemetry: Telemetry): void {
  if (!new URLSearchParams(location.search).has('inspect')) return
  Object.assign(window, { goodRobot: { state: () => store.get(), telemetry: () => telemetry } })
}
