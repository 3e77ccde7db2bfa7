/** Makes a world whose engine may have to be brought first: from this machine, or over the net. */
import type { EnvironmentDefinition, World } from './environment.ts'
import { PlaygroundError } from './errors.ts'
import type { SettingValues } from './settings.ts'

/**
 * Brings the engine that `create` needs, where there is one.
 * @throws PlaygroundError `engine-unavailable`, which says what stands in the way.
 */
export async function loadEngine({
  title,
  load,
}: Pick<EnvironmentDefinition, 'title' | 'load'>): Promise<void> {
  try {
    await load?.()
  } catch (error) {
    if (error instanceof PlaygroundError) throw error
    throw new PlaygroundError(
      'engine-unavailable',
      `The physics engine of ${title} could not be loaded: ${reasonOf(error)}`,
      { cause: error },
    )
  }
}

/** @throws PlaygroundError as `loadEngine` and `EnvironmentDefinition.create`. */
export async function loadWorld<Kind extends World>(
  definition: EnvironmentDefinition<Kind>,
  settings: SettingValues,
): Promise<Kind> {
  await loadEngine(definition)
  return definition.create(settings)
}

/** What browsers say of a refused `eval`, of a refused WebAssembly module and of a file that did not come. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const name = error instanceof Error ? error.name : ''
  if (name === 'EvalError' || /unsafe-eval|Content Security Policy|CSP/i.test(text))
    return "this page's content-security policy forbids the code that it generates (script-src needs 'unsafe-eval')."
  if (/fetch|import|network|load/i.test(text))
    return 'it did not come over the net. Check the connection and open the world again.'
  return `${text.slice(0, 200)}. Open the world again, or another one.`
}
