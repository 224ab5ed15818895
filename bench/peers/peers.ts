/** Somebody else's framework, in the version that is compared. */
export interface PeerPackage {
  /** The name of its file in this folder, and of its column. */
  readonly name: string;
  readonly packages: readonly string[];
}

/** The peers. They are never in the lockfile: `bench --peers` installs each into a folder of its own. */
export const PEERS: readonly PeerPackage[] = [
  { name: "ai", packages: ["ai@7.0.173", "zod@4.6.7"] },
  { name: "openai-agents", packages: ["@openai/agents@0.20.0", "zod@4.6.7"] },
  { name: "mastra", packages: ["@mastra/core@1.71.0", "zod@4.6.7"] },
  // Its later name, @earendil-works/pi-agent-core, depends on a package that was not published when this was written.
  { name: "pi", packages: ["@mariozechner/pi-agent-core@0.73.1", "@mariozechner/pi-ai@0.73.1"] },
];
