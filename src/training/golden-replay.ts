/**
 * Checks a world against data recorded from Gymnasium (https://gymnasium.farama.org): tables of table worlds, transitions
 * and episodes of those with real-valued states, episodes of several robots on MuJoCo in one file. A file's `kwargs` are the world's settings.
 */
import { asObject, type GoldenReplay, openGoldenFile, recordedWorld } from './golden-file.ts'
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
  const { fickle_passenger: _, ...kwargs } = asObject(file.kwargs ?? {}, 'kwargs')
  // A map may stand beside the arguments, and a fickle passenger is not in the tables.
  if (kwargs.desc == null && file.desc != null) kwargs.desc = file.desc
  const world = await recordedWorld(env, kwargs)
  return world.form === 'tabular' ? replayTables(env, world, file) : replayControl(env, world, file)
}
