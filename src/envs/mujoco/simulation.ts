/**
 * One model and one set of the engine's numbers, through which every environment of a world steps in turn: a step is a
 * function of place, speed, warm start, controls and outside forces, so all that lasts is an environment's own, and making
 * or dropping environments takes nothing of the engine's memory, which nothing frees by itself.
 *
 * The engine's arrays are views of its memory; when that grows they become empty and are read anew.
 */
import type { MainModule, MjData, MjModel } from '@mujoco/mujoco'
import { PlaygroundError } from '../../core/errors.ts'
import { mujoco } from './engine.ts'

/** The engine's numbers after its last step. Read them at once: another environment's step replaces them. */
export interface Readings {
  /** Places of the bodies as the last substep saw them, the world's first. [3 x bodies] */
  readonly bodyPlaces: Float64Array
  /** Centres of mass of the bodies. [3 x bodies] */
  readonly centres: Float64Array
  /** Places of the marked points. [3 x sites] */
  readonly sitePlaces: Float64Array
  /** What joint limits and contacts push with. [speeds] */
  readonly constraintForces: Float64Array
}

interface Views extends Readings {
  readonly positions: Float64Array
  readonly speeds: Float64Array
  readonly warmStart: Float64Array
  readonly controls: Float64Array
  /** Force and torque on each body. [6 x bodies] */
  readonly outsideForces: Float64Array
}

export class Simulation {
  /** Numbers of a place, of a speed and of an action; the model's bodies, the world's own among them. */
  readonly positionCount: number
  readonly speedCount: number
  readonly controlCount: number
  readonly bodyCount: number
  /** Seconds of one substep. */
  readonly timestep: number
  /** Kilograms. [bodies] */
  readonly masses: Float64Array
  /** Where everything stands in the model file. */
  readonly startPositions: Float64Array
  private readonly engine: MainModule
  private readonly model: MjModel
  private readonly data: MjData
  private views: Views

  private constructor(engine: MainModule, model: MjModel, data: MjData) {
    this.engine = engine
    this.model = model
    this.data = data
    this.positionCount = model.nq
    this.speedCount = model.nv
    this.controlCount = model.nu
    this.bodyCount = model.nbody
    this.timestep = model.opt.timestep
    this.masses = Float64Array.from(model.body_mass)
    this.startPositions = Float64Array.from(model.qpos0)
    this.views = viewsOf(data)
  }

  /**
   * The simulation of a model; one and the same as long as anyone holds it.
   * @throws PlaygroundError `not-loaded`; `bad-model` with what the engine says of the file.
   */
  static of(modelFile: string): Simulation {
    const held = simulations.get(modelFile)?.deref()
    if (held !== undefined) return held
    const engine = mujoco()
    const model = compile(engine, modelFile)
    const data = new engine.MjData(model)
    const simulation = new Simulation(engine, model, data)
    simulations.set(modelFile, new WeakRef(simulation))
    dropped.register(simulation, { modelFile, model, data })
    return simulation
  }

  /** How long a row of place, speed and warm start is. */
  get rowLength(): number {
    return this.positionCount + 2 * this.speedCount
  }

  /** Sets place, speed and warm start. @param row begins with the three. @throws PlaygroundError `bad-state`. */
  write(row: Float64Array): void {
    this.checkLength(row)
    const { positions, speeds, warmStart } = this.current()
    let at = 0
    for (let i = 0; i < this.positionCount; i++) positions[i] = row[at++]!
    for (let i = 0; i < this.speedCount; i++) speeds[i] = row[at++]!
    for (let i = 0; i < this.speedCount; i++) warmStart[i] = row[at++]!
  }

  /** Reads them into the row's beginning. @throws PlaygroundError `bad-state`. */
  read(row: Float64Array): void {
    this.checkLength(row)
    const { positions, speeds, warmStart } = this.current()
    let at = 0
    for (let i = 0; i < this.positionCount; i++) row[at++] = positions[i]!
    for (let i = 0; i < this.speedCount; i++) row[at++] = speeds[i]!
    for (let i = 0; i < this.speedCount; i++) row[at++] = warmStart[i]!
  }

  /** The engine itself cuts controls to their ranges. @param controls [controls] */
  control(controls: Float64Array): void {
    this.current().controls.set(controls)
  }

  /** Works out everything else from place and speed alone, moving nothing, with every motor off. */
  settle(): void {
    const views = this.current()
    views.controls.fill(0)
    views.warmStart.fill(0)
    this.engine.mj_forward(this.model, this.data)
  }

  /** Brings `readings` of places up to date after `write`. */
  placeBodies(): void {
    this.current()
    this.engine.mj_kinematics(this.model, this.data)
  }

  /** For the substeps to come, until cleared. @param force x, y, z (N), at the body's centre of mass. @param torque (N m) */
  pushBody(body: number, force: readonly number[], torque: readonly number[]): void {
    const { outsideForces } = this.current()
    for (let axis = 0; axis < 3; axis++) {
      outsideForces[6 * body + axis] = force[axis]!
      outsideForces[6 * body + 3 + axis] = torque[axis]!
    }
  }

  clearPushes(): void {
    this.current().outsideForces.fill(0)
  }

  step(substeps: number): void {
    const { engine, model, data } = this
    for (let substep = 0; substep < substeps; substep++) engine.mj_step(model, data)
  }

  get readings(): Readings {
    return this.current()
  }

  private checkLength(row: Float64Array): void {
    if (row instanceof Float64Array && row.length >= this.rowLength) return
    throw new PlaygroundError(
      'bad-state',
      `A state of ${row.length} numbers; expected a Float64Array of at least ${this.rowLength}.`,
    )
  }

  private current(): Views {
    if (this.views.positions.length !== this.positionCount) this.views = viewsOf(this.data)
    return this.views
  }
}

/** The engine's own names, and ours. */
const viewsOf = (data: MjData): Views => ({
  positions: data.qpos,
  speeds: data.qvel,
  warmStart: data.qacc_warmstart,
  controls: data.ctrl,
  outsideForces: data.xfrc_applied,
  bodyPlaces: data.xpos,
  centres: data.xipos,
  sitePlaces: data.site_xpos,
  constraintForces: data.qfrc_constraint,
})

function compile(engine: MainModule, modelFile: string): MjModel {
  try {
    return engine.MjModel.from_xml_string(modelFile)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new PlaygroundError('bad-model', `The engine refuses the model: ${said.slice(0, 200)}`, {
      cause: error,
    })
  }
}

const simulations = new Map<string, WeakRef<Simulation>>()

interface Held {
  readonly modelFile: string
  readonly model: MjModel
  readonly data: MjData
}

/** Models of settings that nobody uses any more leave the engine's memory. */
const dropped = new FinalizationRegistry(({ modelFile, model, data }: Held) => {
  data.delete()
  model.delete()
  if (simulations.get(modelFile)?.deref() === undefined) simulations.delete(modelFile)
})
