/** Makes the world of a planar robot: its spaces and sizes follow from its task and the engine's model. */
import type { ControlShapingTerm, ControlWorld, Quantity } from '../../core/environment.ts'
import type { Figure } from '../../core/figure.ts'
import type { Box } from '../../core/space.ts'
import { modelFile } from './model-file.ts'
import { jointsOf } from './planar-robot.ts'
import { RobotEnvironment } from './robot-environment.ts'
import { figureOf } from './robot-figure.ts'
import { Simulation } from './simulation.ts'
import { type RobotTask, type RowLayout, rowLayout } from './task.ts'

export interface RobotWorldParts {
  readonly task: RobotTask
  readonly maxEpisodeSteps: number
  readonly solvedReturn: number | null
  readonly randomReturn: number | null
  readonly observations: readonly Quantity[]
  readonly actions: readonly Quantity[]
  readonly view: Figure['view']
  shapingTerms(layout: RowLayout): readonly ControlShapingTerm[]
}

export interface RobotWorld extends ControlWorld {
  readonly layout: RowLayout
  create(): RobotEnvironment
}

/** The layout of a robot's state rows: all its joints have one reading and one speed. */
export const layoutOf = ({ robot, readingCount }: RobotTask): RowLayout => {
  const joints = jointsOf(robot).length
  return rowLayout(joints, joints, robot.motors.length, readingCount)
}

/** @throws PlaygroundError `not-loaded` before the engine is here; `bad-model`. */
export function robotWorld(parts: RobotWorldParts): RobotWorld {
  const { task, view, shapingTerms, ...said } = parts
  const simulation = Simulation.of(modelFile(task.robot))
  const layout = layoutOf(task)
  const figure = figureOf(task.robot, view)
  const observationSpace = boundless(task.observationSize)
  const actionSpace = motorBox(task)
  const { engineBodies } = figure
  return {
    form: 'control',
    ...said,
    observationSpace,
    actionSpace,
    stateSize: layout.length,
    stepSeconds: simulation.timestep * task.frameSkip,
    plane: null,
    shapingTerms: shapingTerms(layout),
    restoredBy: 'state',
    hasSlowSteps: true,
    figure,
    layout,
    create: () =>
      new RobotEnvironment({ task, simulation, layout, observationSpace, actionSpace, engineBodies }),
  }
}

const boundless = (size: number): Box => ({
  kind: 'box',
  shape: [size],
  low: Array(size).fill(-Infinity),
  high: Array(size).fill(Infinity),
})

function motorBox({ robot }: RobotTask): Box {
  const high = robot.motors.map(({ strongest }) => strongest)
  return { kind: 'box', shape: [high.length], low: high.map(bound => -bound), high }
}
