import { readdir } from "node:fs/promises";
import type { Model } from "@definable/spec";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, openPage, startBrowser } from "./support/browser.ts";
import { servedDemo } from "./support/served.ts";

const BOTH = "what is 17.5% of 2,480, and what time is it in Tokyo?";

/** Says three words and then nothing until it is stopped. */
const endless: Model = {
  id: "endless",
  provider: "test",
  async respond({ signal }, listener) {
    for (const word of ["once ", "upon ", "a "]) await listener.text(word);
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  },
};

describe.skipIf(!hasBrowser)("the page, in a real browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  test("shows both tool calls with arguments, results and times, the streamed answer, and what it cost", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);
    const { page, complaints } = open;

    await open.ask(BOTH);
    await open.settled();

    const calls = page.getByRole("region", { name: "Tool call" });
    expect(await calls.count()).toBe(2);
    expect(await calls.nth(0).innerText()).toMatch(
      /calculate\s+done\s+(under )?\d+ ms\s+expression\s+17\.5% of 2,480\s+17\.5% of 2,480 = 434/,
    );
    expect(await calls.nth(1).innerText()).toMatch(/place\s+Tokyo\s+Tokyo: Thursday 20 November 2025, 21:00:00/);
    expect(await page.locator(".text").innerText()).toContain("17.5% of 2,480 = 434\nTokyo: Thursday");
    expect(await page.locator(".figures").innerText()).toMatch(/^2 model calls · \d+ tokens · free · .*\d s$/);
    expect(complaints).toEqual([]);
  });

  test("text appears before the answer is complete, and stop ends it", async () => {
    await using demo = await servedDemo(endless);
    await using open = await openPage(browser, demo.url);
    const { page, complaints } = open;

    await open.ask("a story");
    await page.getByText("once upon a").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await open.settled();

    expect((await page.locator(".text").innerText()).trim()).toBe("once upon a");
    expect(await page.getByRole("status").innerText()).toBe("Stopped.");
    expect(complaints).toEqual([]);
  });

  test("a note waits for approval, is approved on the page, and is there", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);
    const { page, complaints } = open;

    await open.ask("Write a note titled Groceries saying buy milk and eggs");
    const approval = page.getByRole("group", { name: "Approval of write_note" });
    await approval.waitFor();
    expect(await page.getByRole("region", { name: "Tool call" }).innerText()).toMatch(
      /waits for you\s+title\s+Groceries\s+text\s+buy milk and eggs/,
    );
    await expect(readdir(demo.folders.notesFolder)).rejects.toThrow("ENOENT");
    await approval.getByRole("button", { name: "Approve" }).click();
    await page.locator(".text", { hasText: "is saved as notes/groceries.md" }).waitFor();

    expect(await demo.folders.note("groceries.md")).toBe("# Groceries\n\nbuy milk and eggs\n");
    expect(await approval.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("an Enter after the question does not approve anything", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);
    const { page } = open;

    await open.ask("Write a note titled Groceries saying buy milk and eggs");
    const approval = page.getByRole("group", { name: "Approval of write_note" });
    await approval.waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");

    expect(await approval.count()).toBe(1);
  });

  test("a rejected note is not written, and the reason reaches the answer's tool call", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);
    const { page, complaints } = open;

    await open.ask("Write a note titled Secret saying the door code");
    await page.getByLabel("Why not? (optional)").fill("not on this machine");
    await page.getByRole("button", { name: "Reject" }).click();
    await page.locator(".text", { hasText: "Not done" }).waitFor();

    expect(await page.getByRole("region", { name: "Tool call" }).innerText()).toMatch(
      /not approved[^]*not on this machine/,
    );
    await expect(readdir(demo.folders.notesFolder)).rejects.toThrow("ENOENT");
    expect(complaints).toEqual([]);
  });

  test("of two notes that wait together one is approved and one rejected", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);
    const { page, complaints } = open;

    await open.ask("Write a note titled One saying yes and write a note titled Two saying no");
    const approvals = page.getByRole("group", { name: "Approval of write_note" });
    await approvals.nth(1).waitFor();
    await approvals.nth(1).getByRole("button", { name: "Reject" }).click();
    await approvals.nth(0).getByRole("button", { name: "Approve" }).click();
    await page.locator(".text", { hasText: "is saved as notes/one.md" }).waitFor();

    expect(await readdir(demo.folders.notesFolder)).toEqual(["one.md"]);
    expect(complaints).toEqual([]);
  });

  test("markup in a tool's result, an argument and an answer is shown as text", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);
    const { page, complaints } = open;

    await open.ask("Read hostile.md");
    await open.settled();
    await open.ask(`Search the documents for "<img src=x onerror=alert(1)>"`);
    await open.settled();

    expect(await page.locator("pre").first().innerText()).toContain(`<img src="x" onerror=`);
    expect(await page.locator(".text").first().innerText()).toContain(`<img src="x" onerror=`);
    expect(await page.locator("dd").last().innerText()).toBe("<img src=x onerror=alert(1)>");
    expect(await page.locator("#turns img, #turns script").count()).toBe(0);
    expect(await page.title()).toBe("definable demo");
    expect(complaints).toEqual([]);
  });

  test("the conversation goes on in one session", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);

    await open.ask("What time is it in Tokyo?");
    await open.settled();
    await open.ask("And in Paris?");
    await open.settled();

    expect(await open.page.locator(".text").last().innerText()).toContain("Paris: Thursday 20 November 2025, 13:00:00");
  });

  test("a failed tool and a server that is gone are told in words", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);
    const { page } = open;

    await open.ask("what is 1/0");
    await open.settled();
    expect(await page.getByRole("region", { name: "Tool call" }).innerText()).toMatch(
      /failed[^]*Division by zero has no result/,
    );
    await demo[Symbol.asyncDispose]();
    await open.ask("what is 2+2");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toBe("The server cannot be reached. Is it still running?");
  });

  test("an example can be chosen, and the keyboard reaches everything", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url);
    const { page } = open;

    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the question");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".text", { hasText: "434" }).waitFor();

    expect(await page.locator("#welcome").isHidden()).toBe(true);
  });

  test("on a phone nothing is wider than the screen, also with long words", async () => {
    await using demo = await servedDemo();
    await using open = await openPage(browser, demo.url, { width: 390, height: 844 });
    const { page, complaints } = open;
    const tooWide = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll("html, body, #log")].filter((each) => each.scrollWidth > each.clientWidth)
            .length,
      );

    expect(await tooWide()).toBe(0);
    await open.ask(BOTH);
    await open.settled();
    await open.ask(`Write a note titled ${"Donaudampfschiff".repeat(6)} saying ${"x".repeat(300)}`);
    await page.getByRole("button", { name: "Approve" }).waitFor();
    await open.settled();

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await tooWide()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
