/** Mean of the middle half, with fractional weights at its ends. */
export function interquartileMean(values: readonly number[]): number
/** 95 % percentile bootstrap of the interquartile mean, always with the same draws. */
export function bootstrapInterval(values: readonly number[], resamples?: number): [number, number]
export function mean(values: readonly number[]): number
