/** `bench`: measures speed, one line per figure. */
import { nearestId, PlaygroundError } from '../core/errors.ts'
import { benchmarks } from '../training/benchmarks.ts'
import { defineCommand } from './command.ts'
import { fixed, grouped } from './table.ts'
