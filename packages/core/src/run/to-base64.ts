/** Few enough for one call of `String.fromCharCode`. */
const CHUNK = 0x8000;

/** Base64 of bytes, with what every runtime has. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  }
  return btoa(parts.join(""));
}
