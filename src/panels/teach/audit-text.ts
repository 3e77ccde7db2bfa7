/** How the audit of a rater is put: scales, figures and sentences. */
import type { AuditReport, Finding, RaterAudit } from '../../core/teaching-reports.ts'
import { plural, signedText } from '../number-text.ts'

export interface AuditRow {
  readonly name: string
  /** The field's own term. */
  readonly term: string
  readonly finding: Finding
  readonly from: number
  readonly to: number
  readonly usual: number | null
  text(value: number): string
}

const percent = (value: number): string => `${Math.round(100 * value)}%`

export function auditRows({ sideBias, lapse, drift, severity }: RaterAudit): readonly AuditRow[] {
  return [
    {
      name: 'Left or right',
      term: 'side bias',
      finding: sideBias,
      from: -50,
      to: 50,
      usual: 0,
      text: value => `${signedText(value, 0)} points`,
    },
    { name: 'Slips', term: 'lapse rate', finding: lapse, from: 0, to: 0.6, usual: null, text: percent },
    {
      name: 'Steadiness',
      term: 'drift',
      finding: drift,
      from: -1,
      to: 1,
      usual: 0,
      text: value => signedText(value),
    },
    {
      name: 'Strictness',
      term: 'severity',
      finding: severity,
      from: -3,
      to: 3,
      usual: 0,
      text: value => `${signedText(value, 1)} points`,
    },
  ]
}

/** Of repeats, circles and times; what there is none of is left out. */
export function auditSentences({ repeats, cycles, seconds, answerFloor }: RaterAudit): readonly string[] {
  const sentences: string[] = []
  if (repeats.asked > 0)
    sentences.push(
      `${plural(repeats.asked, 'question')} came twice with the sides swapped; ${repeats.same} of the answers stayed the same.`,
    )
  if (cycles.triples > 0)
    sentences.push(
      `Of ${plural(cycles.triples, 'set')} of three clips compared with each other, ${cycles.circular} went round in a circle; by chance it would be 1 in 4.`,
    )
  if (seconds.median !== null) {
    const fast =
      seconds.tooFast > 0
        ? `, ${seconds.tooFast} faster than ${answerFloor} s, which is hardly time to look`
        : ''
    sentences.push(`Half of the answers take less than ${seconds.median.toFixed(1)} s${fast}.`)
  }
  return sentences
}

/** Agreement between raters. */
export function alphaSentence({ alpha }: AuditReport): string {
  if (!alpha) return 'Once two people have answered the same questions, it says here how far they agree.'
  const word = alpha.value >= 0.8 ? 'agree well' : alpha.value >= 0.4 ? 'agree in part' : 'hardly agree'
  return `Raters ${word}: Krippendorff's alpha ${alpha.value.toFixed(2)} (${alpha.low.toFixed(2)} to ${alpha.high.toFixed(2)}), ${plural(alpha.items, 'shared question')}.`
}

/** Is there anything but "too early"? */
export const tellsAnything = ({ sideBias, lapse, drift, severity }: RaterAudit): boolean =>
  [sideBias, lapse, drift, severity].some(({ verdict }) => verdict !== 'too-early')
