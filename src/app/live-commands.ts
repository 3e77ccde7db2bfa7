/** Intents about praise, demonstrations, corrections, who answers, and the reports on answers. */
import type { Commands } from '../store/commands.ts'
import type { AppContext } from './context.ts'
import type { LiveControl } from './live-control.ts'
import { watchReports } from './report-requests.ts'

type LiveCommands = Pick<
  Commands,
  | 'praise'
  | 'startDemo'
  | 'startCorrection'
  | 'demonstrate'
  | 'finishLive'
  | 'setRater'
  | 'askAudit'
  | 'askOveroptimisation'
  | 'askInfluence'
>

/** A name is cut to this. */
const LONGEST_NAME = 40

export function createLiveCommands({ store, control }: AppContext, live: LiveControl): LiveCommands {
  const commands: LiveCommands = {
    praise: (signal, device) => live.praise(signal, device),
    startDemo: from => live.startDemo(from),
    startCorrection: () => live.startCorrection(),
    demonstrate: action => live.demonstrate(action),
    finishLive: keep => live.finish(keep),
    setRater(rater) {
      const name = raterOf(rater)
      store.update(({ teach }) => {
        teach.rater = name
        if (!teach.raters.includes(name)) teach.raters = [...teach.raters, name]
      })
    },
    askAudit: forecastFor => control.send({ type: 'audit', forecastFor }),
    askOveroptimisation() {
      store.update(({ teach }) => {
        teach.overoptimisation = 'running'
      })
      control.send({ type: 'overoptimise', repairs: ['labels', 'pessimism', 'kl'] })
    },
    askInfluence(label) {
      store.update(({ teach }) => {
        teach.influence = { label }
      })
      control.send({ type: 'influence', label })
    },
  }
  watchReports(store, commands)
  return commands
}

/** `person` for nobody in particular, `person:Ada` for a name. */
export function raterOf(rater: string): string {
  const name = rater
    .replace(/^person:?/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
  return name === '' ? 'person' : `person:${name}`
}
