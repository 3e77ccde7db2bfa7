export function buildKernelsIfStale(): Promise<boolean>
