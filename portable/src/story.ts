/** What a platform can do beyond the language and fetch. */
export interface Platform {
  /** A fake of OpenAI, up to `/v1`; undefined where no other origin may be asked. */
  readonly openaiURL: string | undefined;
  /** A fake of Anthropic, up to where `/v1` begins; undefined where no other origin may be asked. */
  readonly anthropicURL: string | undefined;
  /** Packages are found by name at run time; in a bundle they are not. */
  readonly hasPackages: boolean;
}

/** One thing that works on every platform. It throws when it does not. */
export interface Story {
  readonly name: string;
  /** Left out where it says false. */
  readonly fits?: (platform: Platform) => boolean;
  readonly tell: (platform: Platform) => Promise<void>;
}

/** How a story ended: without `error` it is true. */
export interface StoryEnd {
  readonly name: string;
  readonly error?: string;
}

/** Throws when the two are not the same JSON. An assertion library would have to be portable itself. */
export function same(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`expected ${wanted}, found ${found}`);
}
