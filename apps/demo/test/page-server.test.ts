import { expect, test } from "vitest";
import { pageServer } from "../src/serve-page.ts";

const page = await pageServer({ model: "offline", name: "stand-in", about: "No model.", isOffline: true });
const get = (path: string, method = "GET") => page(new Request(`http://localhost${path}`, { method }));

test.for([
  ["/", "text/html; charset=utf-8"],
  ["/style.css", "text/css; charset=utf-8"],
  ["/app.js", "text/javascript; charset=utf-8"],
  ["/icon.svg", "image/svg+xml"],
  ["/about.json", "application/json"],
])("%s is served as %s, under a policy without inline code", ([path = "", type]) => {
  const response = get(path);

  expect(response?.status).toBe(200);
  expect(response?.headers.get("content-type")).toBe(type);
  expect(response?.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response?.headers.get("cache-control")).toBe("no-store");
  const policy = response?.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toContain("unsafe");
});

test("every file that the page asks for is served, and nothing is inline", async () => {
  const html = (await get("/")?.text()) ?? "";
  const scripts = await Promise.all(
    ["/app.js", "/server.js", "/tool-card.js", "/turn.js"].map(async (path) => (await get(path)?.text()) ?? ""),
  );
  const inHtml = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map((match) => match[1] ?? "");
  const inScripts = scripts.flatMap((script) =>
    [...script.matchAll(/from "\.(\/[^"]+)"/g)].map((match) => match[1] ?? ""),
  );

  for (const path of [...inHtml, ...inScripts]) expect([path, get(path)?.status]).toEqual([path, 200]);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:/);
});

test("no script makes markup or code out of text", async () => {
  for (const path of ["/app.js", "/elements.js", "/server.js", "/sse.js", "/tool-card.js", "/turn.js", "/figures.js"]) {
    expect(await get(path)?.text()).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/,
    );
  }
});

test("other paths are left to the server, other methods refused", () => {
  expect(get("/runs")).toBeUndefined();
  expect(get("/../package.json")).toBeUndefined();
  expect(get("/%2e%2e/settings.ts")).toBeUndefined();
  expect(get("/", "POST")?.status).toBe(405);
});
