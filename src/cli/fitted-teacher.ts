/** `--teacher fitted:PATH`: who answers like the person whose labels a file holds. */
import { standingLabels } from '../core/label.ts'
import { fittedName } from '../feedback/teachers/teacher-forms.ts'
import { decodeJsonl } from '../persistence/label-codec.ts'
import { fittedFromLabels } from '../training/teaching/fitted-from-labels.ts'
import { readText } from './files.ts'

const FROM_FILE = /^fitted:(?!(?:slope|side|band|lapse|offset)=)(.+)$/

/**
 * The teacher's name as the trainer knows it; names of other teachers stay as they are.
 * @throws PlaygroundError `bad-file`, `bad-flag`, or as `decodeJsonl` for a file that holds no labels.
 */
export async function teacherNamed(written: string): Promise<string> {
  const place = FROM_FILE.exec(written.trim())?.[1]
  if (place === undefined) return written
  const hash = place.lastIndexOf('#')
  const file = hash < 0 ? place : place.slice(0, hash)
  const rater = hash < 0 ? null : place.slice(hash + 1)
  const labels = standingLabels(decodeJsonl(readText(file, '--teacher fitted:')))
  return fittedName(await fittedFromLabels(labels, rater, file))
}
