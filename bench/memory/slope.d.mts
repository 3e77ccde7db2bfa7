export interface Slope {
  readonly slope: number
  readonly low: number
  readonly high: number
}

export function slopeOf(times: readonly number[], values: readonly number[]): Slope
export function verdictOf(slope: Slope, most: number): 'flat' | 'grows' | 'unclear'
