/** The text cut to a length, with a mark that says how much is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Not between the halves of one character.
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}\n[cut here: ${text.length - end} more characters]`;
}

/** Text from elsewhere, inside a tag that it cannot close. */
export function fence(tag: string, attributes: Readonly<Record<string, string | undefined>>, text: string): string {
  const said = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${escapeAttribute(value)}"`],
  );
  return `<${tag}${said.join("")}>\n${text.replaceAll(CLOSING, "&lt;/$1")}\n</${tag}>`;
}

/** The ends of the tags that layers write. */
const CLOSING = /<\/(file|file_contents|document|knowledge|memory|summary)(?=[\s>])/gi;

function escapeAttribute(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/\s+/g, " ");
}
