/** Blanks the comments of a TypeScript source, keeping every line where it is. */

const BEFORE_A_PATTERN = /(?:^|[(,=:[!&|?{};+\-*%~^]|=>|\b(?:return|typeof|case|in|of|yield|await|else))\s*$/

/** Index after the string, template or pattern that starts at `start`; a quote ends at its line's end at the latest. */
function endOfLiteral(source, start) {
  const quote = source[start]
  let inClass = false
  for (let i = start + 1; i < source.length; i++) {
    const character = source[i]
    if (character === '\\') i++
    else if (character === '\n' && quote !== '`') return i
    else if (quote === '/' && character === '[') inClass = true
    else if (quote === '/' && character === ']') inClass = false
    else if (character === quote && !inClass) return i + 1
  }
  return source.length
}

export function withoutComments(source) {
  let code = ''
  for (let i = 0; i < source.length; ) {
    const pair = source.slice(i, i + 2)
    let end = i + 1
    if (pair === '//' || pair === '/*') {
      const close = pair === '//' ? source.indexOf('\n', i) : source.indexOf('*/', i + 2)
      end = close < 0 ? source.length : close + (pair === '//' ? 0 : 2)
      code += source.slice(i, end).replace(/[^\n]/g, ' ')
      i = end
      continue
    }
    const isPattern = source[i] === '/' && BEFORE_A_PATTERN.test(code.slice(-40))
    if (isPattern || source[i] === "'" || source[i] === '"' || source[i] === '`')
      end = endOfLiteral(source, i)
    code += source.slice(i, end)
    i = end
  }
  return code
}
