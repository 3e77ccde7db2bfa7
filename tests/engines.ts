/** Brings every physics engine, for tests that go through all worlds: `await loadEngines()` at the top of the file. */
import { environments } from '../src/envs/registry.ts'

export async function loadEngines(): Promise<void> {
  await Promise.all(environments.map(definition => definition.load?.()))
}
