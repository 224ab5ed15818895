/** What the server says to everybody: so many words, one chunk each. */
export const WORDS: readonly string[] = Array.from({ length: 400 }, (_, index) => `word${index} `);
export const ANSWER: string = WORDS.join("");
export const MODEL = "gpt-4o";
