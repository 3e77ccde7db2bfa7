/** Intents about the run: world, learner, reward, pace. */

import { agentById } from '../agents/registry.ts'
import type { World } from '../core/environment.ts'
import { NO_SHAPING, type RewardSettings, type RunConfig, type Speed } from '../core/run-config.ts'
import { decodeSettings, defaultsOf, type SettingValue, type SettingValues } from '../core/settings.ts'
import { environmentById } from '../envs/registry.ts'
import type { Commands } from '../store/commands.ts'
import type { Notice } from '../store/state.ts'
import type { Beginner } from '../workers/protocol.ts'
import type { AppContext } from './context.ts'
import { agentGoingAlong, defaultAgent } from './default-agents.ts'
import { changesOf, feedbackSchema } from './feedback-forms.ts'
import type { TrainedRobots } from './trained-robots.ts'
import { wishRecipe } from './wish-recipes.ts'
import type { WorldOpening } from './world-opening.ts'
import { openWorldState, termEntries, worldOf } from './worlds.ts'

type RunCommands = Pick<
  Commands,
  | 'openWorld'
  | 'setEnvSetting'
  | 'chooseAgent'
  | 'setAgentSetting'
  | 'resetAgentSettings'
  | 'setTermWeight'
  | 'removeTerm'
  | 'setLearnedWeight'
  | 'setLearnedOnly'
  | 'setSeed'
  | 'togglePlaying'
  | 'stepOnce'
  | 'setSpeed'
  | 'setLearning'
  | 'restart'
  | 'beginWithTrained'
  | 'setUpWish'
  | 'undoRestart'
  | 'resumeLastGood'
>

/** A learner's settings for a world: its defaults, and what suits this world better. */
export function agentSettingsFor(agent: string, env: string) {
  const { settings, tuned } = agentById(agent)
  return decodeSettings(settings, tuned?.[env] ?? {}, 'agent')
}

/** Everything at its default in a world; also its learner, unless one is named. */
export function defaultConfig(env: string, agent?: string, seed = 1): RunConfig {
  const envSettings = defaultsOf(environmentById(env).settings)
  const learner = agent ?? defaultAgent(env, worldOf(env, envSettings))
  return {
    env,
    envSettings,
    agent: learner,
    agentSettings: agentSettingsFor(learner, env),
    reward: NO_SHAPING,
    seed,
  }
}

/** In a grid world fast enough that colour spreads while one watches, slow enough to follow the robot. */
export const FIRST_SPEEDS: Readonly<Record<World['form'], Speed>> = { tabular: 100, control: 2000 }

/** A refused setting, or an offer to undo: of no use once another run is open. */
const isAboutBefore = (notice: Notice | null) =>
  notice?.action?.command === 'undo-reset' || (notice?.tone === 'error' && !notice.action)

interface RunIntents extends RunCommands {
  /** Opens a whole config, such as that of a link. Its world must be ready. */
  openConfig(config: RunConfig): void
}

export function createRunCommands(
  context: AppContext,
  opening: WorldOpening,
  trained: TrainedRobots,
): RunIntents {
  const { store, control } = context
  const config = () => store.get().run.config
  /** The pace last chosen in worlds of each form. */
  const speeds = { ...FIRST_SPEEDS }
  /** And what a person changed there in how feedback is asked for and learnt from. */
  const feedback: Record<World['form'], SettingValues> = { tabular: {}, control: {} }

  /** Opens a config: the world is built here first, so a setting it refuses never reaches the worker. */
  const open = (next: RunConfig, robot?: Beginner) => {
    const world = worldOf(next.env, next.envSettings)
    const known = new Set(world.shapingTerms.map(term => term.id))
    const weights = Object.fromEntries(
      Object.entries(next.reward.weights).filter(([term]) => known.has(term)),
    )
    const before = config()
    const sameWorld =
      before.env === next.env && JSON.stringify(before.envSettings) === JSON.stringify(next.envSettings)
    context.leavePlay()
    speeds[store.get().world.form] = store.get().run.speed
    const { settings, settingsSchema } = store.get().teach
    const { form } = store.get().world
    feedback[form] = changesOf(settings, settingsSchema, feedback[form])
    const schema = feedbackSchema(world)
    store.update(state => {
      state.terms = termEntries(world)
      state.world = openWorldState(world)
      state.run.speed = speeds[world.form]
      state.teach.settings = { ...defaultsOf(schema), ...feedback[world.form] }
      state.teach.settingsSchema = schema
      if (!sameWorld) state.teach.plane = null
      state.teach.editing = null
      if (!sameWorld) state.play.bestReturn = null
      // What was solved was the world as it was.
      if (!sameWorld && before.env === next.env) delete state.progress[next.env]
      if (isAboutBefore(state.notice)) state.notice = null
    })
    if (!sameWorld) control.forgetRestart()
    control.begin({ ...next, reward: { ...next.reward, weights } }, null, robot)
    context.worldChanged()
  }

  const setReward = (reward: RewardSettings) => {
    store.update(({ run }) => {
      run.config.reward = reward
    })
    control.send({ type: 'reward', reward })
    context.configChanged()
  }

  return {
    openConfig: open,
    openWorld(env) {
      if (store.get().opening !== null && env === config().env) {
        opening.cancel()
        // A page that opened with a link to a robot has begun nothing yet.
        if (store.get().run.epoch === 0) control.begin(config())
        return
      }
      void opening.open(env, () => {
        const { env: before, envSettings, agent, seed } = config()
        const from = { env: before, world: worldOf(before, envSettings) }
        const to = { env, world: worldOf(env, defaultsOf(environmentById(env).settings)) }
        open(defaultConfig(env, agentGoingAlong(agent, from, to), seed))
      })
    },
    setEnvSetting(key: string, value: SettingValue) {
      const { env, envSettings } = config()
      const { settings } = environmentById(env)
      try {
        const decoded = decodeSettings(settings, { ...envSettings, [key]: value }, 'env')
        worldOf(env, decoded)
        open({ ...config(), envSettings: decoded })
      } catch (error) {
        context.fail(error, 'The world stays as it was.', { [`env.${key}`]: settings[key]?.label ?? key })
      }
    },
    chooseAgent(agent) {
      open({ ...config(), agent, agentSettings: agentSettingsFor(agent, config().env) })
    },
    setAgentSetting(key, value) {
      const { agent, agentSettings } = config()
      const { settings } = agentById(agent)
      context.attempt(() => {
        const decoded = decodeSettings(settings, { ...agentSettings, [key]: value }, 'agent')
        if (!settings[key]?.live) {
          open({ ...config(), agentSettings: decoded })
          return
        }
        store.update(({ run }) => {
          run.config.agentSettings = decoded
        })
        control.send({ type: 'agent-settings', settings: decoded })
        context.configChanged()
      })
    },
    resetAgentSettings() {
      open({ ...config(), agentSettings: agentSettingsFor(config().agent, config().env) })
    },
    setTermWeight(term, weight) {
      const { reward } = config()
      setReward({ ...reward, weights: { ...reward.weights, [term]: weight } })
    },
    removeTerm(term) {
      const { reward } = config()
      const { [term]: _removed, ...weights } = reward.weights
      setReward({ ...reward, weights })
    },
    setLearnedWeight(learnedWeight) {
      setReward({ ...config().reward, learnedWeight })
    },
    setLearnedOnly(learnedOnly) {
      setReward({ ...config().reward, learnedOnly })
    },
    setSeed(seed) {
      open({ ...config(), seed })
    },
    togglePlaying() {
      const playing = store.get().run.status === 'paused'
      if (store.get().run.status === 'failed') {
        control.begin(config())
        return
      }
      store.update(({ run }) => {
        run.status = playing ? 'running' : 'paused'
      })
      control.send({ type: 'play', playing })
    },
    stepOnce() {
      if (store.get().run.status !== 'paused') {
        store.update(({ run }) => {
          run.status = 'paused'
        })
        control.send({ type: 'play', playing: false })
      }
      control.send({ type: 'step' })
      context.stepShown()
    },
    setSpeed(speed) {
      store.update(({ run }) => {
        run.speed = speed
      })
      control.send({ type: 'speed', speed })
    },
    setLearning(learning) {
      store.update(({ run }) => {
        run.learning = learning
      })
      control.send({ type: 'learning', learning })
    },
    restart() {
      const had = store.get().run.step > 0
      control.restart(config())
      if (had) context.notify('info', 'Started again.', { label: 'Undo', command: 'undo-reset' })
    },
    beginWithTrained(age) {
      const robot = trained.robotOf(age)
      if (!robot) return
      const { agent, policy, steps } = robot
      context.attempt(() => {
        const agentSettings = decodeSettings(agentById(agent).settings, robot.agentSettings, 'agent')
        const had = store.get().run.step > 0
        control.restart({ ...config(), agent, agentSettings }, { policy, steps })
        context.worldChanged()
        context.notify(
          'info',
          `It learns on from the trained ${age}.`,
          ...(had ? [{ label: 'Undo', command: 'undo-reset' } as const] : []),
        )
      })
    },
    setUpWish(id) {
      const { env, seed } = config()
      const recipe = wishRecipe(env, id)
      if (!recipe) return
      const { agent, start } = recipe
      const robot = start ? trained.beginnerOf(env, start) : undefined
      if (robot === null) {
        context.notify('info', `The trained ${start} it begins with is not here yet. Try again in a moment.`)
        return
      }
      context.attempt(() => {
        const envSettings = { ...defaultsOf(environmentById(env).settings), ...recipe.envSettings }
        const agentSettings = { ...agentSettingsFor(agent, env), ...recipe.agentSettings }
        store.update(({ teach }) => {
          teach.settings = { ...teach.settings, ...recipe.feedbackSettings }
        })
        const reward = { ...recipe.reward, weights: {} }
        open({ env, envSettings, agent, agentSettings, reward, seed }, robot)
        context.notify(
          'info',
          `${agentById(agent).title} starts anew${start ? ` from the trained ${start}` : ''}, paid for staying up and for what you prefer.`,
        )
      })
    },
    undoRestart() {
      if (!control.undoRestart()) context.notify('info', 'There is no earlier run to bring back.')
    },
    resumeLastGood() {
      if (!control.resumeLastGood())
        context.notify('info', 'No checkpoint of this run was kept. Start again.')
    },
  }
}
