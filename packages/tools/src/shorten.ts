/** Cuts a text that goes into a message, never through the middle of a character: vendors refuse half of one. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const last = text.charCodeAt(maxLength - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, isHalf ? maxLength - 1 : maxLength)}...`;
}
