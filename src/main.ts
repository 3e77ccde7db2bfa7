/** Starts the app, or says plainly why it cannot run. */
import { start } from './app/start.ts'

const root = document.getElementById('app')
const missing = [
  typeof Worker === 'undefined' && 'web workers',
  typeof structuredClone === 'undefined' && 'structuredClone',
].filter(Boolean)

if (root && missing.length > 0) {
  root.textContent = `Good Robot needs ${missing.join(', ')}, which this browser lacks. A current Firefox, Chrome, Edge or Safari will do.`
} else if (root) {
  start(root)
}
