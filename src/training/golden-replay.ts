/**
 * Checks a world against data recorded from Gymnasium (https://gymnasium.farama.org): tables of table worlds, transitions
 * and episodes of those with real-valued states, episodes of robots on Box2D with every draw, episodes of several robots on
 * MuJoCo in one file. A file's `kwargs` are the world's settings.
 */
import { asObject, type GoldenReplay, openGoldenFile, recordedWorld } from './golden-file.ts'
import { box2DKind, isBox2DWorld, replayBox2D } from './golden-replay-box2d.ts'
import { replayControl } from './golden-replay-control.ts'
import { isMujocoFile, replayMujoco } from './golden-replay-mujoco.ts'
import { replayTables } from './golden-replay-tables.ts'

/**
 * @param json a parsed golden file.
 * @throws PlaygroundError `bad-golden-file` naming the place, such as `P[3][1][0]`; `unknown-environment`; `bad-setting`
 *   with a path under `kwargs`.
 */
export async function replayGolden(json: unknown): Promise<GoldenReplay> {
  if (isMujocoFile(asObject(json, 'the file'))) return replayMujoco(asObject(json, 'the file'))
  const { file, env } = openGoldenFile(json)
  // A map may stand beside the arguments, and a fickle passenger is not in the tables.
  const { fickle_passenger: _, ...kwargs } = asObject(file.kwargs ?? {}, 'kwargs')
  if (isBox2DWorld(env)) {
    const kind = box2DKind(env, kwargs)
    return replayBox2D(kind.env, await recordedWorld(kind.env, kind.kwargs), file)
  }
  if (kwargs.desc == null && file.desc != null) kwargs.desc = file.desc
  const world = await recordedWorld(env, kwargs)
  return world.form === 'tabular' ? replayTables(env, world, file) : replayControl(env, world, file)
}
