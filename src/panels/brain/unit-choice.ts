/** Which units of a layer are drawn: those that push hardest on what follows, and not others every moment. */

/** Inputs, and units of each hidden layer, drawn at most: names of inputs take two lines each. */
export const MOST_UNITS = 9
/** A unit takes another's place only when it is stronger by this factor, so that learning does not make the picture flicker. */
const LEAD = 1.25

/** Sum of the sizes of the weights that leave each unit. @param kernel [inputs x units] @returns [inputs] */
export function outgoingStrengths(kernel: Float32Array, inputs: number): Float64Array {
  const units = kernel.length / inputs
  const strengths = new Float64Array(inputs)
  for (let i = 0; i < inputs; i++) {
    for (let unit = 0; unit < units; unit++) strengths[i]! += Math.abs(kernel[i * units + unit]!)
  }
  return strengths
}

/**
 * Indices of the strongest, in order. A unit of `previous` keeps its place until one that is not drawn is clearly stronger.
 * @param strengths of all units of the layer.
 */
export function chooseUnits(
  strengths: Float64Array,
  most: number,
  previous: readonly number[] = [],
): readonly number[] {
  const all = Array.from(strengths, (_, unit) => unit)
  if (all.length <= most) return all
  const strongest = [...all].sort((a, b) => strengths[b]! - strengths[a]! || a - b)
  const kept = previous.filter(unit => unit < strengths.length)
  if (kept.length !== most) return strongest.slice(0, most).sort((a, b) => a - b)
  const chosen = [...kept]
  for (const candidate of strongest) {
    if (chosen.includes(candidate)) continue
    const weakest = chosen.reduce((least, unit) => (strengths[unit]! < strengths[least]! ? unit : least))
    if (strengths[candidate]! <= strengths[weakest]! * LEAD) break
    chosen[chosen.indexOf(weakest)] = candidate
  }
  return chosen
}
