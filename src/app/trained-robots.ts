/**
 * Trained robots that came with the page, three ages of a world at most: small files that are fetched when their world opens.
 * They are shown beside the robot that learns, and a run can begin with one.
 */
import { AGES, type Age } from '../core/age.ts'
import type { ControlWorld } from '../core/environment.ts'
import type { PolicySnapshot } from '../core/policy-snapshot.ts'
import type { RunConfig } from '../core/run-config.ts'
import { policySize } from '../core/space.ts'
import { decodeRobot, type RobotFile } from '../persistence/robot-file.ts'
import type { AppState } from '../store/state.ts'
import type { Store } from '../store/store.ts'
import type { Beginner } from '../workers/protocol.ts'

/** Where the files are, by name: `ENV.AGE.json`. */
export const ROBOT_ADDRESSES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../assets/robots/*.json', { query: '?url', import: 'default', eager: true }),
  ).map(([path, address]) => [path.slice(path.lastIndexOf('/') + 1), address]),
)

interface Parts {
  readonly store: Store<AppState>
  readonly addresses: Readonly<Record<string, string>>
  read(address: string): Promise<unknown>
  fail(error: unknown, consequence: string): void
}

export class TrainedRobots {
  private readonly parts: Parts
  private readonly robots = new Map<Age, RobotFile>()
  /** What was read before, by address: worlds are left and come back to. */
  private readonly known = new Map<string, RobotFile>()
  /** World and settings they are of. */
  private key = ''

  constructor(parts: Parts) {
    this.parts = parts
  }

  robotOf(age: Age): RobotFile | null {
    return this.robots.get(age) ?? null
  }

  policyOf(age: Age): PolicySnapshot | null {
    return this.robotOf(age)?.policy ?? null
  }

  /** One of a world, whatever its settings; null before it was fetched. */
  beginnerOf(env: string, age: Age): Beginner | null {
    const robot = this.known.get(this.parts.addresses[`${env}.${age}.json`] ?? '')
    return robot ? { policy: robot.policy, steps: robot.steps } : null
  }

  /** Another run is open; robots of another world go. @param world null for a grid world. */
  open({ env, envSettings }: RunConfig, world: ControlWorld | null): void {
    const key = `${env} ${JSON.stringify(envSettings)}`
    if (key === this.key) return
    this.key = key
    this.robots.clear()
    this.publish()
    if (!world) return
    const addresses = AGES.flatMap(age => this.parts.addresses[`${env}.${age}.json`] ?? [])
    void this.fetch(key, addresses, robot => suits(robot, envSettings, world))
  }

  private async fetch(key: string, addresses: readonly string[], fits: (robot: RobotFile) => boolean) {
    try {
      const robots = await Promise.all(addresses.map(address => this.robotAt(address)))
      if (key !== this.key) return
      for (const robot of robots) if (fits(robot)) this.robots.set(robot.age, robot)
      this.publish()
    } catch (error) {
      if (key === this.key) this.parts.fail(error, 'The trained robots cannot be shown.')
    }
  }

  private async robotAt(address: string): Promise<RobotFile> {
    const robot = this.known.get(address) ?? decodeRobot(await this.parts.read(address))
    this.known.set(address, robot)
    return robot
  }

  private publish(): void {
    const trained = AGES.flatMap(age => {
      const robot = this.robots.get(age)
      if (!robot) return []
      const { agent, steps, evaluation } = robot
      return [{ age, agent, steps, meanReturn: evaluation.meanReturn, meanLength: evaluation.meanLength }]
    })
    if (trained.length === 0 && this.parts.store.get().trained.length === 0) return
    this.parts.store.update(state => {
      state.trained = trained
    })
  }
}

/** Of the same world with the same settings, and networks that fit it? */
function suits(robot: RobotFile, envSettings: RunConfig['envSettings'], world: ControlWorld): boolean {
  const keys = new Set([...Object.keys(robot.envSettings), ...Object.keys(envSettings)])
  const { inputs, layers } = robot.policy.policy
  const outputs = policySize(world.actionSpace)
  return (
    [...keys].every(key => robot.envSettings[key] === envSettings[key]) &&
    inputs === world.observationSpace.low.length &&
    // Where actions are numbers, their deviations may come from elsewhere.
    [outputs, outputs / 2].includes(layers.at(-1)!.units)
  )
}
