import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser, Page, ViewportSize } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";

/** Whether the browser tests can run. With DEFINABLE_REQUIRE_BROWSER=1 they must, and fail without a browser. */
export const hasBrowser: boolean = existsSync(CHROMIUM) || process.env["DEFINABLE_REQUIRE_BROWSER"] === "1";

/** Starts Chromium without a window. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A page of the demo, and everything that went wrong on it: console errors, broken policies, exceptions, dialogs. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Types a question and sends it. */
  ask(question: string): Promise<void>;
  /** Resolves when the page can send again. */
  settled(): Promise<void>;
}

/** Opens the page at that address in a context of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  viewport: ViewportSize = { width: 1100, height: 800 },
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return {
    page,
    complaints,
    async ask(question) {
      await page.getByLabel("Your question").fill(question);
      await page.keyboard.press("Enter");
    },
    settled: () => page.getByRole("button", { name: "Send" }).waitFor(),
    [Symbol.asyncDispose]: () => context.close(),
  };
}
