/** JSON whose letters stand as themselves: what is written as an escape is read by people as the letter. */
export function plainJson(json: string): string {
  return json.replace(/\\(?:u([0-9a-fA-F]{4})|[^u])/g, (escape, code: string | undefined) => {
    if (code === undefined) return escape;
    const letter = String.fromCharCode(Number.parseInt(code, 16));
    return letter < " " || letter === '"' || letter === "\\" ? escape : letter;
  });
}
