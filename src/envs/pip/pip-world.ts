/** Pip on its bench as a world, made once the physics engine is here. */
import type { ControlWorld } from '../../core/environment.ts'
import { numberOf, type SettingValues, textOf } from '../../core/settings.ts'
import { robotWorld } from '../mujoco/robot-world.ts'
import { benchOf, type Clutter } from './bench.ts'
import { Posture } from './pip-posture.ts'
import { pipShaping } from './pip-shaping.ts'
import { pipActions, pipObservations, pipTask } from './pip-task.ts'

/**
 * @param settings decoded. @param usual Are all of them at their defaults?
 * @throws PlaygroundError `not-loaded`.
 */
export function pipWorld(settings: SettingValues, usual: boolean): ControlWorld {
  const bench = benchOf(textOf(settings, 'clutter') as Clutter)
  const task = pipTask(bench, { noise: numberOf(settings, 'start_noise') })
  const world = robotWorld({
    task,
    maxEpisodeSteps: 1000,
    solvedReturn: usual ? 10 : null,
    // Metres, measured over 1000 episodes of uniform actions on a tidy bench.
    randomReturn: usual ? 0.055 : null,
    observations: pipObservations,
    actions: pipActions,
    view: { width: 4, height: 2.1, bottom: -0.35, follows: true },
    shapingTerms: layout => pipShaping(task.robot, bench, layout),
  })
  const posture = new Posture(task.robot, bench)
  const { figure } = world
  if (figure === null) return world
  return {
    ...world,
    figure: {
      ...figure,
      // Feet stand on books too.
      touching(states, offset, into) {
        posture.place(states, offset)
        for (let foot = 0; foot < 2; foot++) into[foot] = posture.stands(foot) ? 1 : 0
      },
    },
  }
}
