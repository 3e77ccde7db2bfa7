/**
 * Base64 of large arrays: a replay buffer holds tens of megabytes, which `btoa` on text of one character per byte takes
 * seconds over. Three bytes become two table look-ups of twelve bits each.
 *
 * Simon Josefsson, "The Base16, Base32, and Base64 data encodings", RFC 4648, 2006 (https://www.rfc-editor.org/rfc/rfc4648),
 * section 4: the usual alphabet, padded.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PADDING = '='.charCodeAt(0)
const INVALID = 64

const letters = Uint8Array.from(ALPHABET, letter => letter.charCodeAt(0))
/** Value of each character code; those outside the alphabet give INVALID. [256] */
const valueOfCode = new Uint8Array(256).fill(INVALID)
letters.forEach((letter, value) => {
  valueOfCode[letter] = value
})
/** Two letters, the first in the low byte, of each twelve bits. [4096] */
const pairs = Uint16Array.from(
  { length: 4096 },
  (_, bits) => letters[bits >> 6]! | (letters[bits & 63]! << 8),
)
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

export function toBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3))
  const whole = Math.floor(bytes.length / 3)
  if (littleEndian) encodePairs(bytes, new Uint16Array(text.buffer), whole)
  else for (let i = 0; i < whole; i++) encodeLetters(bytes, text, i)
  if (whole * 3 < bytes.length) {
    encodeLetters(bytes, text, whole)
    if (bytes.length % 3 === 1) text[4 * whole + 2] = PADDING
    text[4 * whole + 3] = PADDING
  }
  return new TextDecoder().decode(text)
}

/** Null when `text` is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const codes = new TextEncoder().encode(text)
  if (codes.length % 4 !== 0) return null
  const padding = codes.at(-1) !== PADDING ? 0 : codes.at(-2) !== PADDING ? 1 : 2
  const bytes = new Uint8Array((codes.length / 4) * 3 - padding)
  const letterCount = codes.length - padding
  const whole = letterCount >> 2
  // Any character outside the alphabet leaves its bit here.
  let invalid = 0
  for (let i = 0, from = 0, to = 0; i < whole; i++, from += 4, to += 3) {
    const a = valueOfCode[codes[from]!]!
    const b = valueOfCode[codes[from + 1]!]!
    const c = valueOfCode[codes[from + 2]!]!
    const d = valueOfCode[codes[from + 3]!]!
    invalid |= a | b | c | d
    const bits = (a << 18) | (b << 12) | (c << 6) | d
    bytes[to] = bits >> 16
    bytes[to + 1] = bits >> 8
    bytes[to + 2] = bits
  }
  if (padding > 0) {
    const [a = INVALID, b = INVALID, c = padding === 1 ? INVALID : 0] = Array.from(
      codes.subarray(4 * whole, letterCount),
      code => valueOfCode[code]!,
    )
    invalid |= a | b | c
    bytes[3 * whole] = (a << 2) | (b >> 4)
    if (padding === 1) bytes[3 * whole + 1] = (b << 4) | (c >> 2)
  }
  return (invalid & INVALID) === 0 ? bytes : null
}

function encodePairs(bytes: Uint8Array, into: Uint16Array, count: number): void {
  for (let i = 0, from = 0; i < count; i++, from += 3) {
    const bits = (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]!
    into[2 * i] = pairs[bits >> 12]!
    into[2 * i + 1] = pairs[bits & 4095]!
  }
}

/** The `i`-th four letters; bytes past the end count as 0. */
function encodeLetters(bytes: Uint8Array, into: Uint8Array, i: number): void {
  const bits = ((bytes[3 * i] ?? 0) << 16) | ((bytes[3 * i + 1] ?? 0) << 8) | (bytes[3 * i + 2] ?? 0)
  for (let letter = 0; letter < 4; letter++) {
    into[4 * i + letter] = letters[(bits >> (18 - 6 * letter)) & 63]!
  }
}
