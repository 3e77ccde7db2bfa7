/** A learner's diagnostics in words: the field's name, a plain twin, a short number. */
import { NO_NUMBER } from '../number-text.ts'

export interface DiagnosticRow {
  readonly name: string
  /** Empty for a name nobody has translated yet. */
  readonly plain: string
  readonly value: string
}

const PLAIN: Readonly<Record<string, string>> = {
  'approximate kl': 'how far the policy moved',
  'kl to reference': 'how far from where teaching began',
  'clip fraction': 'updates held back',
  'explained variance': 'how well it foresees returns',
  entropy: 'how much it still tries out',
  temperature: 'what trying out is worth',
  epsilon: 'share of random moves',
  'temporal-difference error': 'how wrong its forecasts were',
  'policy loss': 'what the policy is pulled by',
  'actor loss': 'what the policy is pulled by',
  'value loss': 'error of its forecasts',
  'critic loss': 'error of its forecasts',
  loss: 'error of its forecasts',
  'gradient norm': 'how strong the pull was',
  'actor gradient norm': 'how strong the pull was',
  'critic gradient norm': 'how strong the pull was',
  'noise deviation': 'how much it shakes its moves',
  'learning rate': 'size of its steps',
  'mean q': 'what it expects on average',
  'replay size': 'memories kept',
  updates: 'times it has learnt',
}

/** The learner's own order. */
export function diagnosticRows(diagnostics: Readonly<Record<string, number>>): DiagnosticRow[] {
  return Object.entries(diagnostics).map(([name, value]) => ({
    name: name[0]!.toUpperCase() + name.slice(1),
    plain: PLAIN[name.toLowerCase()] ?? '',
    value: figure(value),
  }))
}

/** Three digits, small ones by their power of ten. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return NO_NUMBER
  const size = Math.abs(value)
  const text =
    size !== 0 && size < 1e-3
      ? size.toExponential(1)
      : size >= 1000
        ? Math.round(size).toLocaleString('en-US')
        : String(Number(size.toPrecision(3)))
  return value < 0 ? `\u2212${text}` : text
}
