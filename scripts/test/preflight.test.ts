import { expect, test } from "vitest";
import { preflight } from "../preflight.mjs";

const mac = { platform: "darwin", arch: "arm64" };

test.each(["22.18.0", "22.23.3", "24.21.0", "26.10.0"])(
  "Node %s may run the scripts on any platform",
  (nodeVersion) => {
    expect(preflight({ ...mac, nodeVersion })).toBeUndefined();
    expect(preflight({ platform: "linux", arch: "x64", nodeVersion })).toBeUndefined();
  },
);

test.each(["18.20.8", "20.20.2", "22.17.1"])(
  "Node %s on a Mac is told which Node is needed and where to get it",
  (nodeVersion) => {
    const message = preflight({ ...mac, nodeVersion });
    expect(message).toContain("needs Node 22.18 or newer");
    expect(message).toContain(`this is Node ${nodeVersion} on darwin arm64`);
    expect(message).toContain("https://nodejs.org");
  },
);

test("an old Node on Linux x64 is past pnpm or after a broken install, and the message has the way out of both", () => {
  const message = preflight({ platform: "linux", arch: "x64", nodeVersion: "20.20.2" });
  expect(message).toContain("npx -y pnpm@12.21.0 start");
  expect(message).toContain("npx -y pnpm@12.21.0 install");
});

test("an old Node on Linux of another architecture is told to install one, for none is pinned there", () => {
  const message = preflight({ platform: "linux", arch: "riscv64", nodeVersion: "20.20.2" });
  expect(message).toContain("https://nodejs.org");
});
